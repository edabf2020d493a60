// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Column;
import io.perennial.lake.Field;
import io.perennial.lake.Tables;
import java.util.List;
import java.util.stream.IntStream;

/** Where each customer came from, as rows of the table of acquisitions, a batch at a time. */
final class AcquisitionRows {

  private static final int BATCH_ROWS = 16_384;
  private static final List<Field> FIELDS =
      Tables.ACQUISITIONS.columns().stream().map(Column::field).toList();

  private final KnownCustomers known;
  private final Acquisitions won;
  private final EarnedSpend earned;
  private final PresentValues values;

  AcquisitionRows(
      KnownCustomers known, Acquisitions won, EarnedSpend earned, PresentValues values) {
    this.known = known;
    this.won = won;
    this.earned = earned;
    this.values = values;
  }

  Batches rows(AsOf asOf, String runId) {
    return Batches.of(
        FIELDS,
        IntStream.iterate(0, from -> from < known.size(), from -> from + BATCH_ROWS)
            .mapToObj(from -> batch(from, Math.min(known.size(), from + BATCH_ROWS), asOf, runId))
            .iterator());
  }

  private Batch batch(int from, int to, AsOf asOf, String runId) {
    Batch batch = new Batch(FIELDS, to - from);
    for (int i = from; i < to; i++) {
      int row = batch.addRow();
      batch.setLong(batch.index("customer_id"), row, known.id(i));
      batch.setLong(batch.index("as_of"), row, asOf.micros());
      batch.setLong(batch.index("acquired_at"), row, known.firstAt()[i]);
      batch.setText(batch.index("channel"), row, won.channel(i));
      batch.setText(batch.index("source"), row, won.source(i));
      batch.setText(batch.index("campaign"), row, won.campaign(i));
      batch.setText(batch.index("cohort"), row, won.cohort(i));
      if (!Double.isNaN(won.cost(i))) {
        batch.setDouble(batch.index("cost"), row, won.cost(i));
      }
      batch.setDouble(batch.index("earned"), row, earned.earned(i));
      double toCome = values.atFirst(i);
      if (!Double.isNaN(toCome)) {
        batch.setDouble(batch.index("to_come"), row, toCome);
      }
      batch.setText(batch.index("run_id"), row, runId);
    }
    return batch;
  }
}
