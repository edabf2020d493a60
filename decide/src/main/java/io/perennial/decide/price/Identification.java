// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.price;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether a price moved enough, and by itself, for its effect to be told. */
final class Identification {

  /** Relative differences of price below this are none. */
  private static final double SAME = 0.005;

  private static final int LEAST_CHANGED = 3;

  /** The share of periods whose price must be known. */
  private static final double LEAST_PRICED = 0.5;

  private Identification() {}

  /**
   * Why the effect cannot be told; empty where it can.
   *
   * @param level of the market, double[periods], which stands for the season too
   */
  static Optional<Refusal> refuse(
      Series series, Terms terms, double[] level, Cadence cadence, DemandConfig config) {
    String periods = cadence.word() + "s";
    long sold = Arrays.stream(series.units).filter(u -> u > 0).count();
    if (sold < config.leastPeriods()) {
      return refusal(
          Refusal.Kind.TOO_FEW_PERIODS,
          "it was sold in %d %s only (must be %d or more)",
          sold,
          sold == 1 ? cadence.word() : periods,
          config.leastPeriods());
    }
    if (series.priced < LEAST_PRICED * series.periods()) {
      return refusal(
          Refusal.Kind.TOO_FEW_PERIODS,
          "it was sold in %d of %d %s only, and what it cost in the others is not known",
          series.priced,
          series.periods(),
          periods);
    }
    double usual = usualPrice(series.price);
    long changed =
        Arrays.stream(series.price).filter(p -> Math.abs(Math.log(p / usual)) > SAME).count();
    if (changed == 0) {
      return refusal(
          Refusal.Kind.NEVER_VARIED,
          "its price was never varied: %s in all of %d %s",
          money(usual),
          series.periods(),
          periods);
    }
    if (changed < LEAST_CHANGED) {
      return refusal(
          Refusal.Kind.HARDLY_VARIED,
          "its price was hardly varied: other than %s in %d of %d %s only",
          money(usual),
          changed,
          series.periods(),
          periods);
    }
    return movesWithAnother(series, terms, level, config);
  }

  private static Optional<Refusal> movesWithAnother(
      Series series, Terms terms, double[] level, DemandConfig config) {
    double[] logPrice = Arrays.stream(series.price).map(Math::log).toArray();
    double least = config.leastOwnMovement();
    Terms.Kind with = Terms.Kind.SEASON;
    double leastShare = Double.POSITIVE_INFINITY;
    for (Terms.Kind kind : Terms.Kind.values()) {
      List<double[]> columns = terms.of(kind).stream().map(Terms.Term::values).toList();
      if (columns.isEmpty() || (kind == Terms.Kind.CALENDAR && columns.size() > 8)) {
        continue;
      }
      double share = unexplained(logPrice, columns);
      if (share < leastShare) {
        leastShare = share;
        with = kind;
      }
    }
    double all = unexplained(logPrice, terms.used().stream().map(Terms.Term::values).toList());
    double market = unexplained(logPrice, List.of(level));
    if (Math.min(Math.min(all, leastShare), market) >= least) {
      return Optional.empty();
    }
    String words = market < Math.min(all, leastShare) ? "the season" : with.words();
    if (leastShare >= least && market >= least) {
      words += ", the trend and the rest together";
    }
    return refusal(
        Refusal.Kind.MOVES_WITH_ANOTHER,
        "its price moved only with %s (%.0f %% of its movement): the two cannot be told apart",
        words,
        100 * (1 - Math.max(0, Math.min(Math.min(all, leastShare), market))));
  }

  /** The share of the variance that columns leave, for as many as they are; 1 for none. */
  static double unexplained(double[] values, List<double[]> columns) {
    int n = values.length;
    double mean = Arrays.stream(values).average().orElse(0);
    double[] left = Arrays.stream(values).map(v -> v - mean).toArray();
    double all = PositiveInverse.dot(left, left);
    if (all <= 0) {
      return 0;
    }
    // orthogonal columns one after the other, twice for the sake of rounding
    double[][] basis = new double[columns.size()][];
    int rank = 0;
    for (double[] column : columns) {
      double about = Arrays.stream(column).average().orElse(0);
      double[] own = Arrays.stream(column).map(v -> v - about).toArray();
      double before = PositiveInverse.dot(own, own);
      for (int pass = 0; pass < 2; pass++) {
        for (int b = 0; b < rank; b++) {
          subtract(own, basis[b]);
        }
      }
      double length = PositiveInverse.dot(own, own);
      if (length <= 1e-10 * before || length <= 0) {
        continue;
      }
      double scale = 1 / Math.sqrt(length);
      basis[rank] = Arrays.stream(own).map(v -> v * scale).toArray();
      subtract(left, basis[rank]);
      rank++;
    }
    int freedom = n - 1 - rank;
    if (freedom <= 0) {
      return 0;
    }
    double share = PositiveInverse.dot(left, left) / freedom / (all / (n - 1));
    return Math.min(1, share);
  }

  private static void subtract(double[] from, double[] unit) {
    double length = PositiveInverse.dot(from, unit);
    for (int i = 0; i < from.length; i++) {
      from[i] -= length * unit[i];
    }
  }

  /** The price that most periods have, the lowest of such. */
  static double usualPrice(double[] prices) {
    double[] sorted = prices.clone();
    Arrays.sort(sorted);
    double usual = sorted[0];
    int most = 0;
    int from = 0;
    for (int i = 0; i < sorted.length; i++) {
      while (Math.log(sorted[i] / sorted[from]) > SAME) {
        from++;
      }
      if (i - from + 1 > most) {
        most = i - from + 1;
        usual = sorted[(from + i) / 2];
      }
    }
    return usual;
  }

  private static String money(double price) {
    return String.format(Locale.ROOT, price < 0.1 ? "%.4g" : "%.2f", price);
  }

  private static Optional<Refusal> refusal(Refusal.Kind kind, String words, Object... values) {
    return Optional.of(new Refusal(kind, String.format(Locale.ROOT, words, values)));
  }
}
