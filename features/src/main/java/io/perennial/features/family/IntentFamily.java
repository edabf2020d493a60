// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.family;

import io.perennial.domain.AsOf;
import io.perennial.domain.EventType;
import io.perennial.features.LocalDays;
import io.perennial.features.dictionary.FeatureDefinition;
import io.perennial.features.dictionary.Kept;
import io.perennial.features.dictionary.Unit;
import io.perennial.lake.EventRow;
import io.perennial.lake.RowWriter;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;

/**
 * What a customer seems to be about to buy: looking, searching, filling a cart, and not ordering.
 * Cart events are one episode while no day lies between two of them and no order. An episode is
 * abandoned when no order came within 24 hours of its last event.
 */
final class IntentFamily implements FeatureFamily<IntentFamily.State> {
  private static final long serialVersionUID = 1;

  private static final long DAY = 86_400_000_000L;
  private static final double HALF_LIFE = 7.0 * DAY;

  private static final double SEARCH_WEIGHT = 2;
  private static final double CART_WEIGHT = 5;

  private static final int ORDER = EventCodes.of(EventType.ORDER);
  private static final int SEARCH = EventCodes.of(EventType.SEARCH);
  private static final int CART = EventCodes.of(EventType.CART);

  private final LocalDays days;

  IntentFamily(ZoneId zone) {
    days = new LocalDays(zone);
  }

  @Override
  public String name() {
    return "intent";
  }

  @Override
  public List<FeatureDefinition> features() {
    return new Columns(
            name(), EventType.ORDER, EventType.PRODUCT_VIEW, EventType.SEARCH, EventType.CART)
        .count(
            "views_since_order",
            "products looked at since the last order",
            Unit.COUNT,
            FeatureDefinition.NEVER,
            Kept.BOUNDED,
            "product views after the last order, or all")
        .count(
            "searches_since_order",
            "searches since the last order",
            Unit.COUNT,
            FeatureDefinition.NEVER,
            Kept.BOUNDED,
            "searches after the last order, or all")
        .count(
            "carts_since_order",
            "things put into the cart since the last order",
            Unit.COUNT,
            FeatureDefinition.NEVER,
            Kept.BOUNDED,
            "cart events after the last order, or all")
        .number(
            "intent_since_order",
            "how much speaks for an order soon: looking 1, searching 2, filling the cart 5, halved each 7 days",
            Unit.SCORE,
            FeatureDefinition.NEVER,
            Kept.BOUNDED,
            "decayed sum of weights since the last order, half-life 7 days")
        .count(
            "cart_episodes",
            "times the customer filled a cart",
            Unit.COUNT,
            FeatureDefinition.NEVER,
            Kept.BOUNDED,
            "runs of cart events, no day and no order between them")
        .count(
            "carts_abandoned",
            "times a cart was filled and nothing ordered within a day",
            Unit.COUNT,
            FeatureDefinition.NEVER,
            Kept.BOUNDED,
            "cart episodes without an order within 24 hours")
        .number(
            "cart_abandonment",
            "share of filled carts that were abandoned",
            Unit.SHARE,
            "without a cart that is over",
            Kept.BOUNDED,
            "carts_abandoned over cart episodes that are over")
        .count(
            "days_since_abandoned_cart",
            "days since the last abandoned cart was filled",
            Unit.DAYS,
            "without an abandoned cart",
            Kept.BOUNDED,
            "days since the last event of the last abandoned episode")
        .number(
            "views_per_order",
            "products looked at before an order",
            Unit.RATIO,
            "without an order",
            Kept.BOUNDED,
            "product views before the last order over orders")
        .list();
  }

  @Override
  public List<String> reads() {
    return List.of("order_key");
  }

  @Override
  public State start() {
    return new State();
  }

  @Override
  public void add(State state, int type, EventRow event) {
    long at = event.atMicros();
    if (type == ORDER) {
      if (state.starts.begins(at, !event.isNull(0), event.longAt(0))) {
        state.order(at);
      }
    } else if (type == CART) {
      state.cart(at);
      state.weigh(at, CART_WEIGHT);
    } else if (type == SEARCH) {
      state.searches++;
      state.weigh(at, SEARCH_WEIGHT);
    } else {
      state.views++;
      state.weigh(at, 1);
    }
  }

  @Override
  public void read(State state, AsOf asOf, RowWriter out) {
    boolean over = state.isOpen && asOf.micros() - state.lastCart > DAY;
    long abandoned = state.abandoned + (over ? 1 : 0);
    long ended = state.ended + (over ? 1 : 0);
    out.setLong(0, state.views);
    out.setLong(1, state.searches);
    out.setLong(2, state.carts);
    out.setDouble(3, state.scoreAt(asOf.micros()));
    out.setLong(4, state.episodes);
    out.setLong(5, abandoned);
    out.setDouble(6, (double) abandoned / ended);
    if (abandoned > 0) {
      long last = over ? state.lastCart : state.lastAbandoned;
      out.setLong(7, days.of(asOf.micros() - 1) - days.of(last));
    }
    out.setDouble(8, (double) state.viewsBeforeOrders / state.orders);
  }

  private static double decay(long micros) {
    return StrictMath.exp(-StrictMath.log(2) * micros / HALF_LIFE);
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    state.starts.write(out);
    for (long number :
        new long[] {
          state.views, state.searches, state.carts, state.orders, state.viewsBeforeOrders,
          state.scoredAt, state.episodes, state.abandoned, state.ended, state.lastCart,
          state.lastAbandoned
        }) {
      out.writeLong(number);
    }
    out.writeDouble(state.score);
    out.writeBoolean(state.isOpen);
  }

  @Override
  public State restore(DataInput in) throws IOException {
    State state = new State();
    state.starts = OrderStarts.restore(in);
    state.views = in.readLong();
    state.searches = in.readLong();
    state.carts = in.readLong();
    state.orders = in.readLong();
    state.viewsBeforeOrders = in.readLong();
    state.scoredAt = in.readLong();
    state.episodes = in.readLong();
    state.abandoned = in.readLong();
    state.ended = in.readLong();
    state.lastCart = in.readLong();
    state.lastAbandoned = in.readLong();
    state.score = in.readDouble();
    state.isOpen = in.readBoolean();
    return state;
  }

  /** What is kept of one customer. */
  static final class State {
    private OrderStarts starts = new OrderStarts();
    private long views;
    private long searches;
    private long carts;
    private long orders;
    private long viewsBeforeOrders;
    private double score;
    private long scoredAt;
    private long episodes;
    private long abandoned;
    private long ended;
    private boolean isOpen;
    private long lastCart;
    private long lastAbandoned;

    private void order(long at) {
      end(at, true);
      orders++;
      viewsBeforeOrders += views;
      views = 0;
      searches = 0;
      carts = 0;
      score = 0;
      scoredAt = at;
    }

    private void cart(long at) {
      end(at, false);
      if (!isOpen) {
        isOpen = true;
        episodes++;
      }
      lastCart = at;
      carts++;
    }

    /** Ends an open episode where its day is over, or an order comes. */
    private void end(long at, boolean ordered) {
      if (!isOpen) {
        return;
      }
      boolean late = at - lastCart > DAY;
      if (late) {
        abandoned++;
        lastAbandoned = lastCart;
      }
      if (late || ordered) {
        ended++;
        isOpen = false;
      }
    }

    private void weigh(long at, double weight) {
      score = scoreAt(at) + weight;
      scoredAt = at;
    }

    private double scoreAt(long at) {
      return score == 0 ? 0 : score * decay(at - scoredAt);
    }
  }
}
