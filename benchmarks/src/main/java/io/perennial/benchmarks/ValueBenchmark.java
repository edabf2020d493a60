// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** How long models of repeat buying take to fit, to score with and to simulate. */
final class ValueBenchmark implements Benchmark {

  private static final int[] SIZES = {2_357, 23_570, 100_000, 1_000_000, 10_000_000};
  private static final List<String> MODELS = List.of("pareto-nbd", "bg-nbd");

  /** Beyond these lifetimes takes more than ten minutes. */
  private static final Map<String, Integer> PEER_UP_TO =
      Map.of("pareto-nbd", 23_570, "bg-nbd", 1_000_000);

  private static final int SIMULATED_UP_TO = 1_000_000;
  private static final int DRAWS = 1_000;
  private static final int HEAP = 4_096;

  @Override
  public String name() {
    return "value";
  }

  @Override
  public String question() {
    return "Pareto/NBD and BG/NBD: fit (aims: 1 M customers < 1.5 s, at 23,570 at least 50 × lifetimes"
        + " and 20 × CLVTools), score (1 M < 2 s), simulate";
  }

  @Override
  public String run(Session session) {
    int[] sizes = IntStream.of(SIZES).filter(size -> size <= session.options().rows()).toArray();
    List<Trial> trials = new ArrayList<>();
    for (String model : MODELS) {
      for (int size : sizes) {
        Arguments arguments = Arguments.none().with("model", model).with("customers", size);
        trials.add(new Trial(fit(model, size), WorkName.VALUE_FIT, arguments).withHeap(HEAP));
        trials.add(new Trial(score(model, size), WorkName.VALUE_SCORE, arguments).withHeap(HEAP));
        peer(session, model, size).ifPresent(trials::add);
      }
    }
    for (int size : sizes) {
      if (size <= SIMULATED_UP_TO) {
        trials.add(
            new Trial(
                    simulate(size),
                    WorkName.VALUE_SIMULATE,
                    Arguments.none().with("customers", size).with("draws", DRAWS))
                .withHeap(HEAP));
      }
    }
    Map<String, Series> series = session.interleave(trials);
    return fits(series, sizes) + "\n" + scores(series, sizes) + "\n" + simulations(series, sizes);
  }

  private static String fits(Map<String, Series> series, int[] sizes) {
    Table table =
        new Table(
            "fit",
            "histories",
            "first s",
            "again s",
            "CPU s",
            "peak MB",
            "lifetimes s",
            "× lifetimes",
            "CLVTools CPU s",
            "× CLVTools");
    StringBuilder text = new StringBuilder();
    for (String model : MODELS) {
      for (int size : sizes) {
        Series ours = series.get(fit(model, size));
        Series peer = series.get(peerName(model, size));
        double cpu = ours.median(ValueBenchmark::steadyCpu);
        double clvTools = PeerFigures.clvToolsFit(model, size);
        table.row(
            fit(model, size),
            Table.count(ours.any().number("groups")),
            ours.firstWallText(),
            ours.wallText(),
            Series.seconds(cpu),
            Table.count(ours.peak()),
            peer == null ? "–" : peer.wallText(),
            peer == null ? "–" : Table.ratio(peer.wall() / ours.wall()),
            clvTools > 0 ? Series.seconds(clvTools) : "–",
            clvTools > 0 && cpu > 0 ? Table.ratio(clvTools / cpu) : "–");
        if (peer != null) {
          double ahead = ours.any().number("likelihood") - peer.any().number("likelihood");
          text.append(
              String.format(
                  Locale.ROOT,
                  "%n%s: log-likelihood %.6f here, %+.2e over lifetimes'.",
                  fit(model, size),
                  ours.any().number("likelihood"),
                  ahead));
        }
      }
    }
    return table
        + text.toString()
        + "\n\nGrouping is in the times; first is that of a new process, again the last of 5 to 60 in it, CPU"
        + " the mean of their later half. lifetimes 0.11.3 is run in turn"
        + " on the same histories, its import and reading not timed; – where it is not installed or"
        + " would take more than ten minutes. CLVTools 0.12.1: "
        + PeerFigures.ORIGIN
        + ", compared by CPU.\n";
  }

  /** Mean of the later half of the rounds: one alone is near the clock's 10 milliseconds. */
  private static double steadyCpu(Sample sample) {
    List<Double> cpu = sample.cpu();
    return cpu.subList(cpu.size() / 2, cpu.size()).stream()
        .mapToDouble(Double::doubleValue)
        .average()
        .orElseThrow();
  }

  private static String scores(Map<String, Series> series, int[] sizes) {
    Table table = Table.ofWorks("customers/s", "of 2 s");
    for (String model : MODELS) {
      for (int size : sizes) {
        Series each = series.get(score(model, size));
        table.work(score(model, size), each, size, Table.ratio(each.wall() / 2));
      }
    }
    return table
        + "\nP(alive), purchases of a year, discounted purchases for ever, spend and value of each"
        + " customer, in columns, grouping included.\n";
  }

  private static String simulations(Map<String, Series> series, int[] sizes) {
    Table table = new Table("work", "wall s", "CPU s", "peak MB", "draws/s");
    for (int size : sizes) {
      Series each = series.get(simulate(size));
      if (each != null) {
        table.row(
            simulate(size),
            each.wallText(),
            Series.seconds(each.cpu()),
            Table.count(each.peak()),
            Table.count((double) size * DRAWS / each.wall()));
      }
    }
    return table + "\nA mean and an interval for each customer and for ten cohorts.\n";
  }

  private static Optional<Trial> peer(Session session, String model, int size) {
    Path root = Path.of(System.getProperty("perennial.root", "."));
    Path python = root.resolve("benchmarks/target/peers/bin/python").toAbsolutePath();
    if (size > PEER_UP_TO.get(model) || !Files.isExecutable(python)) {
      return Optional.empty();
    }
    Path csv = session.scratch("value").resolve(size + ".csv");
    if (!Files.exists(csv)) {
      session.once(
          new Trial(
              "histories of " + size,
              WorkName.VALUE_FILE,
              Arguments.none().with("customers", size).with("csv", csv)));
    }
    return Optional.of(
        new Trial(
                peerName(model, size),
                WorkName.PEER,
                Arguments.none()
                    .with("python", python)
                    .with("script", root.resolve("benchmarks/peers/fit.py").toAbsolutePath())
                    .with("csv", csv)
                    .with("model", model))
            .mayFail());
  }

  private static String fit(String model, int size) {
    return String.format(Locale.ROOT, "%s, %,d customers", title(model), size);
  }

  private static String score(String model, int size) {
    return String.format(Locale.ROOT, "score by %s, %,d customers", title(model), size);
  }

  private static String simulate(int size) {
    return String.format(Locale.ROOT, "%,d futures of %,d customers", DRAWS, size);
  }

  private static String peerName(String model, int size) {
    return String.format(Locale.ROOT, "lifetimes: %s, %,d customers", title(model), size);
  }

  private static String title(String model) {
    return model.equals("pareto-nbd") ? "Pareto/NBD" : "BG/NBD";
  }
}
