// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.family;

import io.perennial.lake.EventRow;

/** The event that the fold stands at, with the columns of one family. */
final class MappedRow implements EventRow {

  /** Stands at no event. */
  private static final EventRow NONE = new MappedRow(new int[0]);

  private final int[] columns;
  private EventRow event = NONE;

  /**
   * @param columns for each column of the family, that of the fold
   */
  MappedRow(int[] columns) {
    this.columns = columns;
  }

  void standAt(EventRow next) {
    event = next;
  }

  @Override
  public long key() {
    return event.key();
  }

  @Override
  public long atMicros() {
    return event.atMicros();
  }

  @Override
  public boolean isNull(int column) {
    return event.isNull(columns[column]);
  }

  @Override
  public long longAt(int column) {
    return event.longAt(columns[column]);
  }

  @Override
  public double doubleAt(int column) {
    return event.doubleAt(columns[column]);
  }

  @Override
  public String textAt(int column) {
    return event.textAt(columns[column]);
  }
}
