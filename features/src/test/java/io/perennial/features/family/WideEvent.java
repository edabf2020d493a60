// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.family;

import io.perennial.domain.EventType;
import io.perennial.lake.EventRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** One event of one customer with the columns of the wide view, for tests. */
record WideEvent(long id, long micros, Optional<EventType> type, Map<String, Object> columns) {

  static final long DAY = 86_400_000_000L;

  private static final List<String> CHANNELS = List.of("web", "store", "mobile_app", "email");
  private static final List<String> WORDS = List.of("a", "b", "c", "d", "ä", "e f");

  WideEvent {
    columns = Map.copyOf(columns);
  }

  /** A random one: at round times often, so that there are ties; columns missing now and then. */
  static WideEvent random(Random random, long id, int overDays) {
    long at =
        random.nextInt(4) == 0
            ? random.nextInt(overDays) * DAY
            : random.nextInt(3) == 0
                ? random.nextInt(overDays * 24) * (DAY / 24)
                : random.nextLong(overDays * DAY);
    EventType[] types = EventType.values();
    boolean usual = random.nextInt(3) > 0;
    List<EventType> frequent =
        List.of(
            EventType.ORDER,
            EventType.ORDER,
            EventType.PRODUCT_VIEW,
            EventType.CART,
            EventType.EMAIL_SENT,
            EventType.EMAIL_OPEN,
            EventType.TICKET_OPENED,
            EventType.TICKET_CLOSED);
    EventType type =
        usual ? frequent.get(random.nextInt(frequent.size())) : types[random.nextInt(types.length)];
    boolean known = random.nextInt(30) > 0;
    Map<String, Object> columns = new HashMap<>();
    long kind = type == EventType.ORDER ? 1 : type == EventType.RETURN ? 2 : 0;
    columns.put("kind", known ? kind : 0L);
    if (known) {
      columns.put("type", (long) EventCodes.of(type));
    }
    key(columns, random, "order_key", 12);
    key(columns, random, "product_key", 6);
    key(columns, random, "session_key", 6);
    key(columns, random, "ticket_key", 3);
    text(columns, random, "channel", CHANNELS);
    for (String word :
        List.of("source", "category", "brand", "campaign", "payment", "device", "product")) {
      text(columns, random, word, WORDS);
    }
    number(columns, random, "amount", 200);
    number(columns, random, "quantity", 5);
    number(columns, random, "discount", 50);
    number(columns, random, "cost", 100);
    number(columns, random, "score", 10);
    return new WideEvent(id, at, known ? Optional.of(type) : Optional.empty(), columns);
  }

  private static void key(Map<String, Object> columns, Random random, String name, int keys) {
    if (random.nextInt(4) > 0) {
      columns.put(name, 1_000_003L * random.nextInt(keys));
    }
  }

  private static void text(
      Map<String, Object> columns, Random random, String name, List<String> words) {
    if (random.nextInt(4) > 0) {
      columns.put(name, words.get(random.nextInt(words.size())));
    }
  }

  private static void number(Map<String, Object> columns, Random random, String name, int most) {
    switch (random.nextInt(12)) {
      case 0 -> columns.put(name, Double.POSITIVE_INFINITY);
      case 1 -> columns.put(name, -random.nextInt(most) / 4.0);
      case 2, 3 -> {}
      default -> columns.put(name, random.nextInt(most * 4) / 4.0);
    }
  }

  boolean is(EventType wanted) {
    return type.filter(wanted::equals).isPresent();
  }

  boolean has(String column) {
    return columns.containsKey(column);
  }

  /** Empty where it is missing. */
  String text(String column) {
    return (String) columns.getOrDefault(column, "");
  }

  /** Not a number where it is missing. */
  double number(String column) {
    return (Double) columns.getOrDefault(column, Double.NaN);
  }

  /** Empty where it is missing. */
  Optional<Long> key(String column) {
    return Optional.ofNullable((Long) columns.get(column));
  }

  /** As the fold sees it, with columns in the order of {@code reads}. */
  EventRow row(long customer, List<String> reads) {
    return new EventRow() {
      @Override
      public long key() {
        return customer;
      }

      @Override
      public long atMicros() {
        return micros;
      }

      @Override
      public boolean isNull(int column) {
        return !columns.containsKey(reads.get(column));
      }

      @Override
      public long longAt(int column) {
        return (Long) columns.getOrDefault(reads.get(column), 0L);
      }

      @Override
      public double doubleAt(int column) {
        return (Double) columns.getOrDefault(reads.get(column), Double.NaN);
      }

      @Override
      public String textAt(int column) {
        return (String) columns.getOrDefault(reads.get(column), "");
      }
    };
  }
}
