// SPDX-License-Identifier: Apache-2.0
package io.perennial.features;

import io.perennial.domain.AsOf;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Field;
import io.perennial.lake.RowWriter;
import java.util.List;

/**
 * What is known of a customer's purchases: the columns of the table of features. Of a customer
 * without a purchase only counts and sums are set.
 */
public final class PurchaseFold extends HistoryFold {
  private static final long serialVersionUID = 1;

  private static final List<Field> WRITES =
      List.of(
          new Field("purchases", ColumnType.LONG),
          new Field("repeat_purchases", ColumnType.LONG),
          new Field("age_at_last_weeks", ColumnType.DOUBLE),
          new Field("age_weeks", ColumnType.DOUBLE),
          new Field("spend_total", ColumnType.DOUBLE),
          new Field("spend_mean", ColumnType.DOUBLE),
          new Field("spend_repeat_mean", ColumnType.DOUBLE),
          new Field("first_purchase_at", ColumnType.TIMESTAMP),
          new Field("last_purchase_at", ColumnType.TIMESTAMP),
          new Field("gap_mean_weeks", ColumnType.DOUBLE),
          new Field("gap_deviation_weeks", ColumnType.DOUBLE),
          new Field("regularity", ColumnType.DOUBLE),
          new Field("gap_log_sum", ColumnType.DOUBLE),
          new Field("returns", ColumnType.LONG),
          new Field("returned_amount", ColumnType.DOUBLE));

  public PurchaseFold(PurchaseRule rule) {
    super(rule);
  }

  @Override
  public List<Field> writes() {
    return WRITES;
  }

  @Override
  public void read(PurchaseHistory history, AsOf asOf, RowWriter out) {
    PurchaseSummary s = history.summary(asOf);
    out.setLong(0, s.purchases());
    out.setDouble(4, s.spend());
    out.setLong(13, s.returns());
    out.setDouble(14, s.returned());
    if (s.purchases() > 0) {
      out.setLong(1, s.repeatPurchases());
      out.setDouble(2, s.ageAtLastWeeks());
      out.setDouble(3, s.ageWeeks());
      out.setDouble(5, s.spendMean());
      out.setDouble(6, s.repeatSpendMean());
      out.setLong(7, s.firstAtMicros());
      out.setLong(8, s.lastAtMicros());
      out.setDouble(9, s.gapMeanWeeks());
      out.setDouble(10, s.gapDeviationWeeks());
      out.setDouble(11, s.regularity());
      out.setDouble(12, s.gapLogSum());
    }
  }
}
