// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.baseline;

import io.perennial.value.Discounting;
import io.perennial.value.GroupedHistories;
import io.perennial.value.history.Split;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Purchases of each customer in the coming weeks, double[customers], by rules of thumb. */
public final class Baselines {

  private Baselines() {}

  /** All of them on a hold-out, by name. */
  public static Map<String, double[]> all(Split split) {
    Map<String, double[]> forecasts = new LinkedHashMap<>();
    forecasts.put("zero", zero(split.customers()));
    forecasts.put("mean", mean(split.histories(), split.horizonWeeks()));
    forecasts.put("same rate", sameRate(split.histories(), split.horizonWeeks()));
    forecasts.put("last period", lastPeriod(split.lastPeriod()));
    return forecasts;
  }

  /** Nobody comes again. */
  public static double[] zero(int customers) {
    return new double[customers];
  }

  /** Everybody buys at the mean rate of all: total repeats / total age, times the horizon. */
  public static double[] mean(GroupedHistories histories, double horizonWeeks) {
    Discounting.checkHorizon(horizonWeeks);
    double age = histories.totalAgeWeeks();
    double[] values = new double[histories.customers()];
    Arrays.fill(values, age > 0 ? histories.totalRepeats() / age * horizonWeeks : 0);
    return values;
  }

  /** Everybody goes on at his own rate: x / T times the horizon; 0 for who came on the last day. */
  public static double[] sameRate(GroupedHistories histories, double horizonWeeks) {
    Discounting.checkHorizon(horizonWeeks);
    double[] perGroup = new double[histories.size()];
    for (int g = 0; g < perGroup.length; g++) {
      double age = histories.ageWeeks(g);
      perGroup[g] = age > 0 ? histories.repeats(g) / age * horizonWeeks : 0;
    }
    return histories.spread(perGroup);
  }

  /**
   * The last period repeats itself: with a horizon of a year, the seasonal naive forecast.
   *
   * @param repeatsInLastPeriod repeat purchases in the last weeks before the end of observation, as
   *     many weeks as the horizon has
   */
  public static double[] lastPeriod(int[] repeatsInLastPeriod) {
    return Arrays.stream(repeatsInLastPeriod).asDoubleStream().toArray();
  }
}
