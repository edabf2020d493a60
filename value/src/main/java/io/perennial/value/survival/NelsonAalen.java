// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.survival;

import io.perennial.math.distribution.Normal;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.forecast.Interval;

/**
 * The hazard added up over time, without a model: Nelson (1972), Aalen (1978), with Aalen's
 * variance. Immutable; O(log n) to ask.
 */
public final class NelsonAalen {

  private final EndTimes steps;
  private final double[] hazard;
  private final double[] variance;

  private NelsonAalen(EndTimes steps, double[] hazard, double[] variance) {
    this.steps = steps;
    this.hazard = hazard;
    this.variance = variance;
  }

  /**
   * The curve of {@code lives}. O(n log n).
   *
   * @throws TooLittleDataException if there are none
   */
  public static NelsonAalen of(Durations lives) {
    if (lives.size() == 0) {
      throw new TooLittleDataException("Cannot fit Nelson-Aalen: there are no lives");
    }
    EndTimes steps = EndTimes.of(lives);
    double[] hazard = new double[steps.size()];
    double[] variance = new double[steps.size()];
    double sum = 0;
    double squares = 0;
    for (int j = 0; j < steps.size(); j++) {
      double n = steps.atRisk(j);
      sum += steps.ends(j) / n;
      squares += steps.ends(j) / (n * n);
      hazard[j] = sum;
      variance[j] = squares;
    }
    return new NelsonAalen(steps, hazard, variance);
  }

  /** H(t), >= 0. */
  public double hazard(double t) {
    int j = steps.last(t);
    return j < 0 ? 0 : hazard[j];
  }

  /** The standard error of H(t). */
  public double standardError(double t) {
    int j = steps.last(t);
    return j < 0 ? 0 : Math.sqrt(variance[j]);
  }

  /**
   * The interval of H(t) that is symmetric for its logarithm.
   *
   * @param level within (0, 1), as 0.95
   */
  public Interval interval(double t, double level) {
    double z = Normal.standard().quantile(0.5 + 0.5 * level);
    double at = hazard(t);
    if (at == 0) {
      return new Interval(0, 0);
    }
    double width = Math.exp(z * standardError(t) / at);
    return new Interval(at / width, at * width);
  }
}
