// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import java.util.Arrays;

/**
 * What amounts were, in multiples of what was forecast of them, on rows that nothing was learned
 * from: the shape of a distribution whose mean trees know. Rows are in strata by their forecast,
 * since those of whom little is forecast scatter more. The mean of each stratum is 1. Immutable.
 */
final class Ratios {

  private static final int LEAST_IN_STRATUM = 150;
  private static final int MOST_STRATA = 4;

  private final double[] bounds;
  private final double[][] sorted;

  private Ratios(double[] bounds, double[][] sorted) {
    this.bounds = bounds;
    this.sorted = sorted;
  }

  /**
   * @param labels > 0
   * @param logForecasts as many
   */
  static Ratios of(double[] labels, double[] logForecasts) {
    int n = labels.length;
    int strata = Math.max(1, Math.min(MOST_STRATA, n / LEAST_IN_STRATUM));
    double[] order = logForecasts.clone();
    Arrays.sort(order);
    double[] bounds = new double[strata - 1];
    for (int s = 1; s < strata; s++) {
      bounds[s - 1] = order[(int) ((long) n * s / strata)];
    }
    double[][] all = new double[strata][n];
    int[] sizes = new int[strata];
    for (int i = 0; i < n; i++) {
      int s = stratum(bounds, logForecasts[i]);
      all[s][sizes[s]++] = labels[i] * Math.exp(-logForecasts[i]);
    }
    for (int s = 0; s < strata; s++) {
      all[s] = sizes[s] == 0 ? new double[] {1} : Arrays.copyOf(all[s], sizes[s]);
      Arrays.sort(all[s]);
      double mean = Arrays.stream(all[s]).average().orElse(1);
      for (int i = 0; i < all[s].length; i++) {
        all[s][i] = mean > 0 ? all[s][i] / mean : 1;
      }
    }
    return new Ratios(bounds, all);
  }

  private static int stratum(double[] bounds, double logForecast) {
    int s = 0;
    while (s < bounds.length && logForecast >= bounds[s]) {
      s++;
    }
    return s;
  }

  /** The ratio below which a share {@code u} lies, for a row of that forecast. */
  double at(double u, double logForecast) {
    double[] ratios = sorted[stratum(bounds, logForecast)];
    double position = u * ratios.length - 0.5;
    int below = (int) Math.max(0, Math.min(ratios.length - 1, Math.floor(position)));
    int above = Math.min(ratios.length - 1, below + 1);
    double share = Math.max(0, Math.min(1, position - below));
    return ratios[below] * (1 - share) + ratios[above] * share;
  }
}
