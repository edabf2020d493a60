// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.pipeline;

import io.perennial.lake.Batch;
import io.perennial.lake.BatchFunction;
import io.perennial.lake.Field;
import io.perennial.segment.CategoryRfm;
import io.perennial.segment.Rfm;
import io.perennial.segment.RfmConfig;
import io.perennial.segment.RfmReason;
import java.util.List;

/** Customers and categories, as category_customers has them, to their memberships. */
final class CategoryMemberships implements BatchFunction {
  private static final long serialVersionUID = 1;

  private final RfmConfig config;
  private final CategoryRfm scores;
  private final RfmReason reason;

  CategoryMemberships(RfmConfig config, CategoryRfm scores, RfmReason reason) {
    this.config = config;
    this.scores = scores;
    this.reason = reason;
  }

  @Override
  public List<Field> writes(List<Field> reads) {
    return Segmenting.WRITES;
  }

  @Override
  public void apply(Batch in, Batch out) {
    String[] categories = in.texts(in.index("category"));
    long[] days = in.longs(in.index("recency_days"));
    long[] purchases = in.longs(in.index("purchases"));
    double[] money = in.doubles(in.index("monetary"));
    for (int i = 0; i < in.rows(); i++) {
      String category = categories[i];
      Rfm rfm =
          scores.of(category, (double) days[i], (double) purchases[i], money[i]).orElseThrow();
      int row = out.addRow();
      out.setLong(0, row, in.longs(0)[i]);
      out.setText(1, row, CategoryRfm.SCHEME);
      out.setText(2, row, CategoryRfm.segment(category, config.rules().segment(rfm)));
      out.setDouble(4, row, config.score(rfm));
      out.setText(8, row, reason.of(rfm, days[i], purchases[i], money[i]) + " of " + category);
    }
  }
}
