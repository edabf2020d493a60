// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Forecast against actual, group by group.
 *
 * @param groups in ascending order of the forecast, or of the repeats
 */
public record Calibration(List<Group> groups) {

  /**
   * Customers who were forecast alike.
   *
   * @param label the group's number from 1, or its number of repeats, with + for «or more»
   * @param customers how many
   * @param meanPredicted mean forecast
   * @param meanActual mean of what came
   */
  public record Group(String label, int customers, double meanPredicted, double meanActual) {}

  public Calibration {
    groups = List.copyOf(groups);
  }

  /**
   * {@code count} groups of nearly equal size by ascending forecast, equal forecasts in the order
   * of their rows; the first groups have one more where the customers do not divide.
   */
  public static Calibration ofQuantiles(double[] predicted, double[] actual, int count) {
    Columns.check(predicted, actual);
    if (count < 1) {
      throw new IllegalArgumentException("Invalid groups: " + count + " (must be >= 1)");
    }
    int[] order = Columns.ascending(predicted);
    int n = order.length;
    List<Group> groups = new ArrayList<>();
    int from = 0;
    for (int k = 0; k < count && from < n; k++) {
      int to = from + n / count + (k < n % count ? 1 : 0);
      double forecast = 0;
      double came = 0;
      for (int i = from; i < to; i++) {
        forecast += predicted[order[i]];
        came += actual[order[i]];
      }
      groups.add(
          new Group(
              Integer.toString(k + 1), to - from, forecast / (to - from), came / (to - from)));
      from = to;
    }
    return new Calibration(groups);
  }

  /** {@link #ofQuantiles} with ten groups. */
  public static Calibration ofDeciles(double[] predicted, double[] actual) {
    return ofQuantiles(predicted, actual, 10);
  }

  /**
   * By the number of repeats in the calibration period: the conditional expectations of Schmittlein
   * and of Fader and Hardie.
   *
   * @param last the last group holds this many repeats or more
   */
  public static Calibration ofRepeats(
      int[] repeats, double[] predicted, double[] actual, int last) {
    Columns.check(predicted, actual);
    int[] customers = new int[last + 1];
    double[] forecast = new double[last + 1];
    double[] came = new double[last + 1];
    for (int i = 0; i < predicted.length; i++) {
      int g = Math.min(last, repeats[i]);
      customers[g]++;
      forecast[g] += predicted[i];
      came[g] += actual[i];
    }
    List<Group> groups = new ArrayList<>();
    for (int g = 0; g <= last; g++) {
      if (customers[g] > 0) {
        groups.add(
            new Group(
                g == last ? g + "+" : Integer.toString(g),
                customers[g],
                forecast[g] / customers[g],
                came[g] / customers[g]));
      }
    }
    return new Calibration(groups);
  }

  /**
   * Mean over the groups of |mean forecast - mean actual| / mean actual, groups with nothing left
   * out; empty if all are.
   */
  public OptionalDouble meanAbsoluteShare() {
    return groups.stream()
        .filter(group -> group.meanActual() > 0)
        .mapToDouble(
            group -> Math.abs(group.meanPredicted() - group.meanActual()) / group.meanActual())
        .average();
  }
}
