// SPDX-License-Identifier: Apache-2.0
package io.perennial.features;

import io.perennial.domain.AsOf;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Field;
import io.perennial.lake.RowWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * What a customer bought from an instant, or from each of some, to the as-of instant: what
 * predictions made at the former are compared with. Customers who bought nothing have 0.
 */
public final class HoldoutFold extends HistoryFold {
  private static final long serialVersionUID = 1;

  private final long[] fromMicros;

  /**
   * @param from where the hold-out begins, inclusive: the as-of instant of the prediction
   */
  public HoldoutFold(PurchaseRule rule, AsOf from) {
    this(rule, List.of(from));
  }

  /**
   * @param froms where hold-outs begin, inclusive, one or more; the columns of the second and of
   *     later ones end with {@code _2} and so on
   */
  public HoldoutFold(PurchaseRule rule, List<AsOf> froms) {
    super(rule);
    fromMicros = froms.stream().mapToLong(AsOf::micros).toArray();
  }

  @Override
  public List<Field> writes() {
    List<Field> fields = new ArrayList<>();
    for (int k = 0; k < fromMicros.length; k++) {
      String place = k == 0 ? "" : "_" + (k + 1);
      fields.add(new Field("holdout_purchases" + place, ColumnType.LONG));
      fields.add(new Field("holdout_spend" + place, ColumnType.DOUBLE));
    }
    return List.copyOf(fields);
  }

  @Override
  public void read(PurchaseHistory history, AsOf asOf, RowWriter out) {
    for (int k = 0; k < fromMicros.length; k++) {
      AsOf from = new AsOf(fromMicros[k]);
      out.setLong(2 * k, history.purchasesSince(from));
      out.setDouble(2 * k + 1, history.spendSince(from));
    }
  }
}
