// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

import io.perennial.math.distribution.Normal;
import io.perennial.value.forecast.Interval;
import java.util.List;

/**
 * What each arm changes for each customer against the control, in the unit of the outcome and
 * before costs. Immutable.
 */
public final class Effects {

  private final List<String> arms;
  private final double[][] effect;
  private final double[][] deviation;

  /**
   * @param arms the control first
   * @param effect double[arms][n], the control's all 0
   * @param deviation double[arms][n] of the estimate's error, or double[arms][0] where not known
   */
  Effects(List<String> arms, double[][] effect, double[][] deviation) {
    this.arms = List.copyOf(arms);
    this.effect = effect;
    this.deviation = deviation;
  }

  /** Effects whose error is not known. */
  static Effects of(List<String> arms, double[][] effect) {
    return new Effects(arms, effect, new double[effect.length][0]);
  }

  /** How many customers. */
  public int rows() {
    return effect[0].length;
  }

  /** The names of the arms, the control first. */
  public List<String> arms() {
    return arms;
  }

  /** The effect of arm {@code k} on customer {@code i}; 0 for the control. */
  public double effect(int k, int i) {
    return effect[k][i];
  }

  /** The effects of arm {@code k}, a copy of n. */
  public double[] of(int k) {
    return effect[k].clone();
  }

  /** Whether {@link #interval} has an answer. */
  public boolean hasIntervals() {
    return deviation[effect.length - 1].length == rows();
  }

  /** The standard error of an effect, where {@link #hasIntervals}. */
  public double deviation(int k, int i) {
    if (!hasIntervals()) {
      throw new IllegalStateException(
          "Cannot give the error of an effect: this learner knows none (wrap it in a"
              + " BootstrapLearner)");
    }
    return k == 0 ? 0 : deviation[k][i];
  }

  /** The interval that an effect is in with probability {@code level}, were errors normal. */
  public Interval interval(int k, int i, double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "Invalid level: " + level + " (must be above 0 and below 1)");
    }
    double half = Normal.standard().quantile((1 + level) / 2) * deviation(k, i);
    return new Interval(effect[k][i] - half, effect[k][i] + half);
  }
}
