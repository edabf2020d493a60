// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.price;

import io.perennial.math.distribution.Normal;
import io.perennial.value.forecast.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether groups of customers are asked alike for the same products: the mean logarithm of a
 * group's prices about what the product costs everybody, against that of all others. To be looked
 * at before prices or discounts are released.
 *
 * @param groups the comparisons, by name of the group
 * @param limit the ratio above which a group is flagged
 */
public record PriceFairness(List<Comparison> groups, double limit) {

  public PriceFairness {
    groups = List.copyOf(groups);
  }

  /** What was found of a group. */
  public enum Finding {
    /** The interval is within the limit. */
    ALIKE,
    /** The group pays more, or less, by more than the limit. */
    FLAGGED,
    /** Too little is known: the interval reaches beyond the limit. */
    CANNOT_TELL
  }

  /**
   * A group against all others.
   *
   * @param offers how many it has
   * @param ratio of what it pays to what others pay for the same products
   * @param interval that the ratio is in with the probability asked for
   */
  public record Comparison(
      String group, int offers, double ratio, Interval interval, Finding finding) {

    /** In a sentence. */
    public String words() {
      String much =
          String.format(
              Locale.ROOT,
              "%s is asked %.1f %% %s than others for the same (%.3f to %.3f times, %,d offers)",
              group,
              100 * Math.abs(ratio - 1),
              ratio >= 1 ? "more" : "less",
              interval.lower(),
              interval.upper(),
              offers);
      return switch (finding) {
        case ALIKE -> much;
        case FLAGGED -> much + ": not to be released unlooked at";
        case CANNOT_TELL -> much + ": too few to tell";
      };
    }
  }

  /**
   * Compares groups.
   *
   * @param products of which offer; those that one group alone is offered say nothing
   * @param customers whose offer; the offers of one hang together
   * @param groupOf of each offer
   * @param prices asked, > 0, after discounts
   * @param limit a ratio above 1, as 1.05; its inverse is the limit below
   * @param level of the intervals, within (0, 1)
   */
  public static PriceFairness check(
      String[] products,
      String[] customers,
      String[] groupOf,
      double[] prices,
      double limit,
      double level) {
    int n = products.length;
    if (customers.length != n || groupOf.length != n || prices.length != n) {
      throw new IllegalArgumentException(
          "Invalid offers: %d products, %d customers, %d groups, %d prices (must be as many)"
              .formatted(n, customers.length, groupOf.length, prices.length));
    }
    if (!(limit > 1 && limit < 100)) {
      throw new IllegalArgumentException("Invalid limit: " + limit + " (must be above 1, as 1.05)");
    }
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "Invalid level: " + level + " (must be above 0 and below 1)");
    }
    double[] logs = new double[n];
    SortedMap<String, double[]> groups = new TreeMap<>();
    for (int i = 0; i < n; i++) {
      if (!(prices[i] > 0 && prices[i] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "Offer %d: Invalid price: %s (must be > 0)".formatted(i, prices[i]));
      }
      logs[i] = Math.log(prices[i]);
      groups.computeIfAbsent(groupOf[i], name -> new double[1])[0]++;
    }
    List<Comparison> found = new ArrayList<>();
    if (groups.size() > 1) {
      groups.forEach(
          (name, count) ->
              found.add(
                  compared(
                      name, (int) count[0], products, customers, groupOf, logs, limit, level)));
    }
    return new PriceFairness(found, limit);
  }

  /** The regression of log prices on being of the group, within products. */
  private static Comparison compared(
      String group,
      int offers,
      String[] products,
      String[] customers,
      String[] groupOf,
      double[] logs,
      double limit,
      double level) {
    int n = logs.length;
    SortedMap<String, double[]> means = new TreeMap<>();
    for (int i = 0; i < n; i++) {
      double[] sums = means.computeIfAbsent(products[i], name -> new double[3]);
      sums[0]++;
      sums[1] += logs[i];
      sums[2] += groupOf[i].equals(group) ? 1 : 0;
    }
    double crossed = 0;
    double squares = 0;
    double[] member = new double[n];
    double[] about = new double[n];
    for (int i = 0; i < n; i++) {
      double[] sums = means.getOrDefault(products[i], new double[] {1, 0, 0});
      member[i] = (groupOf[i].equals(group) ? 1 : 0) - sums[2] / sums[0];
      about[i] = logs[i] - sums[1] / sums[0];
      crossed += member[i] * about[i];
      squares += member[i] * member[i];
    }
    if (squares <= 1e-12) {
      return new Comparison(group, offers, 1, new Interval(1, 1), Finding.CANNOT_TELL);
    }
    double slope = crossed / squares;
    SortedMap<String, double[]> scores = new TreeMap<>();
    for (int i = 0; i < n; i++) {
      scores.computeIfAbsent(customers[i], name -> new double[1])[0] +=
          member[i] * (about[i] - slope * member[i]);
    }
    double variance = 0;
    for (double[] score : scores.values()) {
      variance += score[0] * score[0];
    }
    int clusters = scores.size();
    variance *= clusters > 1 ? clusters / (clusters - 1.0) : 1;
    double half = Normal.standard().quantile((1 + level) / 2) * Math.sqrt(variance) / squares;
    Interval interval = new Interval(Math.exp(slope - half), Math.exp(slope + half));
    double edge = Math.log(limit);
    Finding finding =
        Math.abs(slope) > edge
            ? Finding.FLAGGED
            : clusters < 10 || slope + half > edge || slope - half < -edge
                ? Finding.CANNOT_TELL
                : Finding.ALIKE;
    return new Comparison(group, offers, Math.exp(slope), interval, finding);
  }

  /** Whether no group is flagged. */
  public boolean mayBeReleased() {
    return groups.stream().noneMatch(each -> each.finding == Finding.FLAGGED);
  }
}
