// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.report;

import io.perennial.app.chart.BarChart;
import io.perennial.app.chart.DataTable;
import io.perennial.app.chart.LineChart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How well the latest hold-out was foretold, beside simple rules. */
final class ProofSection {

  private final Evaluations evaluations;

  ProofSection(Evaluations evaluations) {
    this.evaluations = evaluations;
  }

  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    Map<String, Double> facts = new LinkedHashMap<>();
    evaluations.section("coverage").forEach(each -> facts.put(each.series(), each.figure()));
    Double groups = facts.get("cohorts of 100 inside 90 %");
    blocks.add(
        new Block.Paragraph(
            String.format(
                Locale.ROOT,
                "The last %.0f weeks were held out: models were fitted to what came before them, and"
                    + " then compared with what came; which model that is was chosen by how all did"
                    + " on this and earlier hold-outs. Of %,.0f customers, %s bought a number of"
                    + " times within the middle 90 %% of what was thought possible of them%s.",
                facts.getOrDefault("weeks of the hold-out", 0.0),
                facts.getOrDefault("customers in the hold-out", 0.0),
                Amount.percent(facts.getOrDefault("customers inside 90 %", 0.0)),
                groups == null
                    ? ""
                    : "; of groups of a hundred, " + Amount.percent(groups) + " did")));
    for (Evaluations.Figure choice : evaluations.section("choice")) {
      blocks.add(
          new Block.Paragraph(
              (choice.cohort().equals("all")
                      ? "Chosen: "
                      : "Chosen for who " + choice.cohort() + ": ")
                  + choice.words()));
    }
    blocks.add(tracking(evaluations, "Week by week", "actual", "expected"));
    blocks.add(tracking(evaluations, "Together", "cumulative actual", "cumulative expected"));
    blocks.add(
        groups(
            evaluations,
            "repeats",
            "By purchases before",
            "repeat purchases before the hold-out",
            "Mean purchases in the hold-out of customers by how often they had bought before."));
    blocks.add(
        groups(
            evaluations,
            "decile",
            "By forecast",
            "tenth of customers by forecast",
            "Mean purchases in the hold-out of ten equal groups, the best forecast last."));
    List<String> head = new ArrayList<>(List.of("Forecast"));
    List<List<String>> rows = new ArrayList<>();
    List<String> measures = List.of("bias", "MAE", "RMSE", "MSLE", "Spearman", "Gini", "top 10 %");
    head.addAll(measures);
    evaluations
        .bySeries("holdout")
        .forEach(
            (forecast, figures) -> {
              Map<String, Double> by = new LinkedHashMap<>();
              figures.forEach(each -> by.put(each.label(), each.figure()));
              List<String> row = new ArrayList<>(List.of(forecast));
              for (String measure : measures) {
                double figure = by.getOrDefault(measure, Double.NaN);
                boolean share = measure.equals("bias") || measure.equals("top 10 %");
                row.add(
                    Double.isNaN(figure)
                        ? "–"
                        : share
                            ? Amount.percent(figure)
                            : String.format(Locale.ROOT, "%.3f", figure));
              }
              rows.add(row);
            });
    blocks.add(new Block.Rows("Errors beside those of simple rules", new DataTable(head, rows)));
    return blocks;
  }

  private static Block tracking(
      Evaluations evaluations, String title, String actual, String expected) {
    List<Evaluations.Figure> came = evaluations.series("tracking", actual);
    List<Evaluations.Figure> foretold = evaluations.series("tracking", expected);
    List<LineChart.Mark> marks =
        came.stream()
            .filter(each -> each.words().equals("hold-out"))
            .findFirst()
            .map(first -> List.of(new LineChart.Mark(first.position() + 1, "hold-out")))
            .orElse(List.of());
    return new Block.Figure(
        title,
        "Repeat purchases of all customers of the calibration, as they came and as expected.",
        new LineChart(
            "Repeat purchases, " + title.toLowerCase(Locale.ROOT),
            "week",
            "repeat purchases",
            came.stream().map(each -> (double) each.position() + 1).toList(),
            List.of(
                new LineChart.Series(
                    "actual", came.stream().map(Evaluations.Figure::figure).toList(), false),
                new LineChart.Series(
                    "expected", foretold.stream().map(Evaluations.Figure::figure).toList(), true)),
            marks,
            0));
  }

  private static Block groups(
      Evaluations evaluations, String section, String title, String xName, String caption) {
    List<Evaluations.Figure> came = evaluations.series(section, "actual");
    List<Evaluations.Figure> foretold = evaluations.series(section, "expected");
    return new Block.Figure(
        title,
        caption,
        new BarChart(
            title,
            xName,
            "mean purchases",
            came.stream().map(Evaluations.Figure::label).toList(),
            List.of(
                new LineChart.Series(
                    "actual", came.stream().map(Evaluations.Figure::figure).toList(), false),
                new LineChart.Series(
                    "expected", foretold.stream().map(Evaluations.Figure::figure).toList(), false)),
            2));
  }
}
