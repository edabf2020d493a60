// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.survival;

import io.perennial.math.distribution.Normal;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.forecast.Interval;
import java.util.OptionalDouble;

/**
 * The share that is still there after any time, without a model: the product-limit estimate of
 * Kaplan and Meier (1958), with Greenwood's variance (1926). Immutable; O(log n) to ask.
 */
public final class KaplanMeier {

  private final EndTimes steps;
  private final double[] survival;
  private final double[] greenwood;
  private final double longest;

  private KaplanMeier(EndTimes steps, double[] survival, double[] greenwood, double longest) {
    this.steps = steps;
    this.survival = survival;
    this.greenwood = greenwood;
    this.longest = longest;
  }

  /**
   * The curve of {@code lives}. O(n log n).
   *
   * @throws TooLittleDataException if there are none
   */
  public static KaplanMeier of(Durations lives) {
    if (lives.size() == 0) {
      throw new TooLittleDataException("Cannot fit Kaplan-Meier: there are no lives");
    }
    EndTimes steps = EndTimes.of(lives);
    double[] survival = new double[steps.size()];
    double[] greenwood = new double[steps.size()];
    double share = 1;
    double sum = 0;
    for (int j = 0; j < steps.size(); j++) {
      double left = steps.atRisk(j) - (double) steps.ends(j);
      share *= left / steps.atRisk(j);
      sum += left == 0 ? 0 : steps.ends(j) / (steps.atRisk(j) * left);
      survival[j] = share;
      greenwood[j] = sum;
    }
    double longest = 0;
    for (int i = 0; i < lives.size(); i++) {
      longest = Math.max(longest, lives.time(i));
    }
    return new KaplanMeier(steps, survival, greenwood, longest);
  }

  /** At how many times somebody left. */
  public int steps() {
    return steps.size();
  }

  /** The time of step {@code j}, ascending. */
  public double time(int j) {
    return steps.time(j);
  }

  /** Who could have left at step {@code j}. */
  public int atRisk(int j) {
    return steps.atRisk(j);
  }

  /** Who did. */
  public int ends(int j) {
    return steps.ends(j);
  }

  /** The longest that anybody was watched: behind it the curve says nothing, and stays flat. */
  public double longest() {
    return longest;
  }

  /** S(t), the share that lasts longer than t, in [0, 1]. */
  public double survival(double t) {
    int j = steps.last(t);
    return j < 0 ? 1 : survival[j];
  }

  /** Greenwood's standard error of S(t); 0 where the curve is 1 or 0. */
  public double standardError(double t) {
    int j = steps.last(t);
    return j < 0 ? 0 : survival[j] * Math.sqrt(greenwood[j]);
  }

  /**
   * The interval of S(t) that is symmetric for log(-log S), hence within [0, 1]. Source:
   * Kalbfleisch and Prentice (2002), 1.4. Where the curve has come to 0, from 0 to the upper end
   * before.
   *
   * @param level within (0, 1), as 0.95
   */
  public Interval interval(double t, double level) {
    double z = Normal.standard().quantile(0.5 + 0.5 * level);
    int j = steps.last(t);
    if (j < 0) {
      return new Interval(1, 1);
    }
    if (survival[j] == 0) {
      return new Interval(0, j == 0 ? 1 : interval(time(j - 1), level).upper());
    }
    double log = Math.log(survival[j]);
    double width = Math.exp(z * Math.sqrt(greenwood[j]) / Math.abs(log));
    return new Interval(Math.exp(log * width), Math.exp(log / width));
  }

  /** The first time by which a share {@code p} has left; empty if fewer have. */
  public OptionalDouble quantile(double p) {
    for (int j = 0; j < survival.length; j++) {
      if (survival[j] <= 1 - p + 1e-12) {
        return OptionalDouble.of(time(j));
      }
    }
    return OptionalDouble.empty();
  }

  /** The first time by which half have left; empty if fewer have. */
  public OptionalDouble median() {
    return quantile(0.5);
  }

  /** The mean time within the first {@code horizon}: the area beneath the curve, >= 0. */
  public double meanWithin(double horizon) {
    double area = 0;
    double from = 0;
    double height = 1;
    for (int j = 0; j < survival.length && time(j) < horizon; j++) {
      area += height * (time(j) - from);
      from = time(j);
      height = survival[j];
    }
    return area + height * Math.max(0, horizon - from);
  }
}
