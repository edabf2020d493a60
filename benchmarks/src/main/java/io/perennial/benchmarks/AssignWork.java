// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import com.sun.management.ThreadMXBean;
import io.perennial.math.neighbour.Points;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.segment.assign.Assigner;
import io.perennial.segment.assign.DriftConfig;
import io.perennial.segment.assign.DriftDetector;
import io.perennial.segment.assign.DriftReference;
import io.perennial.segment.assign.DynamicConfig;
import io.perennial.segment.assign.DynamicSegments;
import io.perennial.segment.assign.SegmentModel;
import io.perennial.segment.assign.SegmentModelConfig;
import io.perennial.segment.assign.Standing;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** Customers into 20 segments by 30 features, one after another, on one thread. */
final class AssignWork implements Work {

  private static final int SEGMENTS = 20;
  private static final int FEATURES = 30;
  private static final int ROUNDS = 5;
  private static final long DAY = 86_400_000_000L;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final double[][] points = new double[4_096][];

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    double[] shares = new double[SEGMENTS];
    Arrays.fill(shares, 1.0 / SEGMENTS);
    SegmentPopulation population = SegmentPopulation.of(FEATURES, 3.5, shares);
    Points learned = population.points(arguments.count("learned"), 1);
    SegmentModel model = population.model(learned, SegmentModelConfig.defaults(), 2);
    RandomStream random = RandomSource.seeded(3).stream(0);
    for (int i = 0; i < points.length; i++) {
      points[i] = new double[FEATURES];
      population.draw(random, points[i]);
    }
    int customers = arguments.count("customers");
    Runnable work = work(arguments.text("question"), model, learned, customers);
    long allocated = 0;
    for (int round = 0; round < arguments.rounds(ROUNDS); round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      timing.round(
          () -> {
            work.run();
            return 0;
          });
      allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    }
    timing.fact("bytes", (double) allocated / customers);
    timing.fact("agreement", model.agreement());
    timing.fact("temperature", model.calibration().temperature());
  }

  private Runnable work(String question, SegmentModel model, Points learned, int customers) {
    double[] out = new double[SEGMENTS];
    switch (question) {
      case "memberships" -> {
        Assigner assigner = model.assigner();
        return () -> {
          for (int i = 0; i < customers; i++) {
            assigner.memberships(points[i & 4_095], out);
          }
        };
      }
      case "typicality" -> {
        Assigner assigner = model.assigner();
        return () -> {
          for (int i = 0; i < customers; i++) {
            assigner.typicality(points[i & 4_095]);
          }
        };
      }
      case "follow" -> {
        DynamicSegments segments = new DynamicSegments(model, DynamicConfig.defaults(), 0);
        return () -> {
          for (int i = 0; i < customers; i++) {
            segments.observe(Standing.unseen(), i * DAY / customers, points[i & 4_095]);
          }
        };
      }
      default -> {
        DriftDetector detector =
            new DriftDetector(
                DriftReference.of(model, learned), DriftConfig.defaults(), RandomSource.seeded(4));
        return () -> {
          for (int i = 0; i < customers; i++) {
            detector.observe(i, points[i & 4_095]);
          }
        };
      }
    }
  }
}
