// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.report;

import io.perennial.app.chart.BarChart;
import io.perennial.app.chart.HeatGrid;
import io.perennial.app.chart.LineChart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who is still a customer. */
final class ReturnSection {

  private final ReportQueries queries;
  private final Evaluations evaluations;

  ReturnSection(ReportQueries queries, Evaluations evaluations) {
    this.queries = queries;
    this.evaluations = evaluations;
  }

  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    Map<String, List<Evaluations.Figure>> alive =
        new TreeMap<>((a, b) -> Integer.compare(Integer.parseInt(b), Integer.parseInt(a)));
    alive.putAll(evaluations.bySeries("alive"));
    if (!alive.isEmpty()) {
      List<String> columns =
          alive.values().iterator().next().stream().map(Evaluations.Figure::label).toList();
      blocks.add(
          new Block.Figure(
              "Still a customer?",
              "The probability, in percent, of the oldest of the largest cohort. Who used to buy often"
                  + " and has been silent for long has left; who buys seldom may only be between two"
                  + " purchases.",
              new HeatGrid(
                  "Probability of being a customer by purchases and silence",
                  "weeks since the last purchase",
                  "repeat purchases",
                  columns,
                  List.copyOf(alive.keySet()),
                  alive.values().stream()
                      .map(row -> row.stream().map(Evaluations.Figure::figure).toList())
                      .toList(),
                  1,
                  "%.0f",
                  100)));
    }
    double[] probabilities = queries.column("SELECT p_alive FROM customer_values");
    List<Double> counts = new ArrayList<>();
    List<String> groups = new ArrayList<>();
    double[] bars = new double[10];
    for (double p : probabilities) {
      bars[(int) Math.min(9, p * 10)]++;
    }
    for (int k = 0; k < 10; k++) {
      counts.add(bars[k]);
      groups.add(10 * k + "–" + (10 * k + 10));
    }
    blocks.add(
        new Block.Figure(
            "How sure that is",
            "Customers by the probability that they are still customers.",
            new BarChart(
                "Customers by the probability of being one still",
                "probability, %",
                "customers",
                groups,
                List.of(new LineChart.Series("customers", counts, false)),
                0)));
    return blocks;
  }
}
