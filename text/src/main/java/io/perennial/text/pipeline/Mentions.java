// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.pipeline;

import io.perennial.lake.Batch;
import io.perennial.lake.BatchFunction;
import io.perennial.lake.Column;
import io.perennial.lake.Field;
import io.perennial.lake.Tables;
import java.util.List;

/** Judged texts that speak of brands to a row for each text and brand. */
final class Mentions implements BatchFunction {
  private static final long serialVersionUID = 1;

  /** The column of judged texts with the brands of a text, with line ends between. */
  static final String BRANDS = "brands";

  /** The rows that it makes mentions of. */
  static final String SQL =
      "SELECT event_id, record_id, occurred_at, run_id, brands FROM judged_texts"
          + " WHERE brands IS NOT NULL";

  @Override
  public List<Field> writes(List<Field> reads) {
    return Tables.MENTIONS.columns().stream().map(Column::field).toList();
  }

  /** Reads event_id, record_id, occurred_at, run_id, brands. */
  @Override
  public void apply(Batch in, Batch out) {
    for (int i = 0; i < in.rows(); i++) {
      for (String brand : in.texts(4)[i].split("\n", -1)) {
        int row = out.addRow();
        out.setLong(out.index("event_id"), row, in.longs(0)[i]);
        out.setLong(out.index("record_id"), row, in.longs(1)[i]);
        if (!in.isNull(2, i)) {
          out.setLong(out.index("occurred_at"), row, in.longs(2)[i]);
        }
        out.setText(out.index("run_id"), row, in.texts(3)[i]);
        out.setText(out.index("brand"), row, brand);
      }
    }
  }
}
