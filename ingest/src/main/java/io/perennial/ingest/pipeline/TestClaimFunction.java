// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.ingest.clean.TestWords;
import io.perennial.lake.Batch;
import io.perennial.lake.BatchFunction;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Field;
import java.util.List;

/** Claims to those that say that somebody tried the system; without what they say. */
final class TestClaimFunction implements BatchFunction {
  private static final long serialVersionUID = 1;

  private static final List<Field> WRITES =
      List.of(
          new Field("record_id", ColumnType.LONG),
          new Field("attribute", ColumnType.STRING),
          new Field("seen_at", ColumnType.TIMESTAMP));

  @Override
  public List<Field> writes(List<Field> reads) {
    return WRITES;
  }

  /** Reads record_id, attribute, seen_at, value. */
  @Override
  public void apply(Batch in, Batch out) {
    for (int i = 0; i < in.rows(); i++) {
      if (TestWords.isTest(in.texts(1)[i], in.texts(3)[i])) {
        int row = out.addRow();
        out.setLong(0, row, in.longs(0)[i]);
        out.setText(1, row, in.texts(1)[i]);
        if (!in.isNull(2, i)) {
          out.setLong(2, row, in.longs(2)[i]);
        }
      }
    }
  }
}
