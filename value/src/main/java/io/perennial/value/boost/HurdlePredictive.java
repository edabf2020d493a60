// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.math.special.Logarithms;
import io.perennial.value.ladder.Predictive;

/**
 * Whether, and if so how much. Draw d of all customers is of the same member of both bags.
 * Immutable.
 */
final class HurdlePredictive implements Predictive {

  private final long[] ids;
  private final float[][] buying;
  private final float[][] amount;
  private final Amounts amounts;
  private final Returned returned;
  private final RandomSource source;
  private final int draws;

  HurdlePredictive(
      long[] ids,
      float[][] buying,
      float[][] amount,
      Amounts amounts,
      Returned returned,
      RandomSource source,
      int draws) {
    this.ids = ids;
    this.buying = buying;
    this.amount = amount;
    this.amounts = amounts;
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
    double[] some = new double[draws];
    RandomStream random = source.stream(ids[i]);
    for (int d = 0; d < draws; d++) {
      int m = d % buying.length;
      double not = 1 - Logarithms.logistic(buying[m][i]);
      double u = random.nextOpenDouble();
      some[d] =
          u < not
              ? returned.at(u / not)
              : amounts.at(Math.min((u - not) / (1 - not), 1 - 0x1p-53), amount[m][i], random);
    }
    return some;
  }

  @Override
  public double mean(int i) {
    double sum = 0;
    for (int m = 0; m < buying.length; m++) {
      double p = Logarithms.logistic(buying[m][i]);
      sum += p * amounts.mean(amount[m][i]) + (1 - p) * returned.mean();
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
