// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.history.Observed;
import io.perennial.value.history.PurchaseLog;
import io.perennial.value.history.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Lessons and rehearsals out of a log of purchases: what was known at an instant, and at earlier
 * instants before it. Nothing on or after an instant reaches what is known at it. Immutable.
 */
public final class LadderOrigins {

  private final PurchaseLog log;
  private final long end;
  private final long horizon;
  private final int count;

  private LadderOrigins(PurchaseLog log, long end, long horizon, int count) {
    this.log = log;
    this.end = end;
    this.horizon = horizon;
    this.count = count;
  }

  /**
   * Origins one horizon apart, none overlapping another.
   *
   * @param end the last tick that is known
   * @param horizon ticks ahead, > 0
   * @param count of earlier instants at most, >= 0
   */
  public static LadderOrigins of(PurchaseLog log, long end, long horizon, int count) {
    if (horizon <= 0 || count < 0) {
      throw new IllegalArgumentException(
          "Invalid origins: " + count + " of " + horizon + " ticks (must be >= 0, of > 0)");
    }
    return new LadderOrigins(log, end, horizon, count);
  }

  /** What is known at the end, and all lessons that were over by then. */
  public Lessons now() {
    return lessonsAt(end, count);
  }

  /**
   * Each earlier instant with all that could be learned by then, the latest first; those at which
   * nobody had bought are left out.
   */
  public List<Rehearsal> rehearsals() {
    List<Rehearsal> rehearsals = new ArrayList<>();
    for (int k = 1; k <= count; k++) {
      long origin = end - k * horizon;
      if (log.asOf(origin).customers() > 0) {
        LadderOrigins then = new LadderOrigins(log, origin, horizon, count - k);
        rehearsals.add(
            Rehearsal.of(Rehearsal.Kind.EARLIER, then.now(), labelled(log, origin, horizon)));
      }
    }
    return rehearsals;
  }

  /**
   * Where the log is too short for its own horizon: from a half, two thirds and three quarters of
   * it to its end. Models can be compared and levels seen, though not over the time that is
   * forecast, and the three look at the same last quarter.
   *
   * @param start the first tick of the log
   */
  public List<Rehearsal> shortRehearsals(long start) {
    List<Rehearsal> rehearsals = new ArrayList<>();
    long span = end - start + 1;
    long before = 0;
    for (int part = 4; part >= 2; part--) {
      long shorter = Math.min(horizon, span / part);
      long origin = end - shorter;
      boolean isNew = shorter > before;
      before = shorter;
      if (isNew && log.asOf(origin).customers() > 0) {
        rehearsals.add(
            Rehearsal.of(
                Rehearsal.Kind.EARLIER,
                new Lessons(List.of(), cases(log, origin, shorter)),
                labelled(log, origin, shorter)));
      }
    }
    return rehearsals;
  }

  private Lessons lessonsAt(long instant, int most) {
    List<Labelled> past = new ArrayList<>();
    for (int k = 1; k <= most; k++) {
      long origin = instant - k * horizon;
      if (log.asOf(origin).customers() > 0) {
        past.add(labelled(log, origin, horizon));
      }
    }
    return new Lessons(past, cases(log, instant, horizon));
  }

  /** What was known at the end of {@code end}. */
  public static Cases cases(PurchaseLog log, long end, long horizon) {
    double weeks = horizon / log.ticksPerWeek();
    Observed observed = log.asOf(end);
    return new Cases(
        observed,
        LogFeatures.of(log, end, weeks),
        Optional.of(sequences(log, observed, end)),
        weeks);
  }

  /** The same with what came in the horizon. */
  public static Labelled labelled(PurchaseLog log, long end, long horizon) {
    Split split = log.split(end, end + horizon);
    return new Labelled(cases(log, end, horizon), split.purchases(), split.spend());
  }

  private static EventSequences sequences(PurchaseLog log, Observed observed, long end) {
    int n = observed.customers();
    int[] starts = new int[n + 1];
    for (int i = 0; i < n; i++) {
      starts[i + 1] = starts[i] + observed.history(i).repeats() + 1;
    }
    int m = starts[n];
    float[] weeks = new float[m];
    float[] money = new float[m];
    for (int i = 0; i < n; i++) {
      int from = log.start(observed.customer(i));
      for (int e = starts[i]; e < starts[i + 1]; e++) {
        int place = from + e - starts[i];
        // the instant is the end of its last tick
        weeks[e] = (float) ((end + 1 - log.tick(place)) / log.ticksPerWeek());
        money[e] = (float) log.amount(place);
      }
    }
    return new EventSequences(starts, weeks, money, new int[m], new int[m], List.of("purchase"), 1);
  }

  /**
   * Customers split at one instant: lessons and rehearsals of {@code learned}, to forecast {@code
   * asked}. Each fold of those who are learned from is rehearsed with the others as its lessons.
   *
   * @param all cases with their outcomes, at one instant
   * @param learned rows, ascending and distinct; what came of them is known
   * @param asked rows, ascending and distinct; what came of them is not read
   * @param folds >= 2
   */
  public static CustomerSplit ofCustomers(
      Labelled all, int[] learned, int[] asked, int folds, long seed) {
    RandomStream random = RandomSource.seeded(seed).derive("customer folds").stream(0);
    int[] order = Places.shuffled(learned.length, random);
    Optional<Cases> base = Optional.of(all.cases());
    List<Rehearsal> rehearsals = new ArrayList<>();
    for (int f = 0; f < folds; f++) {
      int fold = f;
      int[] inside =
          IntStream.range(0, learned.length)
              .filter(k -> order[k] % folds == fold)
              .map(k -> learned[k])
              .toArray();
      int[] outside =
          IntStream.range(0, learned.length)
              .filter(k -> order[k] % folds != fold)
              .map(k -> learned[k])
              .toArray();
      if (inside.length > 0 && outside.length > 0) {
        Labelled came = all.only(inside);
        rehearsals.add(
            Rehearsal.of(
                Rehearsal.Kind.OTHER_CUSTOMERS,
                new Lessons(List.of(all.only(outside)), came.cases(), base),
                came));
      }
    }
    return new CustomerSplit(
        new Lessons(List.of(all.only(learned)), all.cases().only(asked), base), rehearsals);
  }

  /**
   * What {@link Ladder#forecast(Lessons, List)} asks for.
   *
   * @param now to forecast
   * @param rehearsals among those who are learned from
   */
  public record CustomerSplit(Lessons now, List<Rehearsal> rehearsals) {}
}
