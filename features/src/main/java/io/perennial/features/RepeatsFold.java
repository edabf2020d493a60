// SPDX-License-Identifier: Apache-2.0
package io.perennial.features;

import io.perennial.domain.AsOf;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Field;
import io.perennial.lake.RowWriter;
import java.util.List;

/** A customer's repeat purchases by the as-of instant, of those who first bought before another. */
public final class RepeatsFold extends HistoryFold {
  private static final long serialVersionUID = 1;

  private static final List<Field> WRITES = List.of(new Field("repeats", ColumnType.LONG));

  private final long acquiredBeforeMicros;

  /**
   * @param acquiredBefore customers whose first purchase is not before it have 0
   */
  public RepeatsFold(PurchaseRule rule, AsOf acquiredBefore) {
    super(rule);
    acquiredBeforeMicros = acquiredBefore.micros();
  }

  @Override
  public List<Field> writes() {
    return WRITES;
  }

  @Override
  public void read(PurchaseHistory history, AsOf asOf, RowWriter out) {
    out.setLong(0, history.repeatsIfAcquiredBefore(new AsOf(acquiredBeforeMicros)));
  }
}
