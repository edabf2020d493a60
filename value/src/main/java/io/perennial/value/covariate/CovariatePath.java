// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.covariate;

import java.util.Arrays;
import java.util.List;

/**
 * Covariates that change from week to week, as a season or promotions do: in each step of a grid of
 * equal steps they are constant. Time runs in weeks from the end of observation, which is 0; the
 * past is negative. Before the first and after the last step all are 0, which should be their
 * ordinary value. Immutable.
 */
public final class CovariatePath {

  private final List<String> names;

  /* Runs of steps with equal values, joined: run j goes from bounds[j] to bounds[j + 1]. */
  private final double[] bounds;
  private final double[][] values;

  private CovariatePath(List<String> names, double[] bounds, double[][] values) {
    this.names = names;
    this.bounds = bounds;
    this.values = values;
  }

  /**
   * A path.
   *
   * @param names k names
   * @param fromWeeks where the first step begins, at most 0
   * @param stepWeeks the length of a step, > 0; 1 for weeks
   * @param values shape [k][steps], finite, of size about 1 (0 or 1, a cosine)
   */
  public static CovariatePath of(
      List<String> names, double fromWeeks, double stepWeeks, double[][] values) {
    int k = names.size();
    int steps = k == 0 ? 0 : values[0].length;
    if (values.length != k || !(stepWeeks > 0) || !(fromWeeks <= 0)) {
      throw new IllegalArgumentException(
          "Invalid path: "
              + values.length
              + " rows of values, from week "
              + fromWeeks
              + " in steps of "
              + stepWeeks
              + " (must be a row for each of "
              + names
              + ", from 0 or before, in steps > 0)");
    }
    double[] bounds = new double[steps + 1];
    double[][] runs = new double[steps][];
    int n = 0;
    for (int step = 0; step < steps; step++) {
      double[] z = new double[k];
      for (int c = 0; c < k; c++) {
        if (values[c].length != steps || !Double.isFinite(values[c][step])) {
          throw new IllegalArgumentException(
              "Invalid path of " + names.get(c) + " at step " + step + " (must be finite)");
        }
        z[c] = values[c][step];
      }
      if (n == 0 || !Arrays.equals(z, runs[n - 1])) {
        bounds[n] = fromWeeks + step * stepWeeks;
        runs[n++] = z;
      }
    }
    bounds[n] = fromWeeks + steps * stepWeeks;
    return new CovariatePath(
        List.copyOf(names), Arrays.copyOf(bounds, n + 1), Arrays.copyOf(runs, n));
  }

  /** The names of the covariates. */
  public List<String> names() {
    return names;
  }

  /** How many runs of equal values. */
  int runs() {
    return values.length;
  }

  /** Where run {@code j} begins; for {@code runs()}, where the last ends. */
  double bound(int j) {
    return bounds[j];
  }

  /** The covariates within run {@code j}; not to be changed. */
  double[] run(int j) {
    return values[j];
  }

  /**
   * The run that has {@code time}, an end belonging to the run that ends; -1 and runs() outside.
   */
  int runOf(double time) {
    if (values.length > 0 && time <= bounds[0]) {
      return -1;
    }
    if (values.length == 0 || time > bounds[values.length]) {
      return values.length;
    }
    int at = Arrays.binarySearch(bounds, time);
    return at >= 0 ? at - 1 : -at - 2;
  }

  /** The covariates at {@code time}, double[k]; a purchase at a bound is of the step that ends. */
  public double[] at(double time) {
    int run = runOf(time);
    return run < 0 || run >= values.length ? new double[names.size()] : values[run].clone();
  }
}
