// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.segment.assign.Assigner;
import io.perennial.segment.discover.BehaviourModel;
import io.perennial.segment.discover.DiscoverConfig;
import io.perennial.segment.discover.Discovered;
import io.perennial.segment.discover.Look;
import io.perennial.segment.discover.Placements;
import io.perennial.segment.prepare.Preparation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds groups among many simulated customers by thirty features and puts all of them into their
 * segments; then newcomers one by one, on one thread. The simulation is not timed.
 */
final class SegmentStageWork implements Work {

  private static final int GROUPS = 6;
  private static final int PAST = 3;
  private static final int NEWCOMERS = 20_000;
  private static final long QUARTER = 90L * 86_400_000_000L;

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    int customers = arguments.count("customers");
    FeatureMatrix now = customers(customers, 0);
    List<Look> past = new ArrayList<>();
    // as many as the segment step reads of an instant of the past
    int then = Math.min(customers, 2 * DiscoverConfig.defaults().sample());
    for (int w = 0; w < PAST; w++) {
      FeatureMatrix features = customers(then, w + 1);
      past.add(Look.past(features, spent(features), w * QUARTER, (w + 1) * QUARTER));
    }
    Discovered found =
        timing.round(
            () ->
                BehaviourColumns.discovery(DiscoverConfig.FEATURES)
                    .discover(Look.now(now, PAST * QUARTER), past, Optional.empty()));
    Placements placed = timing.round(() -> found.model().place(now));
    timing.fact("features", now.names().size());
    timing.fact("segments", found.model().segments().size());
    timing.fact("placed", placed.count());
    newcomers(found.model(), customers(NEWCOMERS, PAST + 1), timing);
  }

  /** The third time, when Java has compiled it: prepared, propensities, distance, typicality. */
  private static void newcomers(BehaviourModel model, FeatureMatrix features, Timing timing) {
    Preparation preparation = model.preparation();
    int[] columns = preparation.columns().stream().mapToInt(features.names()::indexOf).toArray();
    double[][] rows = new double[features.rows()][columns.length];
    for (int i = 0; i < rows.length; i++) {
      for (int c = 0; c < columns.length; c++) {
        rows[i][c] = features.at(i, columns[c]);
      }
    }
    Assigner assigner = model.model().assigner();
    double[] point = new double[preparation.dimensions()];
    double[] propensities = new double[model.segments().size()];
    double micros = 0;
    double sum = 0;
    for (int round = 0; round < 3; round++) {
      long before = System.nanoTime();
      for (double[] row : rows) {
        preparation.prepare(row, point);
        int segment = assigner.memberships(point, propensities);
        sum += assigner.distance(point, segment) + assigner.typicality(point);
      }
      micros = (System.nanoTime() - before) / 1e3 / rows.length;
    }
    timing.fact("micros", micros);
    timing.fact("sum", sum);
  }

  /** Groups apart in some features; half are lopsided, a tenth is not known, as in shops. */
  private static FeatureMatrix customers(int n, long seed) {
    List<String> names = DiscoverConfig.FEATURES;
    RandomSource random = RandomSource.seeded(41).derive(seed);
    double[][] columns = new double[names.size()][n];
    long[] ids = new long[n];
    RandomStream middles = RandomSource.seeded(43).stream(0);
    double[][] groups = new double[GROUPS][names.size()];
    for (double[] group : groups) {
      Arrays.setAll(group, j -> 2 * normal(middles));
    }
    for (int i = 0; i < n; i++) {
      RandomStream own = random.stream(i);
      double[] group = groups[Math.min(own.nextInt(GROUPS), own.nextInt(GROUPS))];
      double common = 0.5 * normal(own);
      ids[i] = i;
      for (int j = 0; j < columns.length; j++) {
        double value = group[j] + common + normal(own);
        boolean isKnown = j % 3 != 2 || own.nextInt(10) > 0;
        columns[j][i] = isKnown ? (j % 2 == 0 ? value : StrictMath.exp(value)) : Double.NaN;
      }
    }
    return new FeatureMatrix(ids, names, columns);
  }

  private static double[] spent(FeatureMatrix features) {
    RandomSource random = RandomSource.seeded(47);
    double[] spent = new double[features.rows()];
    for (int i = 0; i < spent.length; i++) {
      RandomStream own = random.stream(i);
      double rate = features.at(i, 0) + StrictMath.log(features.at(i, 1));
      spent[i] = own.nextInt(2) == 0 ? 0 : StrictMath.exp(rate / 2 + normal(own));
    }
    return spent;
  }

  private static double normal(RandomStream random) {
    double size = Math.sqrt(-2 * StrictMath.log(random.nextOpenDouble()));
    return size * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }
}
