// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.aggregate;

import io.perennial.domain.EventType;
import io.perennial.features.family.EventCodes;
import io.perennial.lake.EventRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Random events of one customer, with all columns that features read. */
final class History {

  private static final long DAY = 86_400_000_000L;

  /** Midnight in São Paulo came twice, or not at all, where clocks changed until 2019. */
  static final long FROM = 1_500_000_000_000_000L;

  private static final EventType[] TYPES = {
    EventType.ORDER,
    EventType.ORDER,
    EventType.ORDER,
    EventType.RETURN,
    EventType.PAGE_VIEW,
    EventType.PRODUCT_VIEW,
    EventType.CART,
    EventType.SEARCH,
    EventType.EMAIL_SENT,
    EventType.EMAIL_OPEN,
    EventType.TICKET_OPENED,
    EventType.TICKET_CLOSED,
    EventType.SURVEY,
    EventType.DEVICE_READING,
    EventType.STORE_VISIT
  };

  /**
   * One event.
   *
   * @param type null where it is not known
   * @param columns numbers and texts by name; a missing one is not there
   */
  record Event(long micros, long id, Optional<EventType> type, Map<String, Object> columns) {
    Optional<String> text(String column) {
      Object value = columns.get(column);
      return Optional.ofNullable(value).map(Object::toString);
    }

    double number(String column) {
      return columns.get(column) instanceof Double number ? number : Double.NaN;
    }
  }

  private History() {}

  /** Up to {@code most} events in some two years, in order; among them ties and bursts. */
  static List<Event> random(SplittableRandom random, int most) {
    List<Event> events = new ArrayList<>();
    int n = random.nextInt(most + 1);
    long span = DAY * (1 + random.nextInt(700));
    long at = FROM;
    for (int i = 0; i < n; i++) {
      switch (random.nextInt(4)) {
        case 0 -> at += 0;
        case 1 -> at += random.nextLong(7_200_000_000L);
        default -> at = FROM + random.nextLong(span);
      }
      events.add(event(random, at, i));
    }
    return sorted(events);
  }

  static List<Event> sorted(List<Event> events) {
    return events.stream()
        .sorted(Comparator.comparingLong(Event::micros).thenComparingLong(Event::id))
        .toList();
  }

  static Event event(SplittableRandom random, long at, long id) {
    Map<String, Object> columns = new HashMap<>();
    Optional<EventType> type =
        random.nextInt(20) == 0
            ? Optional.empty()
            : Optional.of(TYPES[random.nextInt(TYPES.length)]);
    if (random.nextInt(6) > 0) {
      columns.put("amount", amount(random));
    }
    columns.put("quantity", (double) random.nextInt(5));
    if (random.nextInt(3) == 0) {
      columns.put("discount", random.nextInt(4) * 0.25);
    }
    if (random.nextInt(2) == 0) {
      columns.put("cost", Math.round(random.nextDouble(30) * 1e4) / 1e4);
    }
    if (random.nextInt(2) == 0) {
      columns.put("score", random.nextInt(10) == 0 ? Double.NaN : random.nextDouble(-5, 11));
    }
    text(random, columns, "channel", "web", "store", "mobile_app");
    text(random, columns, "category", "shoes", "hats", "coats", "é日本");
    text(random, columns, "brand", "acme", "own", "zeta");
    text(random, columns, "campaign", "spring", "fall");
    text(random, columns, "payment", "card", "cash");
    text(random, columns, "device", "phone", "desk");
    text(random, columns, "properties.gift", "true", "false");
    text(random, columns, "properties.weight", "1.5", "2", "heavy", "-3");
    columns.put("order_key", (long) random.nextInt(12));
    columns.put("product_key", random.nextLong());
    columns.put(
        "kind",
        type.filter(t -> t == EventType.RETURN).isPresent() && random.nextInt(5) == 0 ? 3L : 0L);
    return new Event(at, id, type, columns);
  }

  private static double amount(SplittableRandom random) {
    return switch (random.nextInt(12)) {
      case 0 -> Double.NaN;
      case 1 -> Double.POSITIVE_INFINITY;
      case 2 -> 1e300;
      case 3 -> -random.nextDouble(20);
      default -> Math.round(random.nextDouble(100) * 1e4) / 1e4;
    };
  }

  private static void text(
      SplittableRandom random, Map<String, Object> columns, String name, String... values) {
    int i = random.nextInt(values.length + 1);
    if (i < values.length) {
      columns.put(name, values[i]);
    }
  }

  /** An event as a fold reads it: computed columns are computed in Java. */
  static final class Row implements EventRow {
    private final List<String> reads;
    private final Map<String, ComputedColumn> computed = new HashMap<>();
    private Event event;

    Row(List<String> reads, List<ComputedColumn> computed, Event first) {
      this.reads = reads;
      computed.forEach(column -> this.computed.put(column.name(), column));
      event = first;
    }

    Row standAt(Event next) {
      event = next;
      return this;
    }

    @Override
    public long key() {
      return 1;
    }

    @Override
    public long atMicros() {
      return event.micros();
    }

    @Override
    public boolean isNull(int column) {
      String name = reads.get(column);
      if (name.equals(EventCodes.COLUMN)) {
        return event.type().isEmpty();
      }
      if (computed.get(name) instanceof ComputedColumn.Text text) {
        return new ComputedValues(event::text).text(text).isEmpty();
      }
      return !event.columns().containsKey(name);
    }

    @Override
    public long longAt(int column) {
      String name = reads.get(column);
      if (name.equals(EventCodes.COLUMN)) {
        return event.type().map(EventCodes::of).orElse(0);
      }
      if (computed.get(name) instanceof ComputedColumn.Conditions conditions) {
        return new ComputedValues(event::text).conditions(conditions);
      }
      return event.columns().get(name) instanceof Long value ? value : 0;
    }

    @Override
    public double doubleAt(int column) {
      String name = reads.get(column);
      if (computed.get(name) instanceof ComputedColumn.Measure measure) {
        return new ComputedValues(event::text).measure(measure);
      }
      return event.number(name);
    }

    @Override
    public String textAt(int column) {
      String name = reads.get(column);
      if (computed.get(name) instanceof ComputedColumn.Text text) {
        return new ComputedValues(event::text).text(text).orElse("");
      }
      return event.text(name).orElse("");
    }
  }
}
