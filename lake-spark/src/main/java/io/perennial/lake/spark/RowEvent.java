// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import io.perennial.lake.ColumnType;
import io.perennial.lake.EventRow;
import org.apache.spark.sql.Row;

/** The event in a row of Spark. */
final class RowEvent implements EventRow {

  /** Key and time come before what the fold reads. */
  private static final int FIRST = 2;

  private static final int REMEMBERED = 1 << 12;

  private final ColumnType[] types;
  private final String[] seen = new String[REMEMBERED];
  private Row row = Row.empty();

  RowEvent(ColumnType[] types) {
    this.types = types;
  }

  void stand(Row at) {
    row = at;
  }

  @Override
  public long key() {
    return row.getLong(0);
  }

  @Override
  public long atMicros() {
    return row.getLong(1);
  }

  @Override
  public boolean isNull(int column) {
    return row.isNullAt(FIRST + column);
  }

  @Override
  public long longAt(int column) {
    if (isNull(column)) {
      return 0;
    }
    if (types[column] == ColumnType.BOOLEAN) {
      return row.getBoolean(FIRST + column) ? 1 : 0;
    }
    return row.getLong(FIRST + column);
  }

  @Override
  public double doubleAt(int column) {
    return isNull(column) ? Double.NaN : row.getDouble(FIRST + column);
  }

  @Override
  public String textAt(int column) {
    if (isNull(column)) {
      return "";
    }
    String text = row.getString(FIRST + column);
    int place = (text.hashCode() * 0x9E3779B9) >>> 20;
    if (text.equals(seen[place])) {
      return seen[place];
    }
    seen[place] = text;
    return text;
  }
}
