// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.covariate;

import java.util.Arrays;

/**
 * A clock that runs at the rate exp(effects'z(u)) along a {@link CovariatePath}: what has passed on
 * it since week 0, negative before. With rates in proportion, a process in calendar time is one of
 * constant rate on its own clock. Piecewise linear, so exact. Immutable.
 */
final class OperationalTime {

  private final CovariatePath path;
  private final double[] speeds;
  private final double[] passed;

  /* For each effect: d passed / d effect at each bound. */
  private final double[][] slopes;

  OperationalTime(CovariatePath path, int[] columns, double[] effects) {
    int n = path.runs();
    this.path = path;
    this.speeds = new double[n];
    this.passed = new double[n + 1];
    this.slopes = new double[n + 1][effects.length];
    for (int j = 0; j < n; j++) {
      double[] z = path.run(j);
      double sum = 0;
      for (int k = 0; k < effects.length; k++) {
        sum += effects[k] * z[columns[k]];
      }
      speeds[j] = Math.exp(Math.min(30, Math.max(-30, sum)));
      double width = path.bound(j + 1) - path.bound(j);
      passed[j + 1] = passed[j] + speeds[j] * width;
      for (int k = 0; k < effects.length; k++) {
        slopes[j + 1][k] = slopes[j][k] + speeds[j] * width * z[columns[k]];
      }
    }
    double atZero = at(0);
    double[] slopeAtZero = new double[effects.length];
    for (int k = 0; k < effects.length; k++) {
      slopeAtZero[k] = slope(0, k, columns[k]);
    }
    for (int j = 0; j <= n; j++) {
      passed[j] -= atZero;
      for (int k = 0; k < effects.length; k++) {
        slopes[j][k] -= slopeAtZero[k];
      }
    }
  }

  /** What the clock shows at calendar time {@code time}. */
  double at(double time) {
    int run = path.runOf(time);
    if (run < 0) {
      return passed[0] + time - path.bound(0);
    }
    if (run >= speeds.length) {
      return passed[speeds.length] + time - path.bound(speeds.length);
    }
    return passed[run] + speeds[run] * (time - path.bound(run));
  }

  /** d {@link #at} / d effect {@code k}, which is of the path's column {@code column}. */
  double slope(double time, int k, int column) {
    int run = path.runOf(time);
    if (run < 0) {
      return slopes[0][k];
    }
    if (run >= speeds.length) {
      return slopes[speeds.length][k];
    }
    return slopes[run][k] + speeds[run] * path.run(run)[column] * (time - path.bound(run));
  }

  /** How fast it runs in run {@code run}; 1 outside the path. */
  double speed(int run) {
    return run < 0 || run >= speeds.length ? 1 : speeds[run];
  }

  /** The calendar time at which the clock shows {@code reading}. */
  double calendar(double reading) {
    int n = speeds.length;
    if (n == 0) {
      return reading;
    }
    if (reading <= passed[0]) {
      return path.bound(0) + reading - passed[0];
    }
    if (reading >= passed[n]) {
      return path.bound(n) + reading - passed[n];
    }
    int at = Arrays.binarySearch(passed, reading);
    int run = at >= 0 ? Math.min(at, n - 1) : -at - 2;
    return path.bound(run) + (reading - passed[run]) / speeds[run];
  }
}
