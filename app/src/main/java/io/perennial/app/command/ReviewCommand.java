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
      "times the money of both. --ask goes through them one by one; --accept and --refuse take the"
          + " names",
      "of pairs, which are of their two records and stay the same. What is accepted or refused is"
          + " as if",
      "said with link or unlink."
    },
    footer = {
      "",
      "Examples",
      "  perennial identity review",
      "  perennial identity review --ask --permit service",
      "  perennial identity review --accept kb3xw7mq --refuse 5zt2hn8c"
    })
final class ReviewCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Option(names = "--accept", paramLabel = "PAIR", description = "This pair is one customer.")
  private List<String> accepted = List.of();

  @Option(names = "--refuse", paramLabel = "PAIR", description = "This pair is two customers.")
  private List<String> refused = List.of();

  @Option(names = "--ask", description = "Show them one by one, and ask.")
  private boolean ask;

  @Option(
      names = "--limit",
      paramLabel = "PAIRS",
      defaultValue = "20",
      description = "Pairs to show; 0 for all (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Mixin private final NoteOption note = new NoteOption();

  @Mixin private final PermitOption permission = new PermitOption();

  ReviewCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    if (!accepted.isEmpty() || !refused.isEmpty()) {
      return answered();
    }
    Answers answers = new Answers(new ArrayList<>(), new ArrayList<>());
    try (OpenWorkspace open = perennial.openForReading()) {
      new Parties(open.lake(), open.engine(), open.settings().systems()).requireResolved();
      List<ReviewQueue.Pair> queue = ReviewQueue.all(open.lake(), open.engine());
      List<ReviewQueue.Pair> shown =
          queue.stream().limit(limit == 0 ? Integer.MAX_VALUE : limit).toList();
      PairTexts texts = PairTexts.of(records(shown), permission, perennial, open);
      if (ask) {
        ask(shown, texts, answers);
      } else if (perennial.json()) {
        json(queue, shown, texts);
      } else {
        list(queue, shown, texts, open.settings().workspace().currency().getCurrencyCode());
      }
    }
    if (!answers.isEmpty()) {
      try (OpenWorkspace open = perennial.openForWriting("identity review")) {
        write(answers, open);
      }
    }
    return ExitCode.DONE.number();
  }

  /** The pairs that were answered; they are these, whatever the queue is by the time they count. */
  private record Answers(List<ReviewQueue.Pair> one, List<ReviewQueue.Pair> two) {

    boolean isEmpty() {
      return one.isEmpty() && two.isEmpty();
    }
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
            "pair",
            "record a",
            "record b",
            "now",
            ">probability",
            ">unsure",
            ">" + currency,
            "evidence, in bits");
    for (ReviewQueue.Pair pair : shown) {
      table.row(
          pair.name(),
          pair.a().toString(),
          pair.b().toString(),
          pair.isOne() ? "one" : "two",
          WaterfallText.digits(pair.probability()),
          String.format(Locale.ROOT, "%.2f", pair.unsure()),
          Amounts.count(Math.round(pair.money())),
          texts.words(pair.a(), pair.b()));
    }
    table.write(perennial.surroundings().out());
    perennial.say(
        Amounts.count(queue.size(), "pair")
            + " to review"
            + (queue.size() > shown.size() ? " (--limit 0 shows all)" : "")
            + "; perennial identity review --accept PAIR --refuse PAIR, or --ask");
  }

  private void json(List<ReviewQueue.Pair> queue, List<ReviewQueue.Pair> shown, PairTexts texts) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("queue", queue.size());
    List<Map<String, Object>> pairs = new ArrayList<>();
    for (ReviewQueue.Pair pair : shown) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("pair", pair.name());
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
  private void ask(List<ReviewQueue.Pair> shown, PairTexts texts, Answers said) throws IOException {
    PrintStream out = perennial.surroundings().out();
    BufferedReader answers =
        new BufferedReader(
            new InputStreamReader(perennial.surroundings().in(), StandardCharsets.UTF_8));
    for (ReviewQueue.Pair pair : shown) {
      out.println(
          "%s  records %s and %s, now %s"
              .formatted(
                  pair.name(),
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
        case "y", "yes" -> said.one().add(pair);
        case "n", "no" -> said.two().add(pair);
        default -> out.println("Skipped.");
      }
    }
  }

  private int answered() {
    try (OpenWorkspace open = perennial.openForWriting("identity review")) {
      for (String name : accepted) {
        if (refused.contains(name)) {
          throw new UsageException("Cannot both accept and refuse pair " + name);
        }
      }
      List<ReviewQueue.Pair> queue = ReviewQueue.all(open.lake(), open.engine());
      write(
          new Answers(
              accepted.stream().map(name -> pair(name, queue)).toList(),
              refused.stream().map(name -> pair(name, queue)).toList()),
          open);
    }
    return ExitCode.DONE.number();
  }

  private void write(Answers answers, OpenWorkspace open) {
    Saying saying = new Saying(perennial, open);
    List<StatedConstraint> said = new ArrayList<>();
    for (ReviewQueue.Pair pair : answers.one()) {
      said.add(saying.of(Constraint.Kind.MUST_LINK, pair.a(), pair.b(), note.text()));
    }
    for (ReviewQueue.Pair pair : answers.two()) {
      said.add(saying.of(Constraint.Kind.CANNOT_LINK, pair.a(), pair.b(), note.text()));
    }
    saying.write(
        said,
        "Accepted %s, refused %s"
            .formatted(
                Amounts.count(answers.one().size(), "pair"),
                Amounts.count(answers.two().size(), "pair")));
  }

  private static ReviewQueue.Pair pair(String name, List<ReviewQueue.Pair> queue) {
    List<ReviewQueue.Pair> found = queue.stream().filter(p -> p.name().equals(name)).toList();
    if (found.size() != 1) {
      throw new UsageException(
          found.isEmpty()
              ? "Unknown pair: "
                  + name
                  + (queue.isEmpty()
                      ? " (there is nothing to review)"
                      : " (not among those to review, or answered by now; perennial identity review"
                          + " lists them)")
              : "Cannot tell which pair is meant: "
                  + found.size()
                  + " are called "
                  + name
                  + "; perennial identity link, or unlink, takes their records");
    }
    return found.get(0);
  }
}
