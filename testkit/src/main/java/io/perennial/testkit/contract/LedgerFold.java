// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.contract;

import io.perennial.domain.AsOf;
import io.perennial.lake.ColumnType;
import io.perennial.lake.EventRow;
import io.perennial.lake.Field;
import io.perennial.lake.Fold;
import io.perennial.lake.RowWriter;
import java.util.List;

/**
 * A fold that reads a column of each type and whose values depend on the order of events to the
 * last bit.
 */
record LedgerFold() implements Fold<LedgerFold.Ledger> {

  /** What it knows of one key. */
  static final class Ledger {
    private long events;
    private long nulls;
    private long units;
    private long yes;
    private long lastSeen;
    private double balance;
    private double mean;
    private String trail = "";
    private String last = "";
  }

  @Override
  public List<String> reads() {
    return List.of("amount", "kind", "units", "ok", "seen_at", "money");
  }

  @Override
  public List<Field> writes() {
    return List.of(
        new Field("events", ColumnType.LONG),
        new Field("nulls", ColumnType.LONG),
        new Field("units", ColumnType.LONG),
        new Field("yes", ColumnType.LONG),
        new Field("last_seen", ColumnType.TIMESTAMP),
        new Field("balance", ColumnType.DOUBLE),
        new Field("mean", ColumnType.DOUBLE),
        new Field("ratio", ColumnType.DOUBLE),
        new Field("trail", ColumnType.STRING),
        new Field("last", ColumnType.STRING),
        new Field("any_yes", ColumnType.BOOLEAN));
  }

  @Override
  public Ledger start() {
    return new Ledger();
  }

  @Override
  public void add(Ledger ledger, EventRow event) {
    ledger.events++;
    for (int column = 0; column < 6; column++) {
      if (event.isNull(column)) {
        ledger.nulls++;
      }
    }
    if (!event.isNull(0)) {
      ledger.balance = ledger.balance * 0.99 + event.doubleAt(0);
      ledger.mean += (event.doubleAt(0) - ledger.mean) / ledger.events;
    }
    if (!event.isNull(5)) {
      ledger.balance += event.doubleAt(5);
    }
    ledger.last = event.textAt(1);
    ledger.trail =
        (event.isNull(1) ? "-" : event.textAt(1))
            + ledger.trail.substring(0, Math.min(12, ledger.trail.length()));
    ledger.units += event.longAt(2) * (event.atMicros() % 7 + event.key() % 5);
    ledger.yes += event.longAt(3);
    ledger.lastSeen = Math.max(ledger.lastSeen, event.longAt(4));
  }

  @Override
  public void read(Ledger ledger, AsOf asOf, RowWriter out) {
    out.setLong(0, ledger.events);
    out.setLong(1, ledger.nulls);
    out.setLong(2, ledger.units);
    out.setLong(3, ledger.yes);
    out.setLong(4, ledger.lastSeen);
    out.setDouble(5, ledger.balance);
    out.setDouble(6, ledger.mean);
    out.setDouble(7, ledger.events == 1 ? Double.NaN : ledger.balance / (ledger.events - 1));
    out.setText(8, ledger.trail);
    if (!ledger.last.isEmpty()) {
      out.setText(9, ledger.last);
    }
    out.setLong(10, ledger.yes > 0 ? 1 : 0);
  }
}
