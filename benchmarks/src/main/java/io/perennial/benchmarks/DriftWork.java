// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.math.neighbour.Points;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.segment.assign.DriftConfig;
import io.perennial.segment.assign.DriftDetector;
import io.perennial.segment.assign.DriftReference;
import io.perennial.segment.assign.SegmentModel;
import io.perennial.segment.assign.SegmentModelConfig;
import java.util.Arrays;

/**
 * How often drift is told where nothing changes, and after how many customers where something does;
 * each run fits a model of its own.
 */
final class DriftWork implements Work {

  private static final int LEARNED = 3_000;
  private static final int RUN = 16_000;
  private static final int FOUND_WITHIN = 40_000;
  private static final SegmentModelConfig QUICK = SegmentModelConfig.defaults().withRefits(2);
  private static final SegmentPopulation BEFORE =
      SegmentPopulation.of(5, 3, 0.3, 0.3, 0.2, 0.1, 0.1);

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    int runs = arguments.count("runs");
    String change = arguments.text("change");
    boolean stays = change.startsWith("none");
    double[] after =
        timing.round(
            () -> {
              double[] found = new double[runs];
              for (int run = 0; run < runs; run++) {
                found[run] = stays ? falseAlarm(change, arguments, run) : found(change, run);
              }
              return found;
            });
    Arrays.sort(after);
    if (stays) {
      timing.fact("alarms", (long) Arrays.stream(after).sum());
    } else {
      timing.fact("median", after[(runs - 1) / 2]);
      timing.fact("p90", after[(int) Math.ceil(0.9 * runs) - 1]);
      timing.fact("missed", Arrays.stream(after).filter(each -> each >= FOUND_WITHIN).count());
    }
  }

  private static DriftDetector detector(SegmentPopulation population, DriftConfig config, int run) {
    Points points = population.points(LEARNED, 1_000 + run);
    SegmentModel model = population.model(points, QUICK, run);
    return new DriftDetector(DriftReference.of(model, points), config, RandomSource.seeded(run));
  }

  /** 1 for an alarm within a run in which nothing changes. */
  private static double falseAlarm(String change, Arguments arguments, int run) {
    SegmentPopulation population = change.contains("lopsided") ? BEFORE.lopsided() : BEFORE;
    int times = change.contains("again") ? 8 : 1;
    double nominal = Double.parseDouble(arguments.text("nominal"));
    DriftDetector detector =
        detector(population, DriftConfig.defaults().withFalseAlarms(nominal).withRun(RUN), run);
    RandomStream random = RandomSource.seeded(50_000 + run).stream(1);
    double[] point = new double[population.dimensions()];
    for (int i = 0; i < RUN; i++) {
      if (i % times == 0) {
        population.draw(random, point);
      }
      if (detector.observe(i / times, point).isPresent()) {
        return 1;
      }
    }
    return 0;
  }

  /** How many customers after the change. */
  private static double found(String change, int run) {
    DriftDetector detector = detector(BEFORE, DriftConfig.defaults(), run);
    SegmentPopulation later = later(change);
    RandomStream random = RandomSource.seeded(70_000 + run).stream(1);
    double[] point = new double[BEFORE.dimensions()];
    int until = 1_000 + 37 * run;
    for (int i = 0; i < until; i++) {
      BEFORE.draw(random, point);
      detector.observe(i, point);
    }
    for (int i = 0; i < FOUND_WITHIN; i++) {
      later.draw(random, point);
      if (detector.observe(until + i, point).isPresent()) {
        return i + 1;
      }
    }
    return FOUND_WITHIN;
  }

  private static SegmentPopulation later(String change) {
    return switch (change) {
      case "mean" -> BEFORE.moved(1, 2, 0.5);
      case "small mean" -> BEFORE.moved(4, 2, 0.5);
      case "share" -> BEFORE.withShares(0.3, 0.3, 0.1, 0.1, 0.2);
      case "new 5 %" -> BEFORE.withNew(0.05);
      case "new 1 %" -> BEFORE.withNew(0.01);
      default -> BEFORE.wider(1.15);
    };
  }
}
