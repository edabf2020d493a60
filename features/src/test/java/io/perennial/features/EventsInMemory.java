// SPDX-License-Identifier: Apache-2.0
package io.perennial.features;

import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import io.perennial.lake.EventRow;
import io.perennial.lake.Fold;
import io.perennial.lake.fold.Folder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Customers' events that a test writes down, and folds over them without an engine. */
final class EventsInMemory {

  static final long NO_ORDER = PurchaseHistory.NO_ORDER;

  /** One event; kind as in the view of customers' events. */
  record Event(long key, long micros, long kind, long order, double amount) {}

  private final List<Event> events = new ArrayList<>();

  EventsInMemory order(long key, String at, long order, double amount) {
    return add(new Event(key, micros(at), 1, order, amount));
  }

  EventsInMemory giveBack(long key, String at, long order, double amount) {
    return add(new Event(key, micros(at), 2, order, amount));
  }

  EventsInMemory other(long key, String at) {
    return add(new Event(key, micros(at), 0, NO_ORDER, Double.NaN));
  }

  EventsInMemory add(Event event) {
    events.add(event);
    return this;
  }

  List<Event> events() {
    return events;
  }

  EventsInMemory before(AsOf asOf) {
    EventsInMemory known = new EventsInMemory();
    events.stream().filter(event -> asOf.knows(event.micros())).forEach(known::add);
    return known;
  }

  Batch fold(Fold<?> fold, AsOf... asOfs) {
    Batch out = new Batch(Folder.fields(fold), 16);
    Folder<?> folder = new Folder<>(fold, List.of(asOfs), out);
    events.stream()
        .sorted(Comparator.comparingLong(Event::key).thenComparingLong(Event::micros))
        .forEach(event -> folder.add(new Row(event)));
    folder.end();
    return out;
  }

  /** A time such as 2026-01-31, its noon, or an instant. */
  static long micros(String at) {
    return AsOf.of(Instant.parse(at.length() == 10 ? at + "T12:00:00Z" : at)).micros();
  }

  private record Row(Event event) implements EventRow {
    @Override
    public long key() {
      return event.key();
    }

    @Override
    public long atMicros() {
      return event.micros();
    }

    @Override
    public boolean isNull(int column) {
      return column == 1 ? event.order() == NO_ORDER : column == 2 && Double.isNaN(event.amount());
    }

    @Override
    public long longAt(int column) {
      return column == 0 ? event.kind() : event.order();
    }

    @Override
    public double doubleAt(int column) {
      return event.amount();
    }

    @Override
    public String textAt(int column) {
      throw new IllegalArgumentException("Unknown text column: " + column);
    }
  }
}
