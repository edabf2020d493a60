// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.forecast.Interval;
import io.perennial.value.ladder.LadderScore;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How much of what came each forecast explains: R² over customers, each with the mean of what was
 * forecast of him in the splits that did not learn from him, and its bootstrap interval. One row a
 * customer, so that splits which share customers are not taken for more data. Forecasts are drawn
 * together, so that differences between them are surer than each alone.
 */
final class ExplainedBy {

  private static final int SAMPLES = 500;
  private static final double LEVEL = 0.9;

  private final double[] actual;
  private final Map<String, double[]> sums = new LinkedHashMap<>();
  private final Map<String, int[]> counts = new LinkedHashMap<>();

  /**
   * @param actual what came of each customer
   */
  ExplainedBy(double[] actual) {
    this.actual = actual;
  }

  /** Forecasts of some customers, by rows. */
  void add(String name, int[] rows, double[] forecasts) {
    double[] sum = sums.computeIfAbsent(name, key -> new double[actual.length]);
    int[] count = counts.computeIfAbsent(name, key -> new int[actual.length]);
    for (int k = 0; k < rows.length; k++) {
      sum[rows[k]] += forecasts[k];
      count[rows[k]]++;
    }
  }

  /**
   * Notes R² of each as {@code NAME.explained}, with {@code .low} and {@code .high}; and of each
   * but the first how much the first is ahead, as {@code NAME.behind}, likewise.
   */
  void note(Timing timing) {
    if (sums.isEmpty()) {
      return;
    }
    int[] rows =
        IntStream.range(0, actual.length)
            .filter(i -> counts.values().stream().allMatch(count -> count[i] > 0))
            .toArray();
    double[] came = Arrays.stream(rows).mapToDouble(i -> actual[i]).toArray();
    double[] first = new double[0];
    for (String name : sums.keySet()) {
      double[] forecast =
          Arrays.stream(rows).mapToDouble(i -> sums.get(name)[i] / counts.get(name)[i]).toArray();
      Interval interval = LadderScore.explainedInterval(forecast, came, SAMPLES, LEVEL, 1);
      timing.fact(name + ".explained", explained(forecast, came));
      timing.fact(name + ".low", interval.lower());
      timing.fact(name + ".high", interval.upper());
      if (first.length == 0) {
        first = forecast;
      } else {
        Interval behind = behind(first, forecast, came);
        timing.fact(name + ".behind", explained(first, came) - explained(forecast, came));
        timing.fact(name + ".behind.low", behind.lower());
        timing.fact(name + ".behind.high", behind.upper());
      }
    }
    timing.fact("alone.customers", (long) rows.length);
  }

  private static Interval behind(double[] first, double[] other, double[] came) {
    double[] gaps = new double[SAMPLES];
    RandomSource source = RandomSource.seeded(1).derive("behind");
    for (int s = 0; s < SAMPLES; s++) {
      RandomStream random = source.stream(s);
      int[] drawn = IntStream.range(0, came.length).map(i -> random.nextInt(came.length)).toArray();
      double[] a = Arrays.stream(drawn).mapToDouble(i -> first[i]).toArray();
      double[] b = Arrays.stream(drawn).mapToDouble(i -> other[i]).toArray();
      double[] y = Arrays.stream(drawn).mapToDouble(i -> came[i]).toArray();
      gaps[s] = explained(a, y) - explained(b, y);
    }
    return Interval.of(gaps, LEVEL);
  }

  private static double explained(double[] forecast, double[] came) {
    double mean = Arrays.stream(came).average().orElse(0);
    double errors = 0;
    double spread = 0;
    for (int i = 0; i < came.length; i++) {
      errors += (came[i] - forecast[i]) * (came[i] - forecast[i]);
      spread += (came[i] - mean) * (came[i] - mean);
    }
    return spread > 0 ? 1 - errors / spread : 0;
  }
}
