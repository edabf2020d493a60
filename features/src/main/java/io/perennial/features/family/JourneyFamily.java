// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.family;

import io.perennial.domain.AsOf;
import io.perennial.domain.Channel;
import io.perennial.domain.EventType;
import io.perennial.features.dictionary.FeatureDefinition;
import io.perennial.features.dictionary.Kept;
import io.perennial.features.dictionary.Unit;
import io.perennial.lake.EventRow;
import io.perennial.lake.RowWriter;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By which ways a customer comes: first, last and favourite words, and changes between channels.
 */
final class JourneyFamily implements FeatureFamily<JourneyFamily.State> {
  private static final long serialVersionUID = 1;

  private static final long RESEARCH = 7 * 86_400_000_000L;

  private static final int ORDER = EventCodes.of(EventType.ORDER);

  private static final String NO_ORDER = "without an order that says it";

  @Override
  public String name() {
    return "journey";
  }

  @Override
  public List<FeatureDefinition> features() {
    return new Columns(name(), EventType.ORDER, EventType.PAGE_VIEW, EventType.PRODUCT_VIEW)
        .word(
            "first_order_channel",
            "channel of the first order",
            NO_ORDER,
            Kept.GROWING,
            "first channel of orders")
        .word(
            "last_order_channel",
            "channel of the last order",
            NO_ORDER,
            Kept.GROWING,
            "last channel of orders")
        .word(
            "favourite_channel",
            "channel of most orders",
            NO_ORDER,
            Kept.GROWING,
            "most frequent channel of orders; of several the last used")
        .word(
            "favourite_category",
            "category bought most often",
            NO_ORDER,
            Kept.GROWING,
            "most frequent category of order lines; of several the last bought")
        .word(
            "favourite_brand",
            "brand bought most often",
            NO_ORDER,
            Kept.GROWING,
            "most frequent brand of order lines; of several the last bought")
        .word(
            "favourite_payment",
            "way of paying most orders",
            NO_ORDER,
            Kept.GROWING,
            "most frequent payment_method of orders; of several the last used")
        .word(
            "favourite_device",
            "device used most often",
            "where no view or order says it",
            Kept.GROWING,
            "most frequent device of views and orders; of several the last used")
        .count(
            "channel_changes",
            "times an order came by another channel than the one before",
            Unit.COUNT,
            FeatureDefinition.NEVER,
            Kept.BOUNDED,
            "consecutive orders with different channels")
        .number(
            "channel_change_share",
            "share of orders that came by another channel than the one before",
            Unit.SHARE,
            "below two orders with a channel",
            Kept.BOUNDED,
            "channel_changes over pairs of consecutive orders with a channel")
        .number(
            "researched_store_order_share",
            "share of orders in a store that a visit online went before, by at most 7 days",
            Unit.SHARE,
            "without an order in a store",
            Kept.BOUNDED,
            "orders of channel store with a page or product view of another channel within 7 days")
        .list();
  }

  @Override
  public List<String> reads() {
    return List.of("order_key", "channel", "category", "brand", "payment", "device");
  }

  @Override
  public State start() {
    return new State();
  }

  @Override
  public void add(State state, int type, EventRow event) {
    String channel = event.textAt(1);
    state.devices.add(event.textAt(5));
    if (type != ORDER) {
      if (!isStore(channel)) {
        state.lastVisit = event.atMicros();
        state.visited = true;
      }
      return;
    }
    state.categories.add(event.textAt(2));
    state.brands.add(event.textAt(3));
    if (state.orders.begins(event.atMicros(), !event.isNull(0), event.longAt(0))) {
      state.payments.add(event.textAt(4));
      begin(state, channel, event.atMicros());
    }
  }

  private static void begin(State state, String channel, long micros) {
    if (channel.isEmpty()) {
      return;
    }
    String last = state.channels.last();
    if (last != null) {
      state.steps++;
      state.changes += last.equals(channel) ? 0 : 1;
    }
    state.channels.add(channel);
    if (isStore(channel)) {
      state.storeOrders++;
      state.researched += state.visited && micros - state.lastVisit <= RESEARCH ? 1 : 0;
    }
  }

  private static boolean isStore(String channel) {
    return channel.equals(Channel.STORE.word());
  }

  @Override
  public void read(State state, AsOf asOf, RowWriter out) {
    word(out, 0, state.channels.first());
    word(out, 1, state.channels.last());
    word(out, 2, state.channels.favourite());
    word(out, 3, state.categories.favourite());
    word(out, 4, state.brands.favourite());
    word(out, 5, state.payments.favourite());
    word(out, 6, state.devices.favourite());
    out.setLong(7, state.changes);
    out.setDouble(8, (double) state.changes / state.steps);
    out.setDouble(9, (double) state.researched / state.storeOrders);
  }

  private static void word(RowWriter out, int column, @Nullable String word) {
    if (word != null) {
      out.setText(column, word);
    }
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    state.orders.write(out);
    for (CountedWords words :
        List.of(state.channels, state.categories, state.brands, state.payments, state.devices)) {
      words.write(out);
    }
    out.writeLong(state.steps);
    out.writeLong(state.changes);
    out.writeLong(state.storeOrders);
    out.writeLong(state.researched);
    out.writeLong(state.lastVisit);
    out.writeBoolean(state.visited);
  }

  @Override
  public State restore(DataInput in) throws IOException {
    State state = new State();
    state.orders = OrderStarts.restore(in);
    state.channels = CountedWords.restore(in);
    state.categories = CountedWords.restore(in);
    state.brands = CountedWords.restore(in);
    state.payments = CountedWords.restore(in);
    state.devices = CountedWords.restore(in);
    state.steps = in.readLong();
    state.changes = in.readLong();
    state.storeOrders = in.readLong();
    state.researched = in.readLong();
    state.lastVisit = in.readLong();
    state.visited = in.readBoolean();
    return state;
  }

  /** What is kept of one customer. */
  static final class State {
    private OrderStarts orders = new OrderStarts();
    private CountedWords channels = new CountedWords();
    private CountedWords categories = new CountedWords();
    private CountedWords brands = new CountedWords();
    private CountedWords payments = new CountedWords();
    private CountedWords devices = new CountedWords();
    private long steps;
    private long changes;
    private long storeOrders;
    private long researched;
    private long lastVisit;
    private boolean visited;
  }
}
