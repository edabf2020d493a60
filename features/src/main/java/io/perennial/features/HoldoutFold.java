// SPDX-License-Identifier: Apache-2.0
package io.perennial.features;

import io.perennial.domain.AsOf;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Field;
import io.perennial.lake.RowWriter;
import java.util.List;

/**
 * What a customer bought from an instant to the as-of instant: what a prediction made at the former
 * is compared with. Customers who bought nothing have 0.
 */
public final class HoldoutFold extends HistoryFold {
  private static final long serialVersionUID = 1;

  private static final List<Field> WRITES =
      List.of(
          new Field("holdout_purchases", ColumnType.LONG),
          new Field("holdout_spend", ColumnType.DOUBLE));

  private final long fromMicros;

  /**
   * @param from where the hold-out begins, inclusive: the as-of instant of the prediction
   */
  public HoldoutFold(PurchaseRule rule, AsOf from) {
    super(rule);
    fromMicros = from.micros();
  }

  @Override
  public List<Field> writes() {
    return WRITES;
  }

  @Override
  public void read(PurchaseHistory history, AsOf asOf, RowWriter out) {
    AsOf from = new AsOf(fromMicros);
    out.setLong(0, history.purchasesSince(from));
    out.setDouble(1, history.spendSince(from));
  }
}
