// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.math.special.Logarithms;
import io.perennial.value.ladder.Predictive;
import io.perennial.value.ladder.Target;
import java.util.Arrays;

/** Whether, and if so how much by quantiles. Draw d of all customers is of the same members. */
final class QuantilePredictive implements Predictive {

  private final Target target;
  private final long[] ids;
  private final float[][] buying;
  private final float[][] quantiles;
  private final QuantileCurve curve;
  private final Returned returned;
  private final RandomSource source;
  private final int draws;

  QuantilePredictive(
      Target target,
      long[] ids,
      float[][] buying,
      float[][] quantiles,
      QuantileCurve curve,
      Returned returned,
      RandomSource source,
      int draws) {
    this.target = target;
    this.ids = ids;
    this.buying = buying;
    this.quantiles = quantiles;
    this.curve = curve;
    this.returned = returned;
    this.source = source;
    this.draws = draws;
  }

  @Override
  public int customers() {
    return ids.length;
  }

  @Override
  public int draws() {
    return draws;
  }

  @Override
  public double[] draws(int i) {
    double[][] sorted = sorted(i);
    double[] some = new double[draws];
    RandomStream random = source.stream(ids[i]);
    for (int d = 0; d < draws; d++) {
      double not = 1 - Logarithms.logistic(buying[d % buying.length][i]);
      double u = random.nextOpenDouble();
      some[d] =
          u < not ? returned.at(u / not) : amount((u - not) / (1 - not), sorted[d % sorted.length]);
    }
    return some;
  }

  private double amount(double u, double[] sorted) {
    double inside = Math.max(0x1p-53, Math.min(1 - 0x1p-53, u));
    double amount = Math.exp(Math.min(60, curve.at(inside, sorted)));
    return target == Target.PURCHASES ? Math.max(1, Math.floor(amount + 0.5)) : amount;
  }

  private double[][] sorted(int i) {
    int k = curve.size();
    double[][] sorted = new double[quantiles.length][k];
    for (int m = 0; m < sorted.length; m++) {
      for (int level = 0; level < k; level++) {
        sorted[m][level] = quantiles[m][i * k + level];
      }
      Arrays.sort(sorted[m]);
    }
    return sorted;
  }

  @Override
  public double mean(int i) {
    double[][] sorted = sorted(i);
    double sum = 0;
    for (int m = 0; m < buying.length; m++) {
      double p = Logarithms.logistic(buying[m][i]);
      sum += p * curve.mean(sorted[m]) + (1 - p) * returned.mean();
    }
    return sum / buying.length;
  }

  @Override
  public double probabilityAboveZero(int i) {
    double sum = 0;
    for (float[] margins : buying) {
      sum += Logarithms.logistic(margins[i]);
    }
    return sum / buying.length;
  }
}
