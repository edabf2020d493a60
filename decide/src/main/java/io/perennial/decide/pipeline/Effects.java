// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline;

import io.perennial.decide.action.Action;
import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import io.perennial.lake.Tables;
import io.perennial.lake.step.MadeRows;
import io.perennial.lake.step.StepContext;
import io.perennial.math.distribution.Normal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What actions bring, by decisions whose window is over, of each customer the first one in which an
 * action was possible, so that customers are independent and nobody was addressed before: spend of
 * those addressed against that of those for whom the action was possible and nothing was decided,
 * both weighted by the inverse of the probability with which it was (self-normalised; Horvitz and
 * Thompson 1952, Hájek 1971), and against it what the playbook believed. The scale of a prior is
 * itself believed to be 1 ± 1; what was measured moves it by its precision, never below 0.
 */
final class Effects {

  /** Fewer on a side say nothing. */
  static final int LEAST = 50;

  private static final double LEVEL = 0.9;
  private static final double BELIEVED = 1;
  private static final double CERTAIN = 1e-9;
  private static final String ALL = "all";

  /** Weighted sums of an outcome. */
  private static final class Side {
    private long count;
    private double weights;
    private double sum;
    private double squares;
    private double weightSquares;
    private double believed;
    private double cross;

    void add(double propensity, double spend, double expected) {
      double weight = 1 / propensity;
      count++;
      weights += weight;
      sum += weight * spend;
      believed += weight * expected;
      weightSquares += weight * weight;
      squares += weight * weight * spend * spend;
      cross += weight * weight * spend;
    }

    double mean() {
      return sum / weights;
    }

    /** Of the self-normalised mean, linearised. */
    double variance() {
      double mean = mean();
      double sumOfSquares = squares - 2 * mean * cross + mean * mean * weightSquares;
      return Math.max(0, sumOfSquares) / (weights * weights) * count / Math.max(1, count - 1);
    }

    double believed() {
      return believed / weights;
    }
  }

  /**
   * What is known of one action.
   *
   * @param scale of its prior
   */
  private record Effect(
      String action,
      long addressed,
      long compared,
      double prior,
      double mean,
      double error,
      double scale,
      String words) {

    boolean isMeasured() {
      return Double.isFinite(error);
    }
  }

  private final Map<String, Side> addressed = new HashMap<>();
  private final Map<String, Side> compared = new HashMap<>();
  private final Map<String, Integer> places = new HashMap<>();
  private final Map<Long, Long> seen = new HashMap<>();
  private final Side reached = new Side();
  private final Side held = new Side();
  private final double margin;
  private final double holdOut;

  /**
   * @param margin of a unit of spend
   * @param holdOut share of customers who are never addressed
   */
  Effects(double margin, double holdOut) {
    this.margin = margin;
    this.holdOut = holdOut;
  }

  /** A decision for an action whose window is over. */
  void addressed(String action, long customer, double propensity, double spend, double expected) {
    double chance = propensity / (1 - holdOut);
    if (isFirst(action, customer) && isDrawn(chance)) {
      addressed.computeIfAbsent(action, name -> new Side()).add(chance, spend, expected);
    }
  }

  /**
   * A decision for nothing where an action was possible.
   *
   * @param propensity of nothing, and {@code own} of the action
   */
  void compared(String action, long customer, double propensity, double own, double spend) {
    double chance = (propensity - holdOut) / (1 - holdOut);
    if (isFirst(action, customer) && isDrawn(chance) && own > 0) {
      compared.computeIfAbsent(action, name -> new Side()).add(chance, spend, 0);
    }
  }

  /** A decision for something else where an action was possible. */
  void other(String action, long customer) {
    isFirst(action, customer);
  }

  /** A decision, whatever it was, for somebody who was held out or was not. */
  void any(long customer, boolean heldOut, double spend) {
    if (isFirst(ALL, customer)) {
      (heldOut ? held : reached).add(1, spend, 0);
    }
  }

  /** Where chance had no say there is nothing to compare. */
  private static boolean isDrawn(double chance) {
    return chance > CERTAIN && chance < 1 - CERTAIN;
  }

  /** Whether it is the first time that something was possible for a customer. */
  private boolean isFirst(String action, long customer) {
    int bit = places.computeIfAbsent(action, name -> places.size());
    if (bit >= Long.SIZE) {
      return false;
    }
    long mask = 1L << bit;
    long before = seen.getOrDefault(customer, 0L);
    seen.put(customer, before | mask);
    return (before & mask) == 0;
  }

  /** What the prior of an action is multiplied by. */
  double scale(String action) {
    return effect(action).scale();
  }

  private Effect effect(String action) {
    Side with = addressed.getOrDefault(action, new Side());
    Side without = compared.getOrDefault(action, new Side());
    double prior = with.count == 0 ? Double.NaN : margin * with.believed();
    if (with.count < LEAST || without.count < LEAST) {
      String words =
          String.format(
              Locale.ROOT,
              "Not measured yet: %,d addressed and %,d compared (%d of each are needed); the prior"
                  + " holds.",
              with.count,
              without.count,
              LEAST);
      return new Effect(action, with.count, without.count, prior, Double.NaN, Double.NaN, 1, words);
    }
    double mean = margin * (with.mean() - without.mean());
    double error = margin * Math.sqrt(with.variance() + without.variance());
    double scale = 1;
    if (prior > 0 && error > 0) {
      double ratio = mean / prior;
      double precision = (prior / error) * (prior / error);
      double before = 1 / (BELIEVED * BELIEVED);
      scale = Math.max(0, (before + precision * ratio) / (before + precision));
    }
    return new Effect(
        action, with.count, without.count, prior, mean, error, scale, words(mean, error));
  }

  private static String words(double mean, double error) {
    double z = Normal.standard().quantile((1 + LEVEL) / 2);
    if (mean - z * error > 0) {
      return "It brings more than doing nothing.";
    }
    if (mean + z * error < 0) {
      return "It does harm: those who were left alone brought more.";
    }
    return "Whether it brings anything cannot be told yet.";
  }

  /** The whole system against those who were held out. */
  private Effect all() {
    if (reached.count < LEAST || held.count < LEAST || holdOut <= 0) {
      return new Effect(
          ALL,
          reached.count,
          held.count,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          1,
          "Not measured yet: too few were held out, or no window is over.");
    }
    double mean = margin * (reached.mean() - held.mean());
    double error = margin * Math.sqrt(reached.variance() + held.variance());
    return new Effect(
        ALL, reached.count, held.count, Double.NaN, mean, error, 1, words(mean, error));
  }

  /** Writes them, an action each, and all together. */
  void write(StepContext context, List<Action> actions, AsOf asOf) {
    List<Effect> effects = new ArrayList<>(List.of(all()));
    actions.stream()
        .filter(action -> !action.suppresses())
        .forEach(action -> effects.add(effect(action.name())));
    Batch rows = MadeRows.of(Tables.ACTION_EFFECTS, effects.size());
    double z = Normal.standard().quantile((1 + LEVEL) / 2);
    for (Effect effect : effects) {
      int at = rows.addRow();
      rows.setLong(rows.index("as_of"), at, asOf.micros());
      rows.setText(rows.index("action"), at, effect.action());
      rows.setLong(rows.index("addressed"), at, effect.addressed());
      rows.setLong(rows.index("compared"), at, effect.compared());
      number(rows, "prior", at, effect.prior());
      if (effect.isMeasured()) {
        number(rows, "effect", at, effect.mean());
        number(rows, "effect_lower", at, effect.mean() - z * effect.error());
        number(rows, "effect_upper", at, effect.mean() + z * effect.error());
      }
      number(rows, "scale", at, effect.scale());
      rows.setText(rows.index("basis"), at, effect.isMeasured() ? "measured" : "prior");
      rows.setText(rows.index("words"), at, effect.words());
      rows.setText(rows.index("run_id"), at, context.runId());
    }
    MadeRows.replace(context, Tables.ACTION_EFFECTS, rows);
  }

  private static void number(Batch rows, String name, int at, double value) {
    if (Double.isFinite(value)) {
      rows.setDouble(rows.index(name), at, value);
    }
  }

  /** Whether an action's gain rests on what was measured. */
  boolean isMeasured(String action) {
    Effect known = effect(action);
    return known.isMeasured() && known.prior() > 0;
  }
}
