// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What customers buy next, by all models and by a peer's: how good, how varied, how fast. */
final class RecommendBenchmark implements Benchmark {

  private static final long REAL_FROM = 1_000_000;
  private static final int DAYS = 28;
  private static final int HEAP = 2_048;
  private static final Set<String> SMALL = Set.of("popularity", "ease", "blend");
  private static final Map<String, String> OURS = new LinkedHashMap<>();
  private static final Map<String, String> PEERS = new LinkedHashMap<>();

  static {
    OURS.put("popularity, of all time", "popularity-ever");
    OURS.put("popularity", "popularity");
    OURS.put("item neighbours", "neighbours");
    OURS.put("bought after", "sequence");
    OURS.put("ALS", "als");
    OURS.put("EASE", "ease");
    OURS.put("replenishment", "replenishment");
    OURS.put("blend", "blend");
    PEERS.put("implicit: item neighbours", "neighbours");
    PEERS.put("implicit: ALS", "als");
  }

  @Override
  public String name() {
    return "recommend";
  }

  @Override
  public String question() {
    return "what customers buy in the four weeks after the training (aim: at least the nDCG@10 of"
        + " the best of item neighbours, ALS and popularity, in no more time)";
  }

  @Override
  public String run(Session session) {
    Path root = Path.of(System.getProperty("perennial.root", "."));
    Path retail = root.resolve("../shared/data/online_retail").toAbsolutePath().normalize();
    boolean real = session.options().rows() >= REAL_FROM && Files.isDirectory(retail);
    Path file = session.scratch("recommend").resolve(real ? "retail.csv" : "simulated.csv");
    Arguments arguments = Arguments.none().with("file", file).with("days", DAYS);
    session.once(
        new Trial(
            "log",
            WorkName.RECOMMEND_FILE,
            real
                ? arguments.with("retail", retail)
                : arguments.with("customers", 300).with("items", 60)));
    String about =
        real
            ? "Online Retail, both years, the last four weeks judged"
            : "300 simulated customers, the last four weeks judged";
    StringBuilder text = new StringBuilder();
    for (String variant : List.of("all", "new")) {
      text.append(about)
          .append(
              variant.equals("all")
                  ? "; all that was bought, repeats too:\n\n"
                  : "; only what is new to the customer:\n\n")
          .append(table(session, arguments.with("variant", variant), root, real, variant))
          .append('\n');
    }
    return text
        + "Times are of training and ten items for everyone judged, reading not in them: first in a"
        + " new process, then again. nDCG with its interval of 95 %, by drawing customers again."
        + " Our settings were chosen on windows before the one that is judged; the peer's on the"
        + " four weeks before it, from grids in its script, which is not timed.\n";
  }

  private static String table(
      Session session, Arguments arguments, Path root, boolean real, String variant) {
    List<Trial> trials = new ArrayList<>();
    OURS.forEach(
        (name, model) -> {
          if (real || SMALL.contains(model)) {
            trials.add(
                new Trial(name, WorkName.RECOMMEND, arguments.with("model", model)).withHeap(HEAP));
          }
        });
    Path python = root.resolve("benchmarks/target/peers-recommend/bin/python").toAbsolutePath();
    if (real && Files.isExecutable(python)) {
      PEERS.forEach(
          (name, model) ->
              trials.add(
                  new Trial(
                          name,
                          WorkName.PEER,
                          Arguments.none()
                              .with("python", python)
                              .with(
                                  "script",
                                  root.resolve("benchmarks/peers/recommend_implicit.py")
                                      .toAbsolutePath())
                              .with("csv", arguments.path("file"))
                              .with("model", model + ":" + variant + ":" + DAYS))
                      .mayFail()));
    }
    Map<String, Series> series = session.interleave(trials);
    Table table =
        new Table(
            "model",
            "nDCG@10",
            "95 %",
            "recall@10",
            "MAP@10",
            "coverage",
            "novelty, bits",
            "first s",
            "again s",
            "CPU s");
    series.forEach(
        (name, one) -> {
          Sample any = one.any();
          boolean ours = any.facts().containsKey("low");
          table.row(
              ours ? name : name + " (" + any.text("setting") + ")",
              digits(4, any.number("ndcg")),
              ours ? digits(4, any.number("low")) + " to " + digits(4, any.number("high")) : "–",
              digits(4, any.number("recall")),
              digits(4, any.number("precision")),
              digits(3, any.number("coverage")),
              digits(2, any.number("novelty")),
              one.firstWallText(),
              one.wallText(),
              Series.seconds(one.cpu()));
        });
    return table
        + "\n"
        + Table.count(series.get("blend").any().number("customers"))
        + " customers judged.\n";
  }

  private static String digits(int decimals, double value) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
