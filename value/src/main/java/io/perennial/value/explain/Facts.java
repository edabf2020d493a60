// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.explain;

import io.perennial.value.PurchaseHistory;
import java.util.List;

/**
 * The four facts that a buy-till-you-die model knows of a customer, in a form in which any mix of
 * two customers' facts is a history again: the last purchase as a share of the age. A customer
 * without a repeat purchase has neither that share nor a mean spend; where a mix would need it, it
 * is the other's.
 *
 * @param repeats x
 * @param recencyWeeks t_x, as seen at the age of {@code seenAt}
 * @param seenAt T of whom the recency is
 * @param ageWeeks T
 * @param meanSpend 0 where not known
 * @param rhythm the owner's sum of the logarithms of his intervals
 */
record Facts(
    int repeats,
    double recencyWeeks,
    double seenAt,
    double ageWeeks,
    double meanSpend,
    double rhythm) {

  static final int REPEATS = 0;
  static final int SILENCE = 1;
  static final int AGE = 2;
  static final int SPEND = 3;

  /** The facts' names, in the order of their numbers. */
  static final List<String> NAMES =
      List.of(
          "history.repeats", "history.silence_weeks", "history.age_weeks", "history.mean_spend");

  static Facts of(PurchaseHistory history, double meanSpend, double rhythm) {
    return new Facts(
        history.repeats(),
        history.recencyWeeks(),
        history.ageWeeks(),
        history.ageWeeks(),
        history.repeats() > 0 ? meanSpend : 0,
        rhythm);
  }

  /** This customer's facts where {@code kept} has their bit, else those of {@code other}. */
  Facts mixed(Facts other, int kept) {
    Facts buyer = has(kept, REPEATS) ? this : other;
    Facts old = has(kept, AGE) ? this : other;
    Facts silent = repeatsOf(other, has(kept, SILENCE));
    Facts spender = repeatsOf(other, has(kept, SPEND));
    return new Facts(
        buyer.repeats,
        silent.recencyWeeks,
        silent.seenAt,
        old.ageWeeks,
        buyer.repeats > 0 ? spender.meanSpend : 0,
        buyer.rhythm);
  }

  /** Whoever of the two is wanted, if he has a repeat purchase, else the other. */
  private Facts repeatsOf(Facts other, boolean own) {
    boolean decided = repeats > 0 && other.repeats > 0;
    return (decided ? own : repeats > 0) ? this : other;
  }

  private static boolean has(int kept, int fact) {
    return (kept >> fact & 1) == 1;
  }

  /** The history that these facts make. */
  PurchaseHistory history() {
    if (repeats == 0) {
      return PurchaseHistory.boughtOnce(ageWeeks);
    }
    if (seenAt == ageWeeks) {
      return new PurchaseHistory(repeats, recencyWeeks, ageWeeks);
    }
    double share = seenAt > 0 ? recencyWeeks / seenAt : 1;
    return new PurchaseHistory(repeats, Math.min(ageWeeks, share * ageWeeks), ageWeeks);
  }

  /**
   * The same with another value of a fact; see {@link Inputs#with}.
   *
   * @param usualShare of the age at which the last purchase of repeat buyers is
   */
  Facts with(int fact, double value, double usualShare) {
    if (Double.compare(value, value(fact)) == 0) {
      return this;
    }
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "Invalid " + NAMES.get(fact) + ": " + value + " (must be finite)");
    }
    switch (fact) {
      case REPEATS -> {
        int count = (int) Math.max(0, Math.min(Integer.MAX_VALUE, Math.rint(value)));
        double last = repeats == 0 ? usualShare * ageWeeks : recencyWeeks;
        return new Facts(count, count == 0 ? 0 : last, ageWeeks, ageWeeks, meanSpend, rhythm);
      }
      case SILENCE -> {
        double last = repeats == 0 ? 0 : Math.max(0, Math.min(ageWeeks, ageWeeks - value));
        return new Facts(repeats, last, ageWeeks, ageWeeks, meanSpend, rhythm);
      }
      case AGE -> {
        return new Facts(repeats, recencyWeeks, ageWeeks, Math.max(0, value), meanSpend, rhythm);
      }
      default -> {
        double mean = repeats > 0 ? value : 0;
        return new Facts(repeats, recencyWeeks, ageWeeks, ageWeeks, mean, rhythm);
      }
    }
  }

  /** What fact {@code fact} says; NaN for a mean spend that is not known. */
  double value(int fact) {
    return switch (fact) {
      case REPEATS -> repeats;
      case SILENCE -> history().silenceWeeks();
      case AGE -> ageWeeks;
      default -> repeats > 0 && meanSpend > 0 ? meanSpend : Double.NaN;
    };
  }
}
