// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.segment.quality.Contingency;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Clusters by density: how fast, in how much memory, and whether they are those of the peers. */
final class DensityBenchmark implements Benchmark {

  private static final int DBSCAN_POINTS = 500_000;
  private static final int HDBSCAN_POINTS = 200_000;

  /** Of this many points scikit-learn's HDBSCAN, which compares all pairs, is measured. */
  private static final int ALL_PAIRS = 20_000;

  private static final int HEAP = 4_096;

  @Override
  public String name() {
    return "density";
  }

  @Override
  public String question() {
    return "DBSCAN of 500 k × 3 and HDBSCAN of 200 k × 5 points (aims: faster than scikit-learn, hdbscan"
        + " and Smile, the same clusters, memory linear in n)";
  }

  /**
   * What is measured.
   *
   * @param text with DIMENSIONS, and two settings, as {@code benchmarks/peers/density.py} has them
   */
  private record Task(String name, int points, Arguments arguments, String text) {

    static Task dbscan(int points) {
      Arguments settings =
          of(points, 3, 256).with("method", "dbscan").with("radius", .2).with("enough", 10);
      return new Task(title("DBSCAN", points, 3), points, settings, ":3:0.2:10");
    }

    static Task hdbscan(int points) {
      Arguments settings =
          of(points, 5, 50).with("method", "hdbscan").with("least", 100).with("samples", 10);
      return new Task(title("HDBSCAN", points, 5), points, settings, ":5:100:10");
    }

    private static Arguments of(int points, int dimensions, int clusters) {
      return Arguments.none()
          .with("points", points)
          .with("dimensions", dimensions)
          .with("clusters", clusters);
    }

    private static String title(String method, int points, int dimensions) {
      return String.format(Locale.ROOT, "%s, %,d × %d", method, points, dimensions);
    }

    Path file(Session session) {
      return session.scratch("density").resolve(name.replaceAll("[^0-9A-Za-z]+", "-") + ".bin");
    }

    Path labels(Session session, String of) {
      Path file = file(session);
      return file.resolveSibling(file.getFileName() + "." + of + ".labels");
    }
  }

  @Override
  public String run(Session session) {
    long rows = session.options().rows();
    int dbscan = (int) Math.max(2_000, Math.min(DBSCAN_POINTS, rows / 20));
    int hdbscan = (int) Math.max(2_000, Math.min(HDBSCAN_POINTS, rows / 50));
    int pairs = Math.min(ALL_PAIRS, hdbscan / 2);
    List<Task> tasks =
        List.of(
            Task.dbscan(dbscan),
            Task.dbscan(2 * dbscan),
            Task.hdbscan(pairs),
            Task.hdbscan(hdbscan),
            Task.hdbscan(2 * hdbscan));
    List<Trial> trials = new ArrayList<>();
    for (Task task : tasks) {
      trials.add(
          new Trial(
                  task.name(),
                  WorkName.DENSITY,
                  task.arguments().with("labels", task.labels(session, "ours")))
              .withHeap(HEAP));
    }
    trials.add(
        new Trial("Smile 1.5.3: " + tasks.get(0).name(), WorkName.SMILE, tasks.get(0).arguments())
            .withHeap(2 * HEAP)
            .mayFail());
    addPeer(session, trials, tasks.get(0), "sklearn-dbscan");
    addPeer(session, trials, tasks.get(2), "sklearn-hdbscan");
    addPeer(session, trials, tasks.get(2), "hdbscan");
    addPeer(session, trials, tasks.get(3), "hdbscan");
    return told(session, tasks, session.interleave(trials));
  }

  private static String told(Session session, List<Task> tasks, Map<String, Series> series) {
    Table table =
        new Table(
            "work", "first s", "again s", "CPU s", "peak MB", "clusters", "noise", "× ours", "ARI");
    for (Task task : tasks) {
      Series ours = series.get(task.name());
      row(table, task.name(), ours, "–", "–");
      for (String peer : List.of("sklearn-dbscan", "sklearn-hdbscan", "hdbscan", "Smile 1.5.3")) {
        Series theirs = series.get(peer + ": " + task.name());
        if (theirs != null) {
          row(
              table,
              peer + ": " + task.name(),
              theirs,
              ours.cpu() > 0 ? Table.ratio(theirs.cpu() / ours.cpu()) : "–",
              agreement(task.labels(session, "ours"), task.labels(session, peer)));
        }
      }
    }
    return table
        + "\nFrom points in memory to labels, the tree included; × ours by CPU, of all threads. scikit-learn"
        + " and hdbscan use all processors where they can, and are measured once per process; reading is"
        + " not timed. ARI is the adjusted Rand index with ours: below 1 by border points of DBSCAN, which go to the nearest core here, and by points that are equally far from two"
        + " clusters, which are noise here and in either by chance there. Smile does not count the point itself."
        + " scikit-learn's HDBSCAN looks at all pairs: only the small set is given to it.\n";
  }

  private static void row(Table table, String name, Series series, String ratio, String ari) {
    Sample any = series.any();
    table.row(
        name,
        series.firstWallText(),
        series.wallText(),
        Series.seconds(series.cpu()),
        Table.count(any.facts().containsKey("peak.mib") ? any.number("peak.mib") : series.peak()),
        Table.count(any.number("clusters")),
        Table.count(any.number("noise")),
        ratio,
        ari);
  }

  private static String agreement(Path ours, Path theirs) {
    if (!Files.exists(theirs)) {
      return "–";
    }
    try {
      return String.format(
          Locale.ROOT,
          "%.6f",
          Contingency.of(DensityPoints.readLabels(ours), DensityPoints.readLabels(theirs))
              .adjustedRand());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the labels " + theirs, e);
    }
  }

  private static void addPeer(Session session, List<Trial> trials, Task task, String method) {
    Path root = Path.of(System.getProperty("perennial.root", "."));
    Path python = root.resolve("benchmarks/target/peers-segment/bin/python").toAbsolutePath();
    if (!Files.isExecutable(python)) {
      return;
    }
    Path file = task.file(session);
    session.once(
        new Trial(
            "points of " + task.name(),
            WorkName.DENSITY_FILE,
            task.arguments().with("file", file)));
    trials.add(
        new Trial(
                method + ": " + task.name(),
                WorkName.PEER,
                Arguments.none()
                    .with("python", python)
                    .with("script", root.resolve("benchmarks/peers/density.py").toAbsolutePath())
                    .with("csv", file)
                    .with("model", method + task.text()))
            .mayFail());
  }
}
