// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.UsageException;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.Amounts;
import io.perennial.app.print.CsvRows;
import io.perennial.app.print.JsonText;
import io.perennial.app.work.Audience;
import io.perennial.app.work.WholeFile;
import io.perennial.decide.activate.AudienceFormat;
import io.perennial.decide.activate.Recipient;
import io.perennial.domain.Purpose;
import io.perennial.governance.Permit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes who is to be addressed, as another system imports it. */
@Command(
    name = "export",
    header = "Who is to be addressed, as a file that another system imports.",
    description = {
      "Of the newest decisions, or those of --as-of; where their window is over, that is said. Whoever",
      "refused since is left out, and so is who cannot be reached there; both are counted. Customers who",
      "became one since are one. Lists for advertising (google, meta) are hashed, and are personal data",
      "nevertheless. The file appears when it is whole."
    },
    footer = {
      "",
      "Examples",
      "  perennial decide export -o audience.csv",
      "  perennial decide export --to klaviyo --action win-back --permit marketing -o klaviyo.csv",
      "  perennial decide export --to google --permit marketing -o match.csv"
    })
final class DecideExportCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Option(
      names = "--to",
      paramLabel = "SYSTEM",
      defaultValue = "plain",
      description = {
        "plain, klaviyo, mailchimp, salesforce, hubspot, google or meta (default:",
        "${DEFAULT-VALUE}: numbers of customers, no personal data)."
      })
  private String to = "plain";

  @Option(names = "--action", paramLabel = "NAME", description = "Only who gets this action.")
  private Optional<String> action = Optional.empty();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      required = true,
      description = "Where to.")
  private Path output = Path.of("");

  @Mixin private final DecidedAsOf asOf = new DecidedAsOf();

  @Mixin private final PermitOption permission = new PermitOption();

  DecideExportCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    AudienceFormat format = format();
    Optional<Permit> permit = permission.permit(perennial.surroundings());
    if (permit.isPresent() && permit.get().purpose() != Purpose.MARKETING) {
      throw new UsageException(
          "Cannot write for "
              + to
              + ": addressing customers is marketing (say --permit marketing)");
    }
    if (format.isPersonal() && permit.isEmpty()) {
      throw new UsageException(
          "Cannot write for "
              + to
              + ": it has personal data; say for what with --permit marketing");
    }
    Path file = perennial.surroundings().folder().resolve(output);
    try (OpenWorkspace open = perennial.openForReading()) {
      Audience audience =
          Audience.read(
              open,
              action,
              format.isPersonal(),
              perennial.surroundings().clock(),
              asOf.until(open));
      List<Recipient> reached = audience.recipients().stream().filter(format::reaches).toList();
      permit.ifPresent(
          p ->
              PermitOption.audit(
                  open.workspace(),
                  p,
                  perennial.surroundings().clock().instant(),
                  "exported",
                  "decisions to " + to + ", " + reached.size() + " customers"));
      write(file, format, reached);
      tell(audience, reached.size(), open.settings().decide().windowDays());
    }
    return ExitCode.DONE.number();
  }

  private AudienceFormat format() {
    return Arrays.stream(AudienceFormat.values())
        .filter(each -> each.word().equals(to.strip().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "Unknown system: "
                        + to
                        + " (must be one of "
                        + Arrays.stream(AudienceFormat.values())
                            .map(AudienceFormat::word)
                            .collect(Collectors.joining(", "))
                        + ")"));
  }

  /** All of it or nothing. */
  private static void write(Path file, AudienceFormat format, List<Recipient> recipients)
      throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new UsageException("Cannot write " + file + ": there is no folder " + folder);
    }
    Stream<List<String>> rows =
        Stream.concat(Stream.of(format.header()), recipients.stream().map(format::row));
    WholeFile.write(file, rows.map(DecideExportCommand::line).toList());
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.isEmpty() ? "" : CsvRows.cell(cell))
        .collect(Collectors.joining(","));
  }

  private void tell(Audience audience, int written, int windowDays) {
    int unreachable = audience.recipients().size() - written;
    if (perennial.json()) {
      Map<String, Object> plain = new LinkedHashMap<>();
      plain.put("file", output.toString());
      plain.put("written", written);
      plain.put("refused", audience.refused());
      plain.put("unreachable", unreachable);
      plain.put("not_configured", audience.unknown());
      plain.put("closed", audience.closed());
      plain.put("merged", audience.merged());
      audience.asOf().ifPresent(at -> plain.put("as_of", at.toString()));
      plain.put("overdue", audience.overdue());
      perennial.surroundings().out().println(JsonText.of(plain));
      return;
    }
    StringBuilder text = new StringBuilder(Amounts.count(written, "customer") + " in " + output);
    say(text, audience.refused(), "refused since it was decided");
    say(text, unreachable, "cannot be reached there");
    say(text, audience.closed(), "are to get an action whose days are over, or not come");
    say(text, audience.unknown(), "are to get an action that is not configured any more");
    say(text, audience.merged(), "became one with others, who get something else");
    if (audience.overdue() && !asOf.isGiven() && audience.asOf().isPresent()) {
      text.append(". Mind: ").append(DecidedAsOf.overdue(audience.asOf().get(), windowDays));
    }
    perennial.say(text.toString());
  }

  private static void say(StringBuilder text, int count, String what) {
    if (count > 0) {
      text.append("; ").append(Amounts.count(count)).append(' ').append(what);
    }
  }
}
