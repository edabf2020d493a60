// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Points to clusters around means: how fast, in how much memory, how good, beside others. */
final class KMeansBenchmark implements Benchmark {

  private static final int DIMENSIONS = 20;
  private static final int CLUSTERS = 8;
  private static final int HEAP = 4_096;

  @Override
  public String name() {
    return "kmeans";
  }

  @Override
  public String question() {
    return "points of 20 dimensions to 8 clusters, as many starts and as many iterations at most"
        + " (aim: faster than each peer, at no more inertia)";
  }

  @Override
  public String run(Session session) {
    long count = Math.max(1_000, session.options().rows() / 10);
    Path file = session.scratch("kmeans").resolve("points-" + count);
    Arguments arguments =
        Arguments.none()
            .with("file", file)
            .with("points", count)
            .with("dimensions", DIMENSIONS)
            .with("clusters", CLUSTERS);
    session.once(new Trial("points", WorkName.CLUSTER_POINTS, arguments));
    StringBuilder text = new StringBuilder();
    for (int starts : new int[] {1, 10}) {
      text.append(String.format(Locale.ROOT, "%,d points, starts %d:%n%n", count, starts))
          .append(run(session, arguments.with("starts", starts), file, starts))
          .append('\n');
    }
    return text.toString();
  }

  private static Table run(Session session, Arguments arguments, Path file, int starts) {
    String ours = "ours";
    List<Trial> trials = new ArrayList<>();
    trials.add(new Trial(ours, WorkName.K_MEANS, arguments.with("by", ours)).withHeap(HEAP));
    if (starts == 1) { // ten of it at a million points take a quarter of an hour
      trials.add(
          new Trial("Smile 1.5.3", WorkName.K_MEANS, arguments.with("by", "smile"))
              .withHeap(HEAP)
              .mayFail());
    }
    Path root = Path.of(System.getProperty("perennial.root", "."));
    Path python = root.resolve("benchmarks/target/peers-segment/bin/python").toAbsolutePath();
    if (Files.isExecutable(python)) {
      Path script = root.resolve("benchmarks/peers/kmeans_sklearn.py").toAbsolutePath();
      trials.add(
          new Trial(
                  "scikit-learn",
                  WorkName.PEER,
                  Arguments.none()
                      .with("python", python)
                      .with("script", script)
                      .with("csv", file)
                      .with("model", DIMENSIONS + ":" + CLUSTERS + ":" + starts))
              .mayFail());
    }
    Map<String, Series> series = session.interleave(trials);
    double wall = series.get(ours).wall();
    double inertia = series.get(ours).any().number("inertia");
    Table table =
        new Table("work", "first s", "again s", "CPU s", "peak MB", "× ours", "inertia / ours");
    series.forEach(
        (name, one) -> {
          Sample any = one.any();
          boolean other = any.facts().containsKey("peak.mib");
          table.row(
              name,
              one.firstWallText(),
              one.wallText(),
              Series.seconds(one.cpu()),
              Table.count(other ? any.number("peak.mib") : one.peak()),
              Table.ratio(one.wall() / wall),
              String.format(Locale.ROOT, "%.5f", any.number("inertia") / inertia));
        });
    return table;
  }
}
