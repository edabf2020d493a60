// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.economics;

import io.perennial.math.distribution.Normal;
import io.perennial.math.summary.StableSum;
import io.perennial.value.forecast.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far an earlier forecast has come true, of all its customers or of a group: what was realised
 * to date against what was expected to date.
 *
 * @param run that forecast
 * @param group a tier or cohort; {@code "all"} for all customers
 * @param customers in it
 * @param share of the horizon that is over, in (0, 1]
 * @param expected to date, the sum
 * @param realised to date, the sum
 * @param ratio realised over expected; empty where nothing was expected
 * @param interval of the ratio, as far as customers differ by chance: that of a ratio of means
 *     (Cochran, Sampling Techniques, 1977, 6.4). It knows nothing of what all customers share, as a
 *     season. Empty below two customers or where nothing was expected
 */
public record ComeTrue(
    String run,
    String group,
    int customers,
    double share,
    double expected,
    double realised,
    OptionalDouble ratio,
    Optional<Interval> interval) {

  /** What the interval says of the forecast. */
  public enum Verdict {
    /** 1 is inside: realised and expected differ by no more than customers do. */
    AS_EXPECTED,
    /** More came than was expected. */
    ABOVE,
    /** Less came. */
    BELOW,
    /** Nothing can be said. */
    UNKNOWN
  }

  /**
   * For each forecast, all customers and then its groups in their order, those without customers
   * left out.
   *
   * @param level of the intervals, within (0, 1)
   */
  public static List<ComeTrue> of(List<PastForecast> forecasts, double level) {
    double z = Normal.standard().quantile(0.5 + 0.5 * level);
    List<ComeTrue> rows = new ArrayList<>();
    for (PastForecast forecast : forecasts) {
      rows.add(row(forecast, -1, z));
      for (int g = 0; g < forecast.groups().size(); g++) {
        ComeTrue row = row(forecast, g, z);
        if (row.customers() > 0) {
          rows.add(row);
        }
      }
    }
    return rows;
  }

  private static ComeTrue row(PastForecast forecast, int group, double z) {
    StableSum expected = new StableSum();
    StableSum realised = new StableSum();
    int n = 0;
    for (int i = 0; i < forecast.customers(); i++) {
      if (group < 0 || forecast.groupOf(i) == group) {
        expected.add(forecast.expected(i));
        realised.add(forecast.realised(i));
        n++;
      }
    }
    double ratio = realised.value() / expected.value();
    boolean known = expected.value() > 0 && Double.isFinite(ratio);
    StableSum squares = new StableSum();
    for (int i = 0; i < forecast.customers() && known; i++) {
      if (group < 0 || forecast.groupOf(i) == group) {
        // of the sum, so that no square overflows
        double off = (forecast.realised(i) - ratio * forecast.expected(i)) / expected.value();
        squares.add(off * off);
      }
    }
    double error = n > 1 ? Math.sqrt(squares.value() * n / (n - 1.0)) : 0;
    return new ComeTrue(
        forecast.run(),
        group < 0 ? "all" : forecast.groups().get(group),
        n,
        forecast.share(),
        expected.value(),
        realised.value(),
        known ? OptionalDouble.of(ratio) : OptionalDouble.empty(),
        known && n > 1 && Double.isFinite(error)
            ? Optional.of(new Interval(ratio - z * error, ratio + z * error))
            : Optional.empty());
  }

  /** See {@link Verdict}. */
  public Verdict verdict() {
    return interval
        .map(
            i ->
                i.contains(1) ? Verdict.AS_EXPECTED : i.lower() > 1 ? Verdict.ABOVE : Verdict.BELOW)
        .orElse(Verdict.UNKNOWN);
  }

  /** In a sentence. */
  @Override
  public String toString() {
    String sums =
        String.format(
            Locale.ROOT,
            "%s, %s: %.2f came of %.2f expected after %.0f %% of the horizon",
            run,
            group,
            realised,
            expected,
            100 * share);
    return interval.isEmpty() || ratio.isEmpty()
        ? sums
        : sums
            + String.format(
                Locale.ROOT,
                ": %.3f of it (%.3f to %.3f), %s",
                ratio.getAsDouble(),
                interval.get().lower(),
                interval.get().upper(),
                switch (verdict()) {
                  case AS_EXPECTED -> "as expected";
                  case ABOVE -> "more than expected";
                  default -> "less than expected";
                });
  }
}
