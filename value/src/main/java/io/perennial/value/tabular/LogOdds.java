// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular;

/**
 * Log-odds as a sum: the base, which is that of nobody in particular, and a part for each feature.
 * Immutable.
 */
public final class LogOdds {

  private final double base;
  private final double[] parts;
  private final double total;

  /**
   * @param base of nobody in particular
   * @param parts what each feature adds, double[k]; copied
   */
  public LogOdds(double base, double[] parts) {
    this.base = base;
    this.parts = parts.clone();
    double sum = base;
    for (double part : parts) {
      sum += part;
    }
    this.total = sum;
  }

  /** The log-odds of nobody in particular. */
  public double base() {
    return base;
  }

  /** What feature {@code k} adds. */
  public double part(int k) {
    return parts[k];
  }

  /** How many features. */
  public int size() {
    return parts.length;
  }

  /** Base and all parts. */
  public double total() {
    return total;
  }

  /** What each feature adds, double[k]; a copy. */
  public double[] parts() {
    return parts.clone();
  }

  /** {@code intercept + slope} times all of it. */
  public LogOdds times(double slope, double intercept) {
    double[] some = parts.clone();
    for (int k = 0; k < some.length; k++) {
      some[k] *= slope;
    }
    return new LogOdds(intercept + slope * base, some);
  }

  /**
   * The same parts in proportion, between another base and another total (the rescaling of DeepLIFT
   * by Shrikumar, Greenside and Kundaje 2017); nothing but the base where the parts cancel.
   */
  public LogOdds between(double otherBase, double otherTotal) {
    double gap = total - base;
    double size = 0;
    for (double part : parts) {
      size += Math.abs(part);
    }
    double slope = Math.abs(gap) <= 1e-9 * size || gap == 0 ? 0 : (otherTotal - otherBase) / gap;
    return times(slope, 0).withBase(slope == 0 ? otherTotal : otherBase);
  }

  private LogOdds withBase(double other) {
    return new LogOdds(other, parts);
  }
}
