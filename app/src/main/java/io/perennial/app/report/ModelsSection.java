// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.report;

import io.perennial.app.chart.DataTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The models, their parameters, and what else was tried. */
final class ModelsSection {

  private final Evaluations evaluations;

  ModelsSection(Evaluations evaluations) {
    this.evaluations = evaluations;
  }

  List<Block> blocks() {
    List<List<String>> rows = new ArrayList<>();
    for (List<Evaluations.Figure> model : evaluations.bySeries("parameter").values()) {
      for (Evaluations.Figure each : model) {
        rows.add(
            List.of(
                each.series() + (each.cohort().equals("all") ? "" : ", " + each.cohort()),
                each.label(),
                Double.isNaN(each.figure())
                    ? "–"
                    : String.format(Locale.ROOT, "%,.5g", each.figure()),
                each.words()));
      }
    }
    List<List<String>> tried = new ArrayList<>();
    for (Evaluations.Figure each : evaluations.section("candidate")) {
      tried.add(
          List.of(
              each.series() + (each.cohort().equals("all") ? "" : ", " + each.cohort()),
              Double.isNaN(each.figure()) ? "–" : String.format(Locale.ROOT, "%.4f", each.figure()),
              each.words()));
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Rows(
            "Parameters, with their standard errors",
            new DataTable(List.of("Model", "Parameter", "Estimate", "Error or verdict"), rows)));
    if (!tried.isEmpty()) {
      blocks.add(
          new Block.Rows(
              "What was tried: score by rolling origins, less is better",
              new DataTable(List.of("Candidate", "CRPS", "Note"), tried)));
    }
    return blocks;
  }
}
