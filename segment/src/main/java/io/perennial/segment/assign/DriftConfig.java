// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.assign;

import java.util.List;

/**
 * How drift is watched for.
 *
 * @param falseAlarms the chance of an alarm within a run in which nothing changes, at most
 * @param run how many observations a run has; the next one begins where it ends
 * @param windows how many different customers are compared with those that the model was fitted on
 *     at a time, ascending: the small ones find what is large soon, the large ones what is small
 */
public record DriftConfig(double falseAlarms, int run, List<Integer> windows) {

  public DriftConfig {
    windows = List.copyOf(windows);
    if (!(falseAlarms > 0 && falseAlarms < 1)) {
      throw new IllegalArgumentException(
          "Invalid false-alarms: " + falseAlarms + " (must be > 0 and < 1)");
    }
    int before = 99;
    for (int window : windows) {
      if (window <= before) {
        throw new IllegalArgumentException(
            "Invalid windows: " + windows + " (must ascend from 100 or more)");
      }
      before = window;
    }
    if (windows.isEmpty() || run < before) {
      throw new IllegalArgumentException(
          "Invalid run: " + run + " (must be at least the largest of the windows " + windows + ")");
    }
  }

  /** One false alarm in 20 runs of 100,000 observations; windows of 500, 2,000, 8,000 customers. */
  public static DriftConfig defaults() {
    return new DriftConfig(0.05, 100_000, List.of(500, 2_000, 8_000));
  }

  /** With another chance of a false alarm. */
  public DriftConfig withFalseAlarms(double chance) {
    return new DriftConfig(chance, run, windows);
  }

  /** With a run of another length. */
  public DriftConfig withRun(int observations) {
    return new DriftConfig(falseAlarms, observations, windows);
  }

  /** The part of the false alarms that the watch of distances may use in a run. */
  double ofDistances() {
    return falseAlarms / 3;
  }

  /** The part that a window may use each time it is full. */
  double ofWindow(int window) {
    return falseAlarms * 2 / 3 / windows.size() * window / run;
  }
}
