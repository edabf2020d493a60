// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.allocate;

import io.perennial.math.parallel.Chunks;
import java.util.Arrays;

/**
 * A plan changed one customer at a time: first until it keeps to all rows, by the changes that cost
 * least at the prices found for what they mend; then for as long as a change wins value and keeps
 * to them. Mutable, for one thread at a time.
 */
final class Repair {

  /** By how much of its scale a row may be broken: what sums of many numbers round. */
  static final double TOLERANCE = 1e-11;

  private static final int CHUNK = 8_192;
  private static final int MOST_PASSES = 60;

  private final Offers offers;
  private final Rows rows;
  private final double[] scales;
  private final Pricing pricing;
  private final byte[] choice;
  private double[] uses;

  /** {@code choice} is changed in place. */
  Repair(Offers offers, Rows rows, double[] scales, Pricing pricing, byte[] choice) {
    this.offers = offers;
    this.rows = rows;
    this.scales = scales;
    this.pricing = pricing;
    this.choice = choice;
    this.uses = uses();
  }

  private double[] uses() {
    Totals totals = Totals.of(offers, i -> choice[i]);
    double[] sums = new double[rows.count()];
    Arrays.setAll(sums, r -> rows.use(r, totals));
    return sums;
  }

  /** Whether the plan keeps to all rows. */
  boolean feasible() {
    return broken(uses) == 0;
  }

  private double broken(double[] used) {
    double sum = 0;
    for (int r = 0; r < used.length; r++) {
      sum += excess(r, used[r]);
    }
    return sum;
  }

  private double excess(int row, double used) {
    double excess = (used - rows.right(row)) / scales[row];
    return excess > TOLERANCE ? excess : 0;
  }

  /** Changes customers until the plan keeps to all rows, or no single change mends anything. */
  boolean mend() {
    int most = 256;
    for (int pass = 0; pass < MOST_PASSES; pass++) {
      uses = uses();
      double before = broken(uses);
      if (before == 0) {
        return true;
      }
      double[] scores = new double[choice.length];
      byte[] changes = new byte[choice.length];
      Pricing broken = brokenRows();
      Chunks.forEach(
          choice.length,
          CHUNK,
          (from, to) -> {
            for (int i = from; i < to; i++) {
              scores[i] = cheapest(i, broken, changes);
            }
          });
      int[] order = lowest(scores, most);
      for (int i : order) {
        tryToMend(i, changes[i]);
        if (broken(uses) == 0) {
          break;
        }
      }
      double after = broken(uses);
      if (after > before * 0.5) {
        if (after >= before && order.length < most) {
          return false; // all that might mend were tried
        }
        most = (int) Math.min(choice.length, most * 8L);
      }
    }
    uses = uses();
    return feasible();
  }

  /** What is worth more the less it uses of the rows that are broken. */
  private Pricing brokenRows() {
    double[] weights = new double[rows.count()];
    Arrays.setAll(weights, r -> excess(r, uses[r]) > 0 ? 1 / scales[r] : 0);
    return Pricing.of(offers, rows, 0, weights);
  }

  private double cheapest(int customer, Pricing broken, byte[] changes) {
    int now = choice[customer];
    double worth = pricing.worth(customer, now);
    double use = broken.worth(customer, now);
    double least = Double.POSITIVE_INFINITY;
    for (int a = Offers.NOTHING; a < offers.actions().size(); a++) {
      if (a != now && offers.eligible(customer, a)) {
        double mended = broken.worth(customer, a) - use;
        if (mended > 0) {
          double score = (worth - pricing.worth(customer, a)) / mended;
          if (score < least) {
            least = score;
            changes[customer] = (byte) a;
          }
        }
      }
    }
    return least;
  }

  private void tryToMend(int customer, int action) {
    double[] changed = changed(customer, action);
    if (broken(changed) < broken(uses)) {
      uses = changed;
      choice[customer] = (byte) action;
    }
  }

  private double[] changed(int customer, int action) {
    double[] changed = uses.clone();
    for (int r = 0; r < changed.length; r++) {
      changed[r] +=
          rows.use(r, offers, customer, action) - rows.use(r, offers, customer, choice[customer]);
    }
    return changed;
  }

  /** Changes customers for whom that wins value and breaks nothing, the least waste first. */
  void fill() {
    for (int pass = 0; pass < 6; pass++) {
      uses = uses();
      double[] scores = new double[choice.length];
      Chunks.forEach(
          choice.length,
          CHUNK,
          (from, to) -> {
            for (int i = from; i < to; i++) {
              scores[i] = nearest(i);
            }
          });
      boolean won = false;
      for (int i : lowest(scores, 2_048)) {
        won |= improve(i);
      }
      if (!won) {
        return;
      }
    }
  }

  /** Changes customers two by two, where what one frees lets the other win more. */
  void exchange() {
    uses = uses();
    double[] scores = new double[choice.length];
    Chunks.forEach(
        choice.length,
        CHUNK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            scores[i] = indifference(i);
          }
        });
    new Exchange(offers, rows, scales, pricing, choice, uses).run(lowest(scores, 200));
  }

  private double indifference(int customer) {
    double worth = pricing.worth(customer, choice[customer]);
    double least = Double.POSITIVE_INFINITY;
    for (int a = Offers.NOTHING; a < offers.actions().size(); a++) {
      if (a != choice[customer] && offers.eligible(customer, a)) {
        least = Math.min(least, worth - pricing.worth(customer, a));
      }
    }
    return least;
  }

  private double nearest(int customer) {
    double least = Double.POSITIVE_INFINITY;
    for (int a = Offers.NOTHING; a < offers.actions().size(); a++) {
      if (a != choice[customer] && offers.eligible(customer, a)) {
        least = Math.min(least, waste(customer, a));
      }
    }
    return least;
  }

  /**
   * The share of what a change uses, at the prices found, that it does not win; infinite if none.
   */
  private double waste(int customer, int action) {
    double won = offers.net(customer, action) - offers.net(customer, choice[customer]);
    double lost = pricing.worth(customer, choice[customer]) - pricing.worth(customer, action);
    return won > 0 ? lost / Math.max(won + lost, 1e-9 * won) : Double.POSITIVE_INFINITY;
  }

  /** Gives the customer the choice that wins, fits and wastes least. */
  private boolean improve(int customer) {
    double least = Double.POSITIVE_INFINITY;
    int best = choice[customer];
    double[] used = uses;
    for (int a = Offers.NOTHING; a < offers.actions().size(); a++) {
      if (a != choice[customer] && offers.eligible(customer, a)) {
        double waste = waste(customer, a);
        if (waste < least) {
          double[] changed = changed(customer, a);
          if (broken(changed) == 0) {
            least = waste;
            best = a;
            used = changed;
          }
        }
      }
    }
    boolean won = best != choice[customer];
    choice[customer] = (byte) best;
    uses = used;
    return won;
  }

  /** The customers of the lowest finite scores, lowest first, at most about {@code most}. */
  static int[] lowest(double[] scores, int most) {
    double[] finite = Arrays.stream(scores).filter(Double::isFinite).toArray();
    if (finite.length == 0) {
      return new int[0];
    }
    double border = Double.POSITIVE_INFINITY;
    if (finite.length > most) {
      Arrays.parallelSort(finite);
      border = finite[most - 1];
    }
    int[] found = new int[Math.min(finite.length, most)];
    int count = 0;
    for (int below = 1; below >= 0; below--) { // those at the border only as far as there is room
      for (int i = 0; i < scores.length && count < found.length; i++) {
        boolean taken = below == 1 ? scores[i] < border : scores[i] == border;
        if (taken && Double.isFinite(scores[i])) {
          found[count++] = i;
        }
      }
    }
    return Arrays.stream(found, 0, count)
        .boxed()
        .sorted(
            (i, j) -> {
              int order = Double.compare(scores[i], scores[j]);
              return order != 0 ? order : Integer.compare(i, j);
            })
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
