// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.contract;

import io.perennial.domain.AsOf;
import io.perennial.lake.ColumnType;
import io.perennial.lake.EventRow;
import io.perennial.lake.Field;
import io.perennial.lake.Fold;
import io.perennial.lake.RowWriter;
import java.util.List;

/** Sums the hashes of the kinds of a ledger's events, and counts those without a kind. */
final class HashFold implements Fold<long[]> {
  private static final long serialVersionUID = 1;

  @Override
  public List<String> reads() {
    return List.of("kind");
  }

  @Override
  public List<Field> writes() {
    return List.of(new Field("hashes", ColumnType.LONG), new Field("nulls", ColumnType.LONG));
  }

  @Override
  public long[] start() {
    return new long[2];
  }

  @Override
  public void add(long[] state, EventRow event) {
    state[0] += event.longAt(0);
    state[1] += event.isNull(0) ? 1 : 0;
  }

  @Override
  public void read(long[] state, AsOf asOf, RowWriter out) {
    out.setLong(0, state[0]);
    out.setLong(1, state[1]);
  }
}
