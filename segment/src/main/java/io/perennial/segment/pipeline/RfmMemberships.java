// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.pipeline;

import io.perennial.lake.Batch;
import io.perennial.lake.BatchFunction;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Field;
import io.perennial.segment.Rfm;
import io.perennial.segment.RfmConfig;
import io.perennial.segment.RfmReason;
import io.perennial.segment.RfmScores;
import java.util.List;

/** Customers, as rfm_customers has them, to their memberships. */
final class RfmMemberships implements BatchFunction {
  private static final long serialVersionUID = 1;

  private static final List<Field> WRITES =
      List.of(
          new Field("customer_id", ColumnType.LONG),
          new Field("as_of", ColumnType.TIMESTAMP),
          new Field("segment", ColumnType.STRING),
          new Field("score", ColumnType.DOUBLE),
          new Field("reason", ColumnType.STRING));

  private final RfmConfig config;
  private final RfmScores scores;
  private final RfmReason reason;

  RfmMemberships(RfmConfig config, RfmScores scores, RfmReason reason) {
    this.config = config;
    this.scores = scores;
    this.reason = reason;
  }

  @Override
  public List<Field> writes(List<Field> reads) {
    return WRITES;
  }

  @Override
  public void apply(Batch in, Batch out) {
    long[] days = in.longs(in.index("recency_days"));
    long[] purchases = in.longs(in.index("purchases"));
    double[] money = in.doubles(in.index("monetary"));
    for (int i = 0; i < in.rows(); i++) {
      Rfm rfm = scores.of((double) days[i], (double) purchases[i], money[i]);
      int row = out.addRow();
      out.setLong(0, row, in.longs(0)[i]);
      out.setLong(1, row, in.longs(1)[i]);
      out.setText(2, row, config.rules().segment(rfm));
      out.setDouble(3, row, config.score(rfm));
      out.setText(4, row, reason.of(rfm, days[i], purchases[i], money[i]));
    }
  }
}
