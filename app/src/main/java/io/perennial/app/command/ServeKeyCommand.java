// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.UsageException;
import io.perennial.app.print.JsonText;
import io.perennial.app.print.TextTable;
import io.perennial.lake.workspace.Workspace;
import io.perennial.serve.Role;
import io.perennial.serve.key.KeyBook;
import io.perennial.serve.key.KeyCard;
import io.perennial.serve.key.MadeKey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes, lists, rotates and takes back keys; a server that runs knows at once. */
@Command(
    name = "key",
    header = "The keys with which people and programs get in.",
    description = {
      "A key is shown when it is made, and never again: what is kept is a hash. Roles: viewer (all",
      "customers together), analyst (single ones too, masked), marketer and privacy_officer",
      "(personal data for a purpose, which is kept in the audit trail), administrator (all, and keys)."
    },
    footer = {
      "",
      "Examples",
      "  perennial serve key create 'Ada of marketing' --role marketer --days 90",
      "  perennial serve key list",
      "  perennial serve key rotate 4f8a2c1d --grace-hours 1",
      "  perennial serve key revoke 4f8a2c1d"
    })
final class ServeKeyCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Spec private CommandSpec spec = CommandSpec.create();

  private ServeKeyCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  static CommandLine line(Perennial perennial) {
    return new CommandLine(new ServeKeyCommand(perennial));
  }

  /** Alone it shows its help. */
  @Override
  public Integer call() {
    perennial.surroundings().out().print(spec.commandLine().getUsageMessage());
    return ExitCode.DONE.number();
  }

  @Command(
      name = "create",
      header = "Make a key, and show it this once.",
      footer = {"", "Example", "  perennial serve key create crm --role viewer --role analyst"})
  int create(
      @Parameters(paramLabel = "NAME", description = "Whose it is, or what for.") String name,
      @Option(
              names = "--role",
              paramLabel = "ROLE",
              required = true,
              description = "What its holder may do; more than once for more.")
          List<String> roles,
      @Option(
              names = "--days",
              paramLabel = "N",
              defaultValue = "365",
              description = "How long it lasts (default: ${DEFAULT-VALUE}).")
          int days) {
    Set<Role> known = EnumSet.noneOf(Role.class);
    for (String word : roles) {
      known.add(
          Role.of(word)
              .orElseThrow(
                  () ->
                      new UsageException(
                          "Unknown role: "
                              + word
                              + " (must be one of "
                              + String.join(", ", Role.words())
                              + ")")));
    }
    return show(keys().create(name, known, Duration.ofDays(days), holder()));
  }

  @Command(
      name = "rotate",
      header = "Make a key in the place of another, which opens a while longer.",
      footer = {"", "Example", "  perennial serve key rotate 4f8a2c1d --grace-hours 1"})
  int rotate(
      @Parameters(paramLabel = "ID", description = "Of the old one.") String id,
      @Option(
              names = "--grace-hours",
              paramLabel = "N",
              defaultValue = "24",
              description = "How long the old one still opens (default: ${DEFAULT-VALUE}).")
          int hours) {
    return show(keys().rotate(id, Duration.ofHours(hours), holder()));
  }

  @Command(
      name = "revoke",
      header = "Take a key back, at once and for good.",
      footer = {"", "Example", "  perennial serve key revoke 4f8a2c1d"})
  int revoke(@Parameters(paramLabel = "ID", description = "Of the key.") String id) {
    KeyCard card = keys().revoke(id, holder());
    if (perennial.json()) {
      perennial.surroundings().out().println(JsonText.of(plain(card)));
    }
    perennial.say("Key " + card.id() + " (" + card.name() + ") opens nothing any more");
    return ExitCode.DONE.number();
  }

  @Command(
      name = "list",
      header = "Which keys there are.",
      footer = {"", "Example", "  perennial serve key list --json"})
  int list() throws IOException {
    List<KeyCard> cards = keys().keys();
    if (perennial.json()) {
      List<Map<String, Object>> all = new ArrayList<>();
      cards.forEach(card -> all.add(plain(card)));
      perennial.surroundings().out().println(JsonText.of(Map.of("keys", all)));
      return ExitCode.DONE.number();
    }
    TextTable table = TextTable.of("id", "name", "roles", "state", "made", "by", "expires");
    for (KeyCard card : cards) {
      table.row(
          card.id(),
          card.name(),
          roles(card),
          card.state().word(),
          day(Optional.of(card.madeAt())),
          card.madeBy(),
          day(card.expiresAt()));
    }
    table.write(perennial.surroundings().out());
    return ExitCode.DONE.number();
  }

  private int show(MadeKey made) {
    if (perennial.json()) {
      Map<String, Object> plain = plain(made.card());
      plain.put("key", made.text());
      perennial.surroundings().out().println(JsonText.of(plain));
    }
    perennial.say("Key " + made.card().id() + " with roles " + roles(made.card()));
    perennial.say("  " + made.text());
    perennial.say("It is shown this once; it ends on " + day(made.card().expiresAt()));
    return ExitCode.DONE.number();
  }

  private KeyBook keys() {
    Workspace workspace = perennial.workspace();
    return new KeyBook(
        workspace.stateFolder(), perennial.surroundings().clock(), workspace.auditTrail());
  }

  private String holder() {
    return PermitOption.holder(perennial.surroundings());
  }

  private static String roles(KeyCard card) {
    return card.roles().stream().map(Role::word).sorted().collect(Collectors.joining(", "));
  }

  private static String day(Optional<Instant> at) {
    return at.map(when -> when.truncatedTo(ChronoUnit.DAYS).toString().substring(0, 10))
        .orElse("never");
  }

  private static Map<String, Object> plain(KeyCard card) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("id", card.id());
    plain.put("name", card.name());
    plain.put("roles", card.roles().stream().map(Role::word).sorted().toList());
    plain.put("state", card.state().word());
    plain.put("made_at", card.madeAt());
    plain.put("made_by", card.madeBy());
    plain.put("expires_at", card.expiresAt());
    plain.put("revoked_at", card.revokedAt());
    return plain;
  }
}
