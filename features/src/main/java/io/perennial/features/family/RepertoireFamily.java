// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.family;

import io.perennial.domain.AsOf;
import io.perennial.domain.EventType;
import io.perennial.features.LocalDays;
import io.perennial.features.LongInts;
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

/** Which products a customer keeps buying, and which are looked at and not bought; and prices. */
final class RepertoireFamily implements FeatureFamily<RepertoireFamily.State> {
  private static final long serialVersionUID = 1;

  private static final int ORDER = EventCodes.of(EventType.ORDER);
  private static final int LOOKED_BACK = 30;
  private static final int FEWEST_LINES = 5;

  /** Of few pieces, as most lines are of. */
  private static final double[] LOGS = new double[128];

  static {
    for (int pieces = 1; pieces < LOGS.length; pieces++) {
      LOGS[pieces] = StrictMath.log(pieces);
    }
  }

  private final LocalDays days;

  RepertoireFamily(ZoneId zone) {
    days = new LocalDays(zone);
  }

  @Override
  public String name() {
    return "repertoire";
  }

  @Override
  public List<FeatureDefinition> features() {
    return new Columns(name(), EventType.ORDER, EventType.PRODUCT_VIEW)
        .count(
            "products_bought",
            "different products bought",
            Unit.COUNT,
            FeatureDefinition.NEVER,
            Kept.GROWING,
            "distinct products of order lines")
        .number(
            "repeat_product_share",
            "share of order lines whose product was bought on an earlier day",
            Unit.SHARE,
            "without an order line with a product",
            Kept.GROWING,
            "order lines of a product bought on an earlier local day over order lines with a product")
        .count(
            "viewed_unbought_30d",
            "products looked at in the last 30 days and never bought",
            Unit.COUNT,
            FeatureDefinition.NEVER,
            Kept.GROWING,
            "distinct products viewed in 30 days before the day and on it, without an order line")
        .number(
            "price_sensitivity",
            "how much more is bought at a discount: pieces (log) per unit of discount",
            Unit.RATIO,
            "below five lines with pieces and price, or all at one discount",
            Kept.BOUNDED,
            "least-squares slope of log quantity on discount / (amount + discount), order lines")
        .list();
  }

  @Override
  public List<String> reads() {
    return List.of("product_key", "quantity", "amount", "discount");
  }

  @Override
  public State start() {
    return new State();
  }

  @Override
  public void add(State state, int type, EventRow event) {
    int day = (int) days.of(event.atMicros());
    boolean hasProduct = !event.isNull(0);
    if (type != ORDER) {
      if (hasProduct) {
        state.viewed.put(event.longAt(0), day);
      }
      return;
    }
    if (hasProduct) {
      state.lines++;
      int first = state.bought.get(event.longAt(0));
      if (first == LongInts.NONE) {
        state.bought.put(event.longAt(0), day);
      } else {
        state.repeats += day > first ? 1 : 0;
      }
    }
    state.price(event.doubleAt(1), event.doubleAt(2), event.doubleAt(3));
  }

  @Override
  public void read(State state, AsOf asOf, RowWriter out) {
    out.setLong(0, state.bought.size());
    out.setDouble(1, (double) state.repeats / state.lines);
    int from = (int) days.of(asOf.micros()) - LOOKED_BACK;
    out.setLong(2, state.viewed.since(from, state.bought));
    if (state.priced >= FEWEST_LINES) {
      double spread = state.squares - state.discounts * state.discounts / state.priced;
      double together = state.products - state.discounts * state.logs / state.priced;
      if (spread > 1e-9 * state.priced) {
        out.setDouble(3, together / spread);
      }
    }
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    state.bought.write(out);
    state.viewed.write(out);
    out.writeLong(state.lines);
    out.writeLong(state.repeats);
    out.writeLong(state.priced);
    out.writeDouble(state.discounts);
    out.writeDouble(state.logs);
    out.writeDouble(state.squares);
    out.writeDouble(state.products);
  }

  @Override
  public State restore(DataInput in) throws IOException {
    State state = new State();
    state.bought.restore(in);
    state.viewed.restore(in);
    state.lines = in.readLong();
    state.repeats = in.readLong();
    state.priced = in.readLong();
    state.discounts = in.readDouble();
    state.logs = in.readDouble();
    state.squares = in.readDouble();
    state.products = in.readDouble();
    return state;
  }

  /** What is kept of one customer. */
  static final class State {
    /** Products with the day on which each was first bought. */
    private final LongInts bought = new LongInts();

    /** Products with the day on which each was last looked at. */
    private final LongInts viewed = new LongInts();

    private long lines;
    private long repeats;
    private long priced;
    private double discounts;
    private double logs;
    private double squares;
    private double products;

    private static double log(double quantity) {
      int pieces = (int) quantity;
      return pieces == quantity && pieces < LOGS.length ? LOGS[pieces] : StrictMath.log(quantity);
    }

    private void price(double quantity, double amount, double discount) {
      double off = Double.isFinite(discount) ? Math.max(0, discount) : 0;
      double full = amount + off;
      boolean usable =
          Double.isFinite(quantity) && quantity > 0 && Double.isFinite(full) && full > 0;
      if (usable && amount >= 0) {
        double share = off / full;
        double log = log(quantity);
        priced++;
        discounts += share;
        logs += log;
        squares += share * share;
        products += share * log;
      }
    }
  }
}
