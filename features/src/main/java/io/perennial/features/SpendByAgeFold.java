// SPDX-License-Identifier: Apache-2.0
package io.perennial.features;

import io.perennial.domain.AsOf;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Field;
import io.perennial.lake.RowWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * What a customer has spent, less returns, by how long after the first purchase, at present value
 * as of that purchase: what is compared with what winning the customer cost. Null without a
 * purchase, or where the sum does not fit.
 */
public final class SpendByAgeFold extends HistoryFold {
  private static final long serialVersionUID = 1;

  private final double[] ages;
  private final double weeklyRate;

  /**
   * @param ages in weeks, ascending, >= 0; a column each: {@code spend_0} is till the first of
   *     them, inclusive
   * @param weeklyRate continuous rate of discount, >= 0
   */
  public SpendByAgeFold(PurchaseRule rule, List<Double> ages, double weeklyRate) {
    super(rule);
    this.ages = ages.stream().mapToDouble(Double::doubleValue).toArray();
    this.weeklyRate = weeklyRate;
  }

  @Override
  public List<Field> writes() {
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("spend", ColumnType.DOUBLE));
    for (int k = 0; k < ages.length; k++) {
      fields.add(new Field("spend_" + k, ColumnType.DOUBLE));
    }
    return List.copyOf(fields);
  }

  @Override
  public void read(PurchaseHistory history, AsOf asOf, RowWriter out) {
    double[] spend = history.spendByAge(ages, weeklyRate);
    for (int k = 0; k < spend.length; k++) {
      out.setDouble(k, spend[k]);
    }
  }
}
