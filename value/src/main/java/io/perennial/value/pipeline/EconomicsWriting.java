// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.features.pipeline.PurchaseHistories;
import io.perennial.lake.Batch;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import io.perennial.lake.step.MadeRows;
import io.perennial.lake.step.Rebuild;
import io.perennial.lake.step.StepContext;
import io.perennial.value.answer.Answer;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the tables of acquisitions and economics are made of: read beside the purchases, written
 * beside the values.
 */
final class EconomicsWriting {

  private static final String ROWS = "acquisition_rows";

  private final KnownCustomers known;
  private final Acquisitions won;
  private final List<Dimension> dimensions;
  private final EarnedSpend earned;
  private final ValueConfig config;

  private EconomicsWriting(
      KnownCustomers known,
      Acquisitions won,
      List<Dimension> dimensions,
      EarnedSpend earned,
      ValueConfig config) {
    this.known = known;
    this.won = won;
    this.dimensions = dimensions;
    this.earned = earned;
    this.config = config;
  }

  /** Reads where customers came from, and what they have brought; the histories are open. */
  static EconomicsWriting read(
      StepContext context,
      PurchaseHistories histories,
      KnownCustomers known,
      AsOf asOf,
      ValueConfig config) {
    Acquisitions won =
        Acquisitions.read(
            context.engine(),
            known,
            asOf,
            config.features().purchase().zone(),
            config.acquisition());
    List<Dimension> dimensions = Economics.dimensions(won);
    return new EconomicsWriting(
        known,
        won,
        dimensions,
        EarnedSpend.read(histories, known, asOf, config.answer(), dimensions),
        config);
  }

  /** What people should know of the costs, in sentences. */
  List<String> notes() {
    return won.notes();
  }

  /**
   * Writes both tables; what all customers come to in a few words, empty where costs are unknown.
   */
  String write(StepContext context, Answer answer, AsOf asOf, String currency) {
    context
        .engine()
        .load(
            ROWS,
            new AcquisitionRows(known, won, earned, new PresentValues(answer, config.answer()))
                .rows(asOf, context.runId()));
    try {
      new Rebuild(context).table(Tables.ACQUISITIONS, "SELECT * FROM " + ROWS, Map.of());
    } finally {
      context.engine().drop(ROWS);
    }
    Batch rows =
        new Economics(answer, won, earned, dimensions, config.answer()).rows(asOf, context.runId());
    MadeRows.replace(context, Tables.VALUE_ECONOMICS, rows);
    return words(rows, currency);
  }

  private static String words(Batch rows, String currency) {
    int cost = rows.index("cost_each");
    int value = rows.index("value_each");
    if (rows.rows() == 0 || rows.isNull(cost, 0) || rows.isNull(value, 0)) {
      return "";
    }
    String words =
        String.format(
            Locale.ROOT,
            "; one cost %,.2f %s and is worth %,.0f over the whole life",
            rows.doubles(cost)[0],
            currency,
            rows.doubles(value)[0]);
    int ratio = rows.index("ratio");
    return rows.isNull(ratio, 0)
        ? words
        : words + String.format(Locale.ROOT, ", LTV:CAC %,.1f", rows.doubles(ratio)[0]);
  }

  /** Leaves both empty, where no value can be told. */
  static void clear(StepContext context) {
    for (TableSpec table : List.of(Tables.ACQUISITIONS, Tables.VALUE_ECONOMICS)) {
      MadeRows.replace(context, table, MadeRows.of(table, 0));
    }
  }
}
