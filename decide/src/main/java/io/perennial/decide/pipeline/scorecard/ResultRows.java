// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline.scorecard;

import io.perennial.decide.attribute.ByChance.Brought;
import io.perennial.decide.pipeline.result.DecisionResults;
import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import io.perennial.lake.Tables;
import io.perennial.lake.step.MadeRows;
import io.perennial.lake.step.StepContext;
import io.perennial.value.forecast.Interval;
import java.util.List;

/** What came of decisions, and credits of channels, as rows of their tables. */
final class ResultRows {

  private ResultRows() {}

  static Batch results(StepContext context, AsOf asOf, DecisionResults results) {
    List<DecisionResults.OfInstant> instants = results.instants();
    Batch rows = MadeRows.of(Tables.DECISION_RESULTS, instants.size());
    for (DecisionResults.OfInstant of : instants) {
      int at = rows.addRow();
      rows.setLong(rows.index("as_of"), at, asOf.micros());
      rows.setLong(rows.index("decided_as_of"), at, of.asOf().micros());
      rows.setLong(rows.index("until"), at, of.until().micros());
      rows.setLong(rows.index("addressed"), at, of.addressed());
      rows.setLong(rows.index("compared"), at, of.compared());
      number(rows, "cost", at, of.cost());
      number(rows, "expected", at, of.expected());
      text(rows, "reason", at, of.reason());
      if (of.brought().isPresent()) {
        Brought brought = of.brought().get();
        number(rows, "brought", at, brought.brought());
        interval(rows, "brought", at, brought.interval());
        number(rows, "expected_so_far", at, of.expectedSoFar());
        number(rows, "brought_so_far", at, brought.soFar());
        interval(rows, "so_far", at, brought.soFarInterval());
      }
      rows.setText(rows.index("run_id"), at, context.runId());
    }
    return rows;
  }

  static Batch credits(StepContext context, AsOf asOf, List<Attributed> all, double windowDays) {
    Batch rows =
        MadeRows.of(
            Tables.ATTRIBUTIONS,
            all.stream().mapToInt(attributed -> attributed.lines().size()).sum());
    for (Attributed attributed : all) {
      for (Attributed.Line line : attributed.lines()) {
        int at = rows.addRow();
        rows.setLong(rows.index("as_of"), at, asOf.micros());
        rows.setText(rows.index("dimension"), at, attributed.dimension().word());
        rows.setText(rows.index("name"), at, line.name());
        rows.setText(rows.index("method"), at, line.method());
        number(rows, "purchases", at, line.purchases());
        line.interval().ifPresent(of -> interval(rows, "purchases", at, of));
        number(rows, "money", at, line.money());
        number(rows, "share", at, line.share());
        rows.setLong(rows.index("touches"), at, line.touches());
        number(rows, "window_days", at, windowDays);
        rows.setText(rows.index("run_id"), at, context.runId());
      }
    }
    return rows;
  }

  private static void interval(Batch rows, String name, int at, Interval interval) {
    number(rows, name + "_lower", at, interval.lower());
    number(rows, name + "_upper", at, interval.upper());
  }

  /** Null for what is no number. */
  static void number(Batch rows, String name, int at, double value) {
    if (Double.isFinite(value)) {
      rows.setDouble(rows.index(name), at, value);
    }
  }

  /** Null for an empty text. */
  static void text(Batch rows, String name, int at, String value) {
    if (!value.isEmpty()) {
      rows.setText(rows.index(name), at, value);
    }
  }
}
