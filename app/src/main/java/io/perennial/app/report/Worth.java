// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.report;

import io.perennial.app.chart.Axis;
import io.perennial.app.chart.BarChart;
import io.perennial.app.chart.Chart;
import io.perennial.app.chart.LineChart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How value lies over customers. */
final class Worth {

  private static final int BARS = 20;
  private static final int POINTS = 50;

  private final double[] ascending;

  /**
   * @param values of customers, double[n]
   */
  Worth(double[] values) {
    ascending = values.clone();
    Arrays.sort(ascending);
  }

  double total() {
    double sum = 0;
    for (double value : ascending) {
      sum += value;
    }
    return sum;
  }

  /**
   * How many customers are worth how much, up to what 99 of 100 are worth; the last bar holds the
   * rest.
   */
  Chart histogram(String currency) {
    double most = ascending[Math.min(ascending.length - 1, (int) (ascending.length * 0.99))];
    double width = most > 0 ? Axis.roundStep(most / (BARS - 1)) : 1;
    List<Double> counts = new ArrayList<>();
    List<String> groups = new ArrayList<>();
    double[] bars = new double[BARS];
    for (double value : ascending) {
      bars[(int) Math.max(0, Math.min(BARS - 1, Math.floor(value / width)))]++;
    }
    for (int k = 0; k < BARS; k++) {
      counts.add(bars[k]);
      groups.add(label(k * width, width) + (k == BARS - 1 ? "+" : ""));
    }
    return new BarChart(
        "How many customers are worth how much",
        "value from, " + currency,
        "customers",
        groups,
        List.of(new LineChart.Series("customers", counts, false)),
        0);
  }

  private static String label(double value, double width) {
    int digits = Math.max(0, (int) Math.ceil(-Math.log10(width) - 1e-9));
    return String.format(Locale.ROOT, "%,." + digits + "f", value);
  }

  /** The share of all value that the best customers hold. */
  Chart concentration() {
    List<Double> shares = new ArrayList<>();
    List<Double> held = new ArrayList<>();
    List<Double> equal = new ArrayList<>();
    double total = total();
    double sum = 0;
    int next = 0;
    for (int k = 0; k <= POINTS; k++) {
      int customers = (int) Math.round((double) ascending.length * k / POINTS);
      while (next < customers) {
        sum += ascending[ascending.length - 1 - next++];
      }
      shares.add(100.0 * k / POINTS);
      held.add(total > 0 ? 100 * sum / total : 0);
      equal.add(100.0 * k / POINTS);
    }
    return new LineChart(
        "The share of value that the best customers hold",
        "best customers, %",
        "of all value, %",
        shares,
        List.of(
            new LineChart.Series("value", held, false),
            new LineChart.Series("if all were equal", equal, true)),
        List.of(),
        1);
  }

  /** The share of all value that the best tenth holds. */
  double heldByBestTenth() {
    int tenth = Math.max(1, ascending.length / 10);
    double sum = 0;
    for (int i = ascending.length - tenth; i < ascending.length; i++) {
      sum += ascending[i];
    }
    return total() > 0 ? sum / total() : 0;
  }
}
