// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline;

import io.perennial.decide.allocate.Offers;
import io.perennial.domain.AsOf;

/**
 * What was decided for each customer of {@link Candidates}: what is worth most, but for a share of
 * customers who are never addressed and a share of decisions that are drawn. Probabilities are
 * those with which it was decided, given what was worth most: exact.
 */
final class Decided {

  /** How it was decided. */
  enum Kind {
    CHOSEN("chosen"),
    EXPLORED("explored"),
    HELD_OUT("held out"),
    SUPPRESSED("suppressed");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  private final Candidates candidates;
  private final int[] action;
  private final int[] best;
  private final Kind[] kinds;
  private final double explore;
  private final double holdOut;

  /**
   * Who is held out, drawn or suppressed, with what was drawn; for the others nothing yet.
   *
   * @param explore share of decisions that are drawn
   */
  Decided(Candidates candidates, Known known, DecideConfig config, double explore, AsOf asOf) {
    this.candidates = candidates;
    this.explore = explore;
    holdOut = config.holdOut();
    action = new int[candidates.size()];
    best = new int[candidates.size()];
    kinds = new Kind[candidates.size()];
    Draws draws = new Draws(config.salt());
    for (int c = 0; c < candidates.size(); c++) {
      long customer = known.customer(candidates.row(c));
      action[c] = Offers.NOTHING;
      best[c] = Offers.NOTHING;
      if (candidates.isSuppressed(c)) {
        kinds[c] = Kind.SUPPRESSED;
      } else if (config.holdsOut(customer)) {
        kinds[c] = Kind.HELD_OUT;
      } else if (draws.of("explore", customer, asOf) < explore) {
        kinds[c] = Kind.EXPLORED;
        action[c] = drawn(c, draws.of("which", customer, asOf));
      } else {
        kinds[c] = Kind.CHOSEN;
      }
    }
  }

  /** One of what is possible, nothing among it, each as likely. */
  private int drawn(int c, double chance) {
    long left = candidates.possible(c);
    int which = (int) (chance * (Long.bitCount(left) + 1));
    if (which == 0) {
      return Offers.NOTHING;
    }
    for (int k = 1; k < which; k++) {
      left &= left - 1;
    }
    return Long.numberOfTrailingZeros(left);
  }

  /** Says what is worth most for a customer: it is done, unless chance has decided. */
  void best(int c, int most) {
    best[c] = most;
    if (kinds[c] == Kind.CHOSEN) {
      action[c] = most;
    }
  }

  Kind kind(int c) {
    return kinds[c];
  }

  /** The action that was decided, or {@link Offers#NOTHING}. */
  int action(int c) {
    return action[c];
  }

  /** With which probability an action, or nothing, was to be decided. */
  double propensity(int c, int of) {
    boolean nothing = of == Offers.NOTHING;
    if (kinds[c] == Kind.SUPPRESSED) {
      return nothing ? 1 : 0;
    }
    double free =
        explore / (Long.bitCount(candidates.possible(c)) + 1) + (of == best[c] ? 1 - explore : 0);
    return (nothing ? holdOut : 0) + (1 - holdOut) * free;
  }
}
