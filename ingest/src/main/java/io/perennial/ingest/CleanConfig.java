// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest;

import java.io.Serializable;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How claims and events are cleaned.
 *
 * @param off the rules that do nothing
 * @param country ISO code of the country of telephone numbers, postcodes and dates of customers who
 *     do not say theirs
 * @param repeatedWithin events of the same record and content, but for a few columns, are one event
 *     told twice when they are less than this apart
 * @param reversedWithin an order is as if it had not been when a return of all of it comes within
 *     this time
 * @param outlierScore robust deviations from the median, on a scale of logarithms, above which a
 *     number is an outlier
 * @param codes what product codes and words mean, beside what is known
 */
public record CleanConfig(
    Set<CleanRule> off,
    Optional<String> country,
    Duration repeatedWithin,
    Duration reversedWithin,
    double outlierScore,
    Codes codes) {

  /**
   * Product codes that are no products, in capitals, {@code *} at the end for any that begin so.
   *
   * @param test of events by which somebody tried the system
   * @param charge postage and fees
   * @param adjustment corrections of the books
   * @param product codes that are products, whatever they look like
   */
  public record Codes(
      List<String> test, List<String> charge, List<String> adjustment, List<String> product)
      implements Serializable {
    private static final long serialVersionUID = 1;

    public Codes {
      test = List.copyOf(test);
      charge = List.copyOf(charge);
      adjustment = List.copyOf(adjustment);
      product = List.copyOf(product);
    }

    public static Codes none() {
      return new Codes(List.of(), List.of(), List.of(), List.of());
    }
  }

  public CleanConfig {
    off =
        Collections.unmodifiableSet(
            off.isEmpty() ? EnumSet.noneOf(CleanRule.class) : EnumSet.copyOf(off));
    if (country.isPresent() && !country.get().matches("[A-Z]{2}")) {
      throw new IllegalArgumentException(
          "Invalid clean.country: " + country.get() + " (must be an ISO code such as DE)");
    }
    if (!(outlierScore > 0)) {
      throw new IllegalArgumentException(
          "Invalid clean.outlier-score: " + outlierScore + " (must be positive)");
    }
  }

  public static CleanConfig defaults() {
    return new CleanConfig(
        Set.of(), Optional.empty(), Duration.ofMinutes(2), Duration.ofDays(30), 8, Codes.none());
  }

  public CleanConfig withOff(Set<CleanRule> rules) {
    return new CleanConfig(rules, country, repeatedWithin, reversedWithin, outlierScore, codes);
  }

  /** Whether a rule is on. */
  public boolean does(CleanRule rule) {
    return !off.contains(rule);
  }

  /** Equal texts for equal ways of cleaning. */
  public String canonical() {
    return "clean off "
        + off.stream().map(CleanRule::word).sorted().collect(Collectors.joining(" "))
        + " country "
        + country.orElse("-")
        + " repeated "
        + repeatedWithin
        + " reversed "
        + reversedWithin
        + " outlier "
        + outlierScore
        + " codes "
        + codes;
  }
}
