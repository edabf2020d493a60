// SPDX-License-Identifier: Apache-2.0
package io.perennial.features;

import io.perennial.lake.EventRow;

/** The event that a fold stands at, with some of its columns, in another order. */
public final class MappedRow implements EventRow {

  /** Stands at no event. */
  private static final EventRow NONE = new MappedRow(new int[0]);

  private final int[] columns;
  private EventRow event = NONE;

  /**
   * Stands at no event yet.
   *
   * @param columns for each column of the row, that of the fold
   */
  public MappedRow(int[] columns) {
    this.columns = columns;
  }

  /** Shows the next event. */
  public void standAt(EventRow next) {
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
