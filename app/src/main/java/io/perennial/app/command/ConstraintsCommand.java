// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.UsageException;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.Amounts;
import io.perennial.app.print.JsonText;
import io.perennial.app.print.TextTable;
import io.perennial.identity.pipeline.ConstraintBook;
import io.perennial.identity.pipeline.StatedConstraint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what people said of pairs of records, and takes it back. */
@Command(
    name = "constraints",
    header = "What people said of who is who; revoke N takes it back.",
    description = {
      "Shows what holds, and what cannot all be meant. revoke takes numbers of the list. What was"
          + " taken",
      "back is kept, with the time; --all shows it too. Notes are shown with --permit."
    },
    footer = {
      "",
      "Examples",
      "  perennial identity constraints",
      "  perennial identity constraints revoke 3 4"
    })
final class ConstraintsCommand implements Callable<Integer> {

  private static final String REVOKE = "revoke";

  private final Perennial perennial;

  @Parameters(
      arity = "0..*",
      paramLabel = "revoke N",
      description = "Take back these, by their numbers in the list.")
  private List<String> words = List.of();

  @Option(names = "--all", description = "With what was taken back.")
  private boolean all;

  @picocli.CommandLine.Mixin private final PermitOption permission = new PermitOption();

  ConstraintsCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    if (words.isEmpty()) {
      return shown();
    }
    if (!words.get(0).equals(REVOKE) || words.size() == 1) {
      throw new UsageException(
          words.get(0).equals(REVOKE)
              ? "Missing argument: the numbers of what is to be revoked"
              : "Unknown action: "
                  + words.get(0)
                  + " (constraints alone shows, constraints revoke N takes back)");
    }
    return revoked(numbers(words.subList(1, words.size())));
  }

  private static Set<Integer> numbers(List<String> words) {
    Set<Integer> numbers = new TreeSet<>();
    for (String word : words) {
      if (!word.matches("[0-9]{1,9}")) {
        throw new UsageException(
            "Invalid number of a constraint: " + word + " (must be one that the list shows)");
      }
      numbers.add(Integer.valueOf(word));
    }
    return numbers;
  }

  private int revoked(Set<Integer> numbers) {
    try (OpenWorkspace open = perennial.openForWriting("identity constraints")) {
      Saying saying = new Saying(perennial, open);
      Set<Integer> holding =
          saying.book().all().stream()
              .filter(StatedConstraint::holds)
              .map(StatedConstraint::number)
              .collect(Collectors.toCollection(TreeSet::new));
      for (int number : numbers) {
        if (!holding.contains(number)) {
          throw new UsageException(
              "Unknown constraint: "
                  + number
                  + (holding.isEmpty()
                      ? " (none holds)"
                      : " (perennial identity constraints lists those that hold)"));
        }
      }
      List<StatedConstraint> revoked = saying.book().revoke(numbers, saying.now());
      if (perennial.json()) {
        perennial
            .surroundings()
            .out()
            .println(JsonText.of(Map.of("revoked", revoked.stream().map(Saying::plain).toList())));
      }
      perennial.say("Revoked " + Amounts.count(revoked.size(), "constraint"));
      revoked.forEach(one -> perennial.say("  " + Saying.words(one)));
      perennial.say("It counts from the next run on: perennial run");
    }
    return ExitCode.DONE.number();
  }

  private int shown() throws IOException {
    try (OpenWorkspace open = perennial.openForReading()) {
      boolean permitted = permission.permit(perennial.surroundings()).isPresent();
      permission
          .permit(perennial.surroundings())
          .ifPresent(
              permit ->
                  PermitOption.audit(
                      open.workspace(),
                      permit,
                      perennial.surroundings().clock().instant(),
                      "read",
                      "notes of constraints"));
      Saying saying = new Saying(perennial, open);
      List<StatedConstraint> book = saying.book().all();
      List<StatedConstraint> shown = book.stream().filter(one -> all || one.holds()).toList();
      List<ConstraintBook.Conflict> conflicts = ConstraintBook.conflicts(book);
      if (perennial.json()) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("constraints", shown.stream().map(one -> plain(one, permitted)).toList());
        plain.put("contradictions", conflicts.stream().map(Saying::plain).toList());
        perennial.surroundings().out().println(JsonText.of(plain));
        return ExitCode.DONE.number();
      }
      if (shown.isEmpty()) {
        perennial.say("Nobody said anything of who is who.");
        return ExitCode.DONE.number();
      }
      table(shown, permitted);
      conflicts.forEach(saying::warn);
    }
    return ExitCode.DONE.number();
  }

  private static Map<String, Object> plain(StatedConstraint one, boolean permitted) {
    Map<String, Object> plain = Saying.plain(one);
    if (permitted) {
      plain.put("note", one.note());
    }
    return plain;
  }

  private void table(List<StatedConstraint> shown, boolean permitted) throws IOException {
    List<String> titles =
        new ArrayList<>(List.of(">no", "says", "record a", "record b", "at", "by"));
    if (all) {
      titles.add("revoked at");
    }
    if (permitted) {
      titles.add("note");
    }
    TextTable table = TextTable.of(titles.toArray(String[]::new));
    for (StatedConstraint one : shown) {
      List<String> row =
          new ArrayList<>(
              List.of(
                  String.valueOf(one.number()),
                  one.word(),
                  StatedConstraint.side(one.a()),
                  StatedConstraint.side(one.b()),
                  one.at().toString(),
                  one.by()));
      if (all) {
        row.add(one.revokedAt().map(Object::toString).orElse(""));
      }
      if (permitted) {
        row.add(one.note());
      }
      table.row(row);
    }
    table.write(perennial.surroundings().out());
  }
}
