// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Maps of customers: how fast, in how much memory, how good, beside openTSNE. */
final class TsneBenchmark implements Benchmark {

  private static final int POINTS = 50_000;
  private static final int PERPLEXITY = 30;
  private static final int HEAP = 3_072;
  private static final String PEER = "openTSNE";

  @Override
  public String name() {
    return "tsne";
  }

  @Override
  public String question() {
    return "t-SNE of 50 k × 20 points and of the customers of Online Retail (must: divergence at most 2 %"
        + " above openTSNE's, trustworthiness at most .005 below; aim: faster)";
  }

  @Override
  public String run(Session session) {
    int points = (int) Math.max(500, Math.min(POINTS, session.options().rows() / 200));
    Path folder = session.scratch("tsne");
    StringBuilder text = new StringBuilder();
    Path mixture = folder.resolve("mixture-" + points + ".bin");
    Arguments of = session.engine().with("file", mixture).with("points", points);
    text.append(run(session, String.format(Locale.ROOT, "Ten groups, %,d × 20", points), of));
    Path retail = root().resolve("../shared/data/online_retail/online_retail.csv.gz");
    if (points == POINTS && Files.exists(retail)) {
      Arguments customers =
          session
              .engine()
              .with("file", folder.resolve("retail.bin"))
              .with("retail", retail.toAbsolutePath());
      text.append('\n').append(run(session, "Customers of Online Retail", customers));
    }
    return text
        + "\nFrom points in memory to places, neighbours included, in a new process. Both maps are judged by the"
        + " same code: divergence from the exact neighbours, trustworthiness of 12 neighbours, with one"
        + " standard error where 2,000 points were asked. Perplexity and steps are the same.\n";
  }

  private static String run(Session session, String title, Arguments data) {
    boolean small = data.has("points") && data.count("points") < POINTS;
    Sample made = session.once(new Trial("points", WorkName.MAP_FILE, data));
    Arguments settings =
        data.with("dimensions", MapFileWork.DIMENSIONS)
            .with("perplexity", PERPLEXITY)
            .with("early", small ? 50 : 250)
            .with("steps", small ? 50 : 500);
    String ours = title + ", ours";
    String theirs = title + ", " + PEER;
    List<Trial> trials = new ArrayList<>();
    trials.add(
        new Trial(ours, WorkName.MAP, settings.with("plane", plane(data, "ours"))).withHeap(HEAP));
    Path python = root().resolve("benchmarks/target/peers-tsne/bin/python").toAbsolutePath();
    if (Files.isExecutable(python)) {
      trials.add(
          new Trial(
                  theirs,
                  WorkName.PEER,
                  Arguments.none()
                      .with("python", python)
                      .with("script", root().resolve("benchmarks/peers/tsne.py").toAbsolutePath())
                      .with("csv", data.text("file"))
                      .with("model", model(settings)))
              .mayFail());
    }
    Map<String, Series> series = session.interleave(trials);
    Table table =
        new Table("map", "wall s", "CPU s", "peak MB", "× ours", "divergence", "trustworthiness");
    Series mine = series.get(ours);
    row(session, table, ours, mine, mine, settings.with("plane", plane(data, "ours")));
    if (series.containsKey(theirs)) {
      row(
          session,
          table,
          theirs,
          series.get(theirs),
          mine,
          settings.with("plane", plane(data, PEER)));
    }
    return String.format(Locale.ROOT, "%,d points:%n%n", made.count("points")) + table;
  }

  private static String model(Arguments settings) {
    return String.join(
        ":",
        settings.text("dimensions"),
        settings.text("perplexity"),
        settings.text("early"),
        settings.text("steps"),
        settings.text("threads"));
  }

  private static void row(
      Session session, Table table, String name, Series series, Series ours, Arguments judged) {
    Sample verdict = session.once(new Trial("judge", WorkName.MAP_JUDGE, judged).withHeap(HEAP));
    Sample any = series.any();
    double error = verdict.number("trust.error");
    table.row(
        name,
        series.wallText(),
        Series.seconds(series.cpu()),
        Table.count(any.facts().containsKey("peak.mib") ? any.number("peak.mib") : series.peak()),
        Table.ratio(series.wall() / ours.wall()),
        String.format(Locale.ROOT, "%.4f", verdict.number("divergence")),
        String.format(Locale.ROOT, "%.4f", verdict.number("trust"))
            + (error > 0 ? String.format(Locale.ROOT, " ± %.4f", error) : ""));
  }

  private static Path plane(Arguments data, String who) {
    return Path.of(data.text("file") + "." + who);
  }

  private static Path root() {
    return Path.of(System.getProperty("perennial.root", "."));
  }
}
