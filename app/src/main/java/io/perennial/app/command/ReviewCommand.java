// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.UsageException;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.Amounts;
import io.perennial.app.print.JsonText;
import io.perennial.app.print.TextTable;
import io.perennial.app.query.Parties;
import io.perennial.app.query.ReviewQueue;
import io.perennial.domain.RecordId;
import io.perennial.identity.cluster.Constraint;
import io.perennial.identity.model.Waterfall;
import io.perennial.identity.pipeline.StatedConstraint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The pairs of which it is worth most to ask a person. */
@Command(
    name = "review",
    header = "The uncertain pairs that are worth most to look at; accept or refuse them.",
    description = {
      "Worth most is what is least sure and of the customers who spend most: the probability of an"
          + " error",
      "times the money of both. --ask goes through them one by one; --accept and --refuse take"
          + " numbers",
      "of the list, which stay the same until records are resolved again. What is accepted or"
          + " refused is",
      "as if said with link or unlink."
    },
    footer = {
      "",
      "Examples",
      "  perennial identity review",
      "  perennial identity review --ask --permit service",
      "  perennial identity review --accept 1 --accept 4 --refuse 2"
    })
final class ReviewCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Option(names = "--accept", paramLabel = "N", description = "Pair N is one customer.")
  private List<Integer> accepted = List.of();

  @Option(names = "--refuse", paramLabel = "N", description = "Pair N is two customers.")
  private List<Integer> refused = List.of();

  @Option(names = "--ask", description = "Show them one by one, and ask.")
  private boolean ask;

  @Option(
      names = "--limit",
      paramLabel = "PAIRS",
      defaultValue = "20",
      description = "Pairs to show; 0 for all (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--note", paramLabel = "TEXT", description = "Why; kept with the answers.")
  private String note = "";

  @Mixin private final PermitOption permission = new PermitOption();

  ReviewCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    if (!accepted.isEmpty() || !refused.isEmpty()) {
      return answered();
    }
    try (OpenWorkspace open = perennial.openForReading()) {
      new Parties(open.lake(), open.engine(), open.settings().systems()).requireResolved();
      List<ReviewQueue.Pair> queue = ReviewQueue.all(open.lake(), open.engine());
      List<ReviewQueue.Pair> shown =
          queue.stream()
              .filter(pair -> !pair.isSaid())
              .limit(limit == 0 ? Integer.MAX_VALUE : limit)
              .toList();
      PairTexts texts = PairTexts.of(records(shown), permission, perennial, open);
      if (ask) {
        accepted = new ArrayList<>();
        refused = new ArrayList<>();
        ask(shown, texts);
      } else if (perennial.json()) {
        json(queue, shown, texts);
      } else {
        list(queue, shown, texts, open.settings().workspace().currency().getCurrencyCode());
      }
    }
    return ask && !(accepted.isEmpty() && refused.isEmpty()) ? answered() : ExitCode.DONE.number();
  }

  private static Set<RecordId> records(List<ReviewQueue.Pair> pairs) {
    Set<RecordId> records = new TreeSet<>();
    for (ReviewQueue.Pair pair : pairs) {
      records.add(pair.a());
      records.add(pair.b());
    }
    return records;
  }

  private void list(
      List<ReviewQueue.Pair> queue, List<ReviewQueue.Pair> shown, PairTexts texts, String currency)
      throws IOException {
    if (shown.isEmpty()) {
      perennial.say("Nothing to review: every pair is sure enough, or was answered.");
      return;
    }
    TextTable table =
        TextTable.of(
            ">no",
            "record a",
            "record b",
            "now",
            ">probability",
            ">unsure",
            ">" + currency,
            "evidence, in bits");
    for (ReviewQueue.Pair pair : shown) {
      table.row(
          String.valueOf(pair.number()),
          pair.a().toString(),
          pair.b().toString(),
          pair.isOne() ? "one" : "two",
          WaterfallText.digits(pair.probability()),
          String.format(Locale.ROOT, "%.2f", pair.unsure()),
          Amounts.count(Math.round(pair.money())),
          texts.words(pair.a(), pair.b()));
    }
    table.write(perennial.surroundings().out());
    long open = queue.stream().filter(pair -> !pair.isSaid()).count();
    perennial.say(
        Amounts.count(open, "pair")
            + " to review"
            + (open > shown.size() ? " (--limit 0 shows all)" : "")
            + "; perennial identity review --accept N --refuse N, or --ask");
  }

  private void json(List<ReviewQueue.Pair> queue, List<ReviewQueue.Pair> shown, PairTexts texts) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("queue", queue.stream().filter(pair -> !pair.isSaid()).count());
    List<Map<String, Object>> pairs = new ArrayList<>();
    for (ReviewQueue.Pair pair : shown) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("number", pair.number());
      one.put("record_a", pair.a().value());
      one.put("record_b", pair.b().value());
      one.put("customer_a", pair.customerA().value());
      one.put("customer_b", pair.customerB().value());
      one.put("probability", pair.probability());
      one.put("unsure", pair.unsure());
      one.put("money", pair.money());
      one.put("value", pair.value());
      one.put("weights", texts.waterfall(pair.a(), pair.b()).map(WaterfallText::plain));
      Map<String, List<String>> values = texts.values(pair.a(), pair.b());
      if (!values.isEmpty()) {
        one.put("values", values);
      }
      pairs.add(one);
    }
    plain.put("pairs", pairs);
    perennial.surroundings().out().println(JsonText.of(plain));
  }

  /** Goes through them until the person stops, or nobody answers. */
  private void ask(List<ReviewQueue.Pair> shown, PairTexts texts) throws IOException {
    PrintStream out = perennial.surroundings().out();
    BufferedReader answers =
        new BufferedReader(
            new InputStreamReader(perennial.surroundings().in(), StandardCharsets.UTF_8));
    for (ReviewQueue.Pair pair : shown) {
      out.println(
          "%d  records %s and %s, now %s"
              .formatted(
                  pair.number(),
                  pair.a(),
                  pair.b(),
                  pair.isOne() ? "one customer" : "two customers"));
      Optional<Waterfall> waterfall = texts.waterfall(pair.a(), pair.b());
      if (waterfall.isPresent()) {
        WaterfallText.write(waterfall.get(), texts.values(pair.a(), pair.b()), out);
      }
      out.print("One customer? [y]es, [n]o, [s]kip, [q]uit: ");
      out.flush();
      String answer = answers.readLine();
      out.println();
      if (answer == null || answer.strip().toLowerCase(Locale.ROOT).startsWith("q")) {
        return;
      }
      switch (answer.strip().toLowerCase(Locale.ROOT)) {
        case "y", "yes" -> accepted.add(pair.number());
        case "n", "no" -> refused.add(pair.number());
        default -> out.println("Skipped.");
      }
    }
  }

  private int answered() {
    try (OpenWorkspace open = perennial.openForWriting("identity review")) {
      List<ReviewQueue.Pair> queue = ReviewQueue.all(open.lake(), open.engine());
      Saying saying = new Saying(perennial, open);
      List<StatedConstraint> said = new ArrayList<>();
      for (int number : accepted) {
        if (refused.contains(number)) {
          throw new UsageException("Cannot both accept and refuse pair " + number);
        }
        ReviewQueue.Pair pair = pair(number, queue);
        said.add(saying.of(Constraint.Kind.MUST_LINK, pair.a(), pair.b(), note));
      }
      for (int number : refused) {
        ReviewQueue.Pair pair = pair(number, queue);
        said.add(saying.of(Constraint.Kind.CANNOT_LINK, pair.a(), pair.b(), note));
      }
      saying.write(
          said,
          "Accepted %s, refused %s"
              .formatted(
                  Amounts.count(accepted.size(), "pair"), Amounts.count(refused.size(), "pair")));
    }
    return ExitCode.DONE.number();
  }

  private static ReviewQueue.Pair pair(int number, List<ReviewQueue.Pair> queue) {
    if (number < 1 || number > queue.size()) {
      throw new UsageException(
          "Unknown pair: "
              + number
              + (queue.isEmpty()
                  ? " (there is nothing to review)"
                  : " (must be 1 to " + queue.size() + "; perennial identity review lists them)"));
    }
    return queue.get(number - 1);
  }
}
