// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline.scorecard;

import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import io.perennial.lake.Tables;
import io.perennial.lake.step.MadeRows;
import io.perennial.lake.step.StepContext;
import java.util.List;
import java.util.Map;

/** Figures as rows of the table. */
record FigureRows(StepContext context, AsOf asOf, FormerFigures former) {

  Batch batch(Map<List<String>, List<Figure>> groups) {
    int size = groups.values().stream().mapToInt(List::size).sum();
    Batch rows = MadeRows.of(Tables.SCORECARDS, size);
    groups.forEach(
        (group, figures) -> {
          for (int place = 0; place < figures.size(); place++) {
            write(rows, group, place + 1, figures.get(place));
          }
        });
    return rows;
  }

  private void write(Batch rows, List<String> group, int place, Figure figure) {
    int at = rows.addRow();
    rows.setLong(rows.index("as_of"), at, asOf.micros());
    rows.setText(rows.index("scope"), at, group.get(0));
    rows.setText(rows.index("name"), at, group.get(1));
    rows.setLong(rows.index("place"), at, place);
    rows.setText(rows.index("measure"), at, figure.measure());
    rows.setText(rows.index("unit"), at, figure.unit());
    ResultRows.number(rows, "figure", at, figure.value());
    ResultRows.number(rows, "lower", at, figure.lower());
    ResultRows.number(rows, "upper", at, figure.upper());
    ResultRows.text(rows, "reason", at, figure.reason());
    former
        .figure(group, figure.measure())
        .ifPresent(
            before -> {
              rows.setDouble(rows.index("before"), at, before);
              rows.setLong(rows.index("before_as_of"), at, former.asOf().orElseThrow().micros());
            });
    rows.setText(rows.index("run_id"), at, context.runId());
  }
}
