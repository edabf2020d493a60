// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.domain.AsOf;
import io.perennial.domain.EventType;
import io.perennial.features.FeatureConfig;
import io.perennial.features.PurchaseRule;
import io.perennial.features.family.EventCodes;
import io.perennial.features.family.FeatureFold;
import io.perennial.features.family.FeatureState;
import io.perennial.lake.Batch;
import io.perennial.lake.EventRow;
import io.perennial.lake.fold.Folder;
import java.lang.management.ManagementFactory;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** All families as one fold, over customers of any size and amounts of any size. */
class WideFoldTest {

  private static final long DAY = 86_400_000_000L;
  private static final int DAYS = 730;
  private static final long BEGIN = 19_000 * DAY;
  private static final AsOf END = new AsOf(BEGIN + DAYS * DAY);

  private final FeatureFold fold =
      FeatureSet.of(new FeatureConfig(PurchaseRule.byDay(ZoneOffset.UTC), Optional.empty())).fold();

  /** The events of one customer, made as they are asked for: so many, evenly over two years. */
  private static final class Made implements EventRow {
    private static final EventType[] TYPES = {
      EventType.ORDER,
      EventType.PAGE_VIEW,
      EventType.PRODUCT_VIEW,
      EventType.EMAIL_SENT,
      EventType.EMAIL_OPEN,
      EventType.CART,
      EventType.TICKET_OPENED,
      EventType.TICKET_CLOSED,
      EventType.RETURN,
      EventType.SEARCH
    };
    private static final String[] WORDS = {"web", "store", "mobile_app", "a", "b"};

    private final List<String> reads;
    private final long key;
    private final long events;
    private final double amount;
    private long at;

    Made(List<String> reads, long key, long events, double amount) {
      this.reads = reads;
      this.key = key;
      this.events = events;
      this.amount = amount;
    }

    private EventType type() {
      return TYPES[(int) (at % TYPES.length)];
    }

    @Override
    public long key() {
      return key;
    }

    @Override
    public long atMicros() {
      return BEGIN + at * (DAYS * DAY / (events + 1));
    }

    @Override
    public boolean isNull(int column) {
      return false;
    }

    @Override
    public long longAt(int column) {
      return switch (reads.get(column)) {
        case "type" -> EventCodes.of(type());
        case "kind" -> type() == EventType.ORDER ? 1 : type() == EventType.RETURN ? 2 : 0;
        case "conditions_1" -> (at * 0x9E3779B97F4A7C15L) >>> 3;
        // an order, a product, a visit, a ticket comes again after so many
        default -> (at / TYPES.length) % 20;
      };
    }

    @Override
    public double doubleAt(int column) {
      return reads.get(column).equals("quantity") ? (double) (1 + at % 4) : amount;
    }

    @Override
    public String textAt(int column) {
      return WORDS[(int) (at % WORDS.length)];
    }
  }

  private FeatureState folded(Made events) {
    FeatureState state = fold.start();
    for (events.at = 0; events.at < events.events; events.at++) {
      fold.add(state, events);
    }
    return state;
  }

  @Test
  void
      a_customer_of_a_million_events_takes_seconds_and_no_more_room_than_its_days_times_its_keys() {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    Batch out = new Batch(Folder.fields(fold), 16);
    Folder<FeatureState> folder =
        new Folder<>(fold, List.of(new AsOf(BEGIN + DAY), new AsOf(BEGIN + 400 * DAY), END), out);
    // customers before and after it, of one event each; of none there is no row
    long[] sizes = {1, 1_000_000, 1};
    for (int key = 0; key < sizes.length; key++) {
      Made events = new Made(fold.reads(), key, sizes[key], 10);
      for (events.at = 0; events.at < events.events; events.at++) {
        folder.add(events);
      }
    }
    folder.end();
    double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;

    assertThat(out.rows()).isEqualTo(9);
    int purchases = out.index("purchases");
    assertThat(out.longs(purchases)[0]).isEqualTo(1);
    for (int column = 2; column < out.fields().size(); column++) {
      for (int row = 0; row < 3; row++) {
        assertThat(out.isNull(column, row))
            .as("%s of the first customer, of the last at %d", out.fields().get(column), row)
            .isEqualTo(out.isNull(column, row + 6));
      }
    }
    assertThat(seconds).as("seconds of the processor").isLessThan(5);

    int some = fold.encode(folded(new Made(fold.reads(), 1, 500_000, 10))).length;
    int many = fold.encode(folded(new Made(fold.reads(), 1, 1_500_000, 10))).length;
    assertThat(many).as("bytes of the state").isLessThan((int) (1.1 * some));
  }

  private Batch told(double... amounts) {
    Batch out = new Batch(Folder.fields(fold), 16);
    Folder<FeatureState> folder = new Folder<>(fold, List.of(END), out);
    for (int i = 0; i < amounts.length; i++) {
      Made events = new Made(fold.reads(), 1, 100, amounts[i]);
      // each an order, of its own day
      events.at = 10L * i;
      folder.add(events);
    }
    folder.end();
    return out;
  }

  @Test
  void money_that_a_sum_cannot_hold_is_missing_and_the_rest_is_told() {
    double huge = 9e13;
    Batch held = told(huge, huge, huge, huge, huge, huge, huge, huge, huge, huge);
    for (String sum : List.of("spend_total", "spend_365d")) {
      assertThat(held.doubles(held.index(sum))[0]).as(sum).isPositive();
    }
    assertThat(held.doubles(held.index("spend_total"))[0]).isEqualTo(9e14);

    // in whatever order: pluses and minuses do not make up for each other
    Batch over = told(huge, -huge, huge, -huge, huge, -huge, huge, -huge, huge, -huge, huge);

    for (String sum : List.of("spend_total", "spend_365d", "spend_mean")) {
      assertThat(over.isNull(over.index(sum), 0)).as(sum).isTrue();
    }
    assertThat(over.longs(over.index("orders_365d"))[0]).isPositive();
  }

  @Test
  void tickets_open_and_close_in_the_same_time_however_many_are_open() {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    FeatureState state = fold.start();
    int tickets = 500_000;
    for (int i = 0; i < 2 * tickets; i++) {
      // opened one after the other, closed from the newest back
      int number = i < tickets ? i : 2 * tickets - 1 - i;
      fold.add(state, new Ticket(fold.reads(), i, number, i < tickets));
    }
    double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
    Batch out = new Batch(fold.writes(), 1);
    out.addRow();
    fold.read(
        state,
        END,
        new io.perennial.lake.RowWriter() {
          @Override
          public void setLong(int column, long value) {
            out.setLong(column, 0, value);
          }

          @Override
          public void setDouble(int column, double value) {
            out.setDouble(column, 0, value);
          }

          @Override
          public void setText(int column, String value) {
            out.setText(column, 0, value);
          }
        });

    assertThat(out.longs(out.index("tickets_open"))[0]).isZero();
    assertThat(out.doubles(out.index("ticket_hours_longest"))[0])
        .isEqualTo((2 * tickets - 1) * 1e6 / 3_600e6);
    assertThat(seconds).as("seconds of the processor").isLessThan(5);
  }

  /** A ticket is opened or closed in the second {@code at}. */
  private record Ticket(List<String> reads, long at, long ticket, boolean opens)
      implements EventRow {

    @Override
    public long key() {
      return 1;
    }

    @Override
    public long atMicros() {
      return BEGIN + at * 1_000_000;
    }

    @Override
    public boolean isNull(int column) {
      return !reads.get(column).equals("type") && !reads.get(column).equals("ticket_key");
    }

    @Override
    public long longAt(int column) {
      return switch (reads.get(column)) {
        case "type" -> EventCodes.of(opens ? EventType.TICKET_OPENED : EventType.TICKET_CLOSED);
        case "ticket_key" -> ticket;
        default -> 0;
      };
    }

    @Override
    public double doubleAt(int column) {
      return Double.NaN;
    }

    @Override
    public String textAt(int column) {
      return "";
    }
  }
}
