// SPDX-License-Identifier: Apache-2.0
package io.perennial.examples;

import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.EventRow;
import io.perennial.lake.Field;
import io.perennial.lake.Fold;
import io.perennial.lake.Folding;
import io.perennial.lake.RowWriter;
import java.io.Serial;
import java.time.LocalDate;
import java.util.List;

/**
 * What one customer's events come to, as known at several instants: written once, an event at a
 * time, and run over the lake on any engine with the same bits.
 */
public final class FoldOfYourOwn {

  private FoldOfYourOwn() {}

  /** Works in the folder that is named, which must be empty or new. */
  public static void main(String[] args) throws Exception {
    try (ExampleLake example = new ExampleLake(ExampleFolder.of(args))) {
      example.order("orders of 2024", 2024);
      example.engine().view("events", example.events().scan());
      List<AsOf> quarters =
          List.of(AsOf.startOf(LocalDate.of(2024, 4, 1)), AsOf.startOf(LocalDate.of(2024, 7, 1)));
      try (Batches rows =
          example.engine().fold(Folding.ofEvents(new Rhythm(), "events", quarters))) {
        while (rows.next()) {
          print(rows.batch());
        }
      }
    }
  }

  private static void print(Batch batch) {
    for (int row = 0; row < batch.rows(); row++) {
      System.out.printf(
          "customer %d as of %s: %d orders, worth %.2f, %.1f days between them%n",
          batch.longs(0)[row],
          new AsOf(batch.longs(1)[row]),
          batch.longs(2)[row],
          batch.doubles(3)[row],
          batch.doubles(4)[row]);
    }
  }

  /** How often somebody orders, and for how much. */
  static final class Rhythm implements Fold<Rhythm.State> {

    @Serial private static final long serialVersionUID = 1;

    private static final double MICROS_PER_DAY = 8.64e10;

    /** What is known of one customer so far. */
    static final class State {
      private long orders;
      private double worth;
      private long first;
      private long last;
    }

    @Override
    public List<String> reads() {
      return List.of("type", "amount");
    }

    @Override
    public List<Field> writes() {
      return List.of(
          new Field("orders", ColumnType.LONG),
          new Field("worth", ColumnType.DOUBLE),
          new Field("days_between", ColumnType.DOUBLE));
    }

    @Override
    public State start() {
      return new State();
    }

    @Override
    public void add(State state, EventRow event) {
      if (event.textAt(0).equals("order")) {
        state.first = state.orders == 0 ? event.atMicros() : state.first;
        state.last = event.atMicros();
        state.orders++;
        state.worth += event.doubleAt(1);
      }
    }

    @Override
    public void read(State state, AsOf asOf, RowWriter out) {
      out.setLong(0, state.orders);
      out.setDouble(1, state.worth);
      // one order has no rhythm: what is not set is null
      if (state.orders > 1) {
        out.setDouble(2, (state.last - state.first) / MICROS_PER_DAY / (state.orders - 1));
      }
    }
  }
}
