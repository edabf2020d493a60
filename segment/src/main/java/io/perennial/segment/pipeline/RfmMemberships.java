// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.pipeline;

import io.perennial.lake.Batch;
import io.perennial.lake.BatchFunction;
import io.perennial.lake.Field;
import io.perennial.segment.Rfm;
import io.perennial.segment.RfmConfig;
import io.perennial.segment.RfmReason;
import io.perennial.segment.RfmScores;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Customers, as rfm_customers has them, to their memberships. */
final class RfmMemberships implements BatchFunction {
  private static final long serialVersionUID = 1;

  private final RfmConfig config;
  private final RfmScores scores;
  private final @Nullable RfmReason reason;

  /**
   * @param reason empty: who is where, and nothing else
   */
  RfmMemberships(RfmConfig config, RfmScores scores, Optional<RfmReason> reason) {
    this.config = config;
    this.scores = scores;
    this.reason = reason.orElse(null);
  }

  @Override
  public List<Field> writes(List<Field> reads) {
    return reason == null
        ? Segmenting.WRITES.subList(0, Segmenting.PLACES.size())
        : Segmenting.WRITES;
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
      out.setText(1, row, SegmentStep.RFM);
      out.setText(2, row, config.rules().segment(rfm));
      if (reason != null) {
        out.setDouble(4, row, config.score(rfm));
        out.setText(8, row, reason.of(rfm, days[i], purchases[i], money[i]));
      }
    }
  }
}
