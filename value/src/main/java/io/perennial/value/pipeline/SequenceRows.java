// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.domain.Channel;
import io.perennial.domain.EventType;
import io.perennial.features.LocalDays;
import io.perennial.features.PurchaseHistory;
import io.perennial.features.PurchaseRule;
import io.perennial.value.ladder.EventSequences;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * Lines of events, customer by customer in order of time, to sequences. Purchases are those that
 * histories count, net of returns; of other things, all of one kind on one local day are one event,
 * with its money in sum. A kind is a type and a channel. Of a customer the last events are kept,
 * and purchases to the last {@value #PURCHASES}. 16 bytes an event, and all lines of one customer.
 */
final class SequenceRows {

  /** Who bought oftener than that has a history that is told from here on. */
  static final int PURCHASES = 1_000;

  /** Products and categories share so many numbers, by a hash. */
  static final int PRODUCTS = 1 << 16;

  private static final double MICROS_PER_WEEK = 7 * 86_400e6;
  private static final int ORDER = 1;
  private static final int RETURN = 2;
  private static final int REVERSAL = 3;
  private static final List<EventType> TYPES = Arrays.asList(EventType.values());
  private static final List<String> CHANNEL_WORDS =
      Arrays.stream(Channel.values()).map(Channel::word).toList();
  private static final int CHANNELS = CHANNEL_WORDS.size() + 1;

  private final AsOf asOf;
  private final PurchaseRule rule;
  private final LocalDays days;
  private final int most;

  private final List<Line> lines = new ArrayList<>();
  private int customers;
  private int size;
  private int[] starts = new int[1024];
  private float[] weeks = new float[1024];
  private float[] amounts = new float[1024];
  private int[] kinds = new int[1024];
  private int[] products = new int[1024];

  /**
   * @param asOf all events are before it
   * @param most events that are kept besides purchases
   */
  SequenceRows(AsOf asOf, PurchaseRule rule, int most) {
    this.asOf = asOf;
    this.rule = rule;
    this.days = new LocalDays(rule.zone());
    this.most = most;
  }

  /**
   * A line of an event.
   *
   * @param micros when
   * @param kind by {@link SequenceRows#kind}
   * @param purchase 1 order, 2 return, 3 end of a reversed order, 0 anything else
   * @param order its order, by a hash; or {@link #NO_ORDER}
   * @param amount NaN for none
   * @param product within [0, {@value SequenceRows#PRODUCTS})
   */
  record Line(long micros, int kind, int purchase, long order, double amount, int product) {
    static final long NO_ORDER = PurchaseHistory.NO_ORDER;

    double size() {
      return Double.isNaN(amount) ? 0 : Math.abs(amount);
    }
  }

  /** What a type and a channel are together; words that are none of ours are as if not told. */
  static int kind(int type, String channel) {
    int where = 1 + CHANNEL_WORDS.indexOf(channel);
    return (type < 0 || type >= TYPES.size() ? TYPES.size() : type) * CHANNELS + where;
  }

  private static String word(int kind) {
    int type = kind / CHANNELS;
    int where = kind % CHANNELS;
    String what = type == TYPES.size() ? "unknown" : TYPES.get(type).word();
    return where == 0 ? what : what + ", " + CHANNEL_WORDS.get(where - 1);
  }

  /** The number of a product or category that has this hash; never 0, which is for none. */
  static int product(long hash) {
    return 1 + (int) Math.floorMod(hash, PRODUCTS - 1L);
  }

  /** A line of the customer at hand, not before the one added last. */
  void add(Line line) {
    lines.add(line);
  }

  /** No more lines of this customer. */
  void endCustomer() {
    List<Line> events = purchases();
    events.addAll(others());
    events.sort(Comparator.comparingLong(Line::micros).thenComparingInt(Line::kind));
    if (customers + 1 == starts.length) {
      starts = Arrays.copyOf(starts, 2 * customers + 2);
    }
    for (Line event : events) {
      append(event);
    }
    starts[++customers] = size;
    lines.clear();
  }

  /** The purchases that count, each with kind and product of its largest line. */
  private List<Line> purchases() {
    PurchaseHistory history = new PurchaseHistory(rule);
    List<Line> orders = new ArrayList<>();
    for (Line line : lines) {
      if (line.purchase() == ORDER) {
        history.order(line.micros(), line.order(), line.amount());
        orders.add(line);
      } else if (line.purchase() == RETURN) {
        history.giveBack(line.order(), line.amount());
      } else if (line.purchase() == REVERSAL) {
        history.reverse(line.order(), line.amount());
      }
    }
    long[] moments = history.moments();
    double[] money = history.amounts();
    List<Line> purchases = new ArrayList<>();
    int at = 0;
    for (int k = 0; k < moments.length; k++) {
      long until = k + 1 < moments.length ? moments[k + 1] : Long.MAX_VALUE;
      for (; at < orders.size() && orders.get(at).micros() < moments[k]; at++) {}
      Line largest = orders.get(Math.min(at, orders.size() - 1));
      for (; at < orders.size() && orders.get(at).micros() < until; at++) {
        largest = orders.get(at).size() > largest.size() ? orders.get(at) : largest;
      }
      if (k >= moments.length - PURCHASES) {
        purchases.add(
            new Line(
                moments[k], largest.kind(), ORDER, Line.NO_ORDER, money[k], largest.product()));
      }
    }
    return purchases;
  }

  /** All but orders and what ends them as if they had not been; the last ones. */
  private List<Line> others() {
    Map<Long, Line> events = new LinkedHashMap<>();
    for (Line line : lines) {
      if (line.purchase() != ORDER && line.purchase() != REVERSAL) {
        long key = days.of(line.micros()) * (TYPES.size() + 1) * CHANNELS + line.kind();
        events.merge(key, line, SequenceRows::together);
      }
    }
    List<Line> all = new ArrayList<>(events.values());
    all.sort(Comparator.comparingLong(Line::micros).thenComparingInt(Line::kind));
    return all.subList(Math.max(0, all.size() - most), all.size());
  }

  private static Line together(Line before, Line line) {
    double sum =
        (Double.isNaN(before.amount()) ? 0 : before.amount())
            + (Double.isNaN(line.amount()) ? 0 : line.amount());
    int product = line.size() > before.size() ? line.product() : before.product();
    return new Line(line.micros(), line.kind(), line.purchase(), line.order(), sum, product);
  }

  private void append(Line event) {
    if (size == weeks.length) {
      int room = (int) Math.min(2L * size, Integer.MAX_VALUE - 8);
      weeks = Arrays.copyOf(weeks, room);
      amounts = Arrays.copyOf(amounts, room);
      kinds = Arrays.copyOf(kinds, room);
      products = Arrays.copyOf(products, room);
    }
    weeks[size] = (float) ((asOf.micros() - event.micros()) / MICROS_PER_WEEK);
    amounts[size] = Double.isNaN(event.amount()) ? 0 : (float) event.amount();
    kinds[size] = event.kind();
    products[size] = event.product();
    size++;
  }

  /** Those of the customers so far, with the kinds that they have. */
  EventSequences sequences() {
    TreeSet<Integer> seen = new TreeSet<>();
    for (int e = 0; e < size; e++) {
      seen.add(kinds[e]);
    }
    List<Integer> codes = List.copyOf(seen);
    int[] places = new int[(TYPES.size() + 1) * CHANNELS];
    for (int k = 0; k < codes.size(); k++) {
      places[codes.get(k)] = k;
    }
    int[] kind = new int[size];
    Arrays.setAll(kind, e -> places[kinds[e]]);
    return new EventSequences(
        Arrays.copyOf(starts, customers + 1),
        Arrays.copyOf(weeks, size),
        Arrays.copyOf(amounts, size),
        kind,
        Arrays.copyOf(products, size),
        codes.stream().map(SequenceRows::word).toList(),
        PRODUCTS);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%,d customers, %,d events before %s", customers, size, asOf);
  }
}
