// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.allocate;

import io.perennial.math.parallel.Chunks;
import java.util.List;

/**
 * Why each customer is given what it is given, coded: a limit's index times two (one more where the
 * limit is a floor), or a number below 0 for what needs no limit.
 */
final class Reasons {

  private static final int CHUNK = 8_192;
  private static final short BEST = -1;
  private static final short NOT_ELIGIBLE = -2;
  private static final short NOT_WORTH = -3;
  private static final short LEFT_OVER = -4;

  private final Instance instance;
  private final double[] prices;
  private final byte[] choice;
  private final double[] uses;

  Reasons(Instance instance, double[] prices, byte[] choice, double[] uses) {
    this.instance = instance;
    this.prices = prices;
    this.choice = choice;
    this.uses = uses;
  }

  /** What {@code code} means. */
  static Reason reason(short code, List<Limit> limits) {
    if (code < 0) {
      return new Reason(
          switch (code) {
            case BEST -> Reason.Kind.BEST;
            case NOT_ELIGIBLE -> Reason.Kind.NOT_ELIGIBLE;
            case NOT_WORTH -> Reason.Kind.NOT_WORTH_ITS_COST;
            default -> Reason.Kind.LEFT_OVER;
          },
          "");
    }
    String limit = limits.get(code / 2).name();
    return new Reason(code % 2 == 0 ? Reason.Kind.LIMIT : Reason.Kind.FLOOR, limit);
  }

  /** Writes codes and best alternatives of all customers. */
  void write(short[] codes, byte[] alternatives) {
    Chunks.forEach(
        choice.length,
        CHUNK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            int alternative = best(instance.offers(), i, choice[i]);
            alternatives[i] = (byte) alternative;
            codes[i] = code(i, alternative);
          }
        });
  }

  /** The eligible choice of greatest net value other than {@code but}; nothing at worst. */
  private static int best(Offers offers, int customer, int but) {
    int best = Offers.NOTHING;
    double most = but == Offers.NOTHING ? Double.NEGATIVE_INFINITY : 0;
    for (long left = offers.eligible(customer); left != 0; left &= left - 1) {
      int a = Long.numberOfTrailingZeros(left);
      double net = offers.net(customer, a);
      if (a != but && net > most) {
        most = net;
        best = a;
      }
    }
    return best;
  }

  private short code(int customer, int alternative) {
    int now = choice[customer];
    Offers offers = instance.offers();
    double net = offers.net(customer, now);
    if (instance.all().eligible(customer) == 0) {
      return NOT_ELIGIBLE;
    }
    if (offers.net(customer, alternative) > net) {
      return limit(customer, now, alternative);
    }
    int wanted = best(instance.all(), customer, now);
    if (wanted != alternative && instance.all().net(customer, wanted) > net) {
      return (short) (2 * instance.floor(customer, wanted) + 1);
    }
    return now == Offers.NOTHING ? NOT_WORTH : BEST;
  }

  /** The limit whose price is most of what the better choice would cost, or that has no room. */
  private short limit(int customer, int now, int wanted) {
    Rows rows = instance.rows();
    int most = Instance.NO_LIMIT;
    double dearest = 0;
    int full = Instance.NO_LIMIT;
    for (int r = 0; r < rows.count(); r++) {
      double more =
          rows.use(r, instance.offers(), customer, wanted)
              - rows.use(r, instance.offers(), customer, now);
      if (prices[r] * more > dearest) {
        dearest = prices[r] * more;
        most = rows.limitOf(r);
      }
      double room = rows.right(r) - uses[r];
      if (more - room > Repair.TOLERANCE * instance.scales()[r] && full == Instance.NO_LIMIT) {
        full = rows.limitOf(r);
      }
    }
    int limit = most != Instance.NO_LIMIT ? most : full;
    return limit == Instance.NO_LIMIT ? LEFT_OVER : (short) (2 * limit);
  }
}
