// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.economics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The least value of each tier, in currency, from one run to the next the same unless the base has
 * changed.
 *
 * @param names from the highest tier to the lowest
 * @param least of each tier but the lowest, descending
 * @param shares of the customers at or above each border but below the one before, when they were
 *     set
 */
public record TierBorders(List<String> names, List<Double> least, List<Double> shares) {

  /** Standard errors by which a share must be off, besides the tolerance. */
  private static final double NOISE = 3;

  public TierBorders {
    names = List.copyOf(names);
    least = List.copyOf(least);
    shares = List.copyOf(shares);
    if (least.size() != names.size() - 1 || shares.size() != least.size()) {
      throw new IllegalArgumentException(
          "Invalid borders: " + least + " of " + names + " (must be one fewer)");
    }
    for (int t = 1; t < least.size(); t++) {
      if (!(least.get(t) <= least.get(t - 1))) {
        throw new IllegalArgumentException("Invalid borders: " + least + " (must be descending)");
      }
    }
  }

  /**
   * What a review came to.
   *
   * @param borders to use from now on
   * @param moved whether they are other ones than before
   * @param reason in a sentence
   */
  public record Review(TierBorders borders, boolean moved, String reason) {}

  /**
   * Borders that give the tiers their shares of these customers, as nearly as equal values let
   * them.
   *
   * @param values double[n], finite, n >= 1
   */
  public static TierBorders of(double[] values, TierConfig config) {
    if (values.length == 0) {
      throw new IllegalArgumentException("Cannot set borders of tiers: there are no customers");
    }
    double[] sorted = values.clone();
    for (int i = 0; i < sorted.length; i++) {
      if (!Double.isFinite(sorted[i])) {
        throw new IllegalArgumentException(
            "Row " + i + ": Invalid value: " + sorted[i] + " (must be finite)");
      }
    }
    Arrays.sort(sorted);
    int n = sorted.length;
    List<Double> least = new ArrayList<>();
    double share = 0;
    for (double one : config.shares()) {
      share += one;
      int above = (int) Math.max(1, Math.min(n, Math.round(share * n)));
      least.add(sorted[n - above]);
    }
    List<Double> unknown = least.stream().map(border -> 0.0).toList();
    TierBorders borders = new TierBorders(config.names(), least, unknown);
    return new TierBorders(config.names(), least, borders.shares(values));
  }

  /**
   * The same borders, unless a tier's share of these customers has come away from that when they
   * were set by more than the tolerance and by more than chance would have it, or the tiers are
   * others.
   */
  public Review reviewed(double[] values, TierConfig config) {
    if (!config.names().equals(names)) {
      return new Review(of(values, config), true, "borders set anew: the tiers have other names");
    }
    List<Double> now = shares(values);
    for (int t = 0; t < now.size(); t++) {
      double off = Math.abs(now.get(t) - shares.get(t));
      double p = Math.max(shares.get(t), 1.0 / values.length);
      double noise = NOISE * Math.sqrt(p * Math.max(0, 1 - p) / values.length);
      if (off > config.tolerance() * shares.get(t) && off > noise) {
        return new Review(
            of(values, config),
            true,
            String.format(
                Locale.ROOT,
                "borders set anew: %s has come to %.1f %% of customers, from %.1f %%",
                names.get(t),
                100 * now.get(t),
                100 * shares.get(t)));
      }
    }
    return new Review(this, false, "borders kept: every tier has about the share it was made for");
  }

  /** The tier of a value: 0 for the highest. */
  public int tierOf(double value) {
    int tier = 0;
    while (tier < least.size() && !(value >= least.get(tier))) {
      tier++;
    }
    return tier;
  }

  private List<Double> shares(double[] values) {
    int[] counts = new int[names.size()];
    for (double value : values) {
      counts[tierOf(value)]++;
    }
    List<Double> parts = new ArrayList<>();
    for (int t = 0; t < least.size(); t++) {
      parts.add(counts[t] / (double) values.length);
    }
    return parts;
  }
}
