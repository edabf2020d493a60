// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.quality;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What is expected of data.
 *
 * @param falseAlarms of days on which all is as ever, the share with any alarm at all
 * @param weeks before a day that it is compared with
 * @param days that are judged, up to the newest
 * @param least changes below which there is no alarm
 * @param fail checks whose alarms fail a run, by their keys: {@code volume}, {@code
 *     completeness.product_id}, {@code shop.drift.amount}
 * @param limits bounds that always hold, by the same keys
 * @param closed days whose volume is not judged
 */
public record QualityConfig(
    double falseAlarms,
    int weeks,
    int days,
    LeastChange least,
    Set<String> fail,
    Map<String, Double> limits,
    ClosedDays closed) {

  public QualityConfig {
    if (!(falseAlarms > 0 && falseAlarms < 0.5)) {
      throw new IllegalArgumentException(
          "Invalid quality.false-alarms: " + falseAlarms + " (must be above 0 and below 0.5)");
    }
    if (weeks < 3) {
      throw new IllegalArgumentException("Invalid quality.weeks: " + weeks + " (must be >= 3)");
    }
    if (days < 1) {
      throw new IllegalArgumentException("Invalid quality.days: " + days + " (must be >= 1)");
    }
    fail = Set.copyOf(fail);
    limits = Map.copyOf(limits);
  }

  /** One day in a hundred, eight weeks, thirteen weeks judged, nothing fails a run. */
  public static QualityConfig defaults() {
    return new QualityConfig(
        0.01, 8, 91, LeastChange.defaults(), Set.of(), Map.of(), ClosedDays.none());
  }

  /** The same with another share of false alarms. */
  public QualityConfig withFalseAlarms(double share) {
    return new QualityConfig(share, weeks, days, least, fail, limits, closed);
  }

  /** The same with other checks that fail a run. */
  public QualityConfig withFail(Set<String> keys) {
    return new QualityConfig(falseAlarms, weeks, days, least, keys, limits, closed);
  }

  /** The same with other limits. */
  public QualityConfig withLimits(Map<String, Double> bounds) {
    return new QualityConfig(falseAlarms, weeks, days, least, fail, bounds, closed);
  }

  /** The same with other days whose volume is not judged. */
  public QualityConfig withClosed(ClosedDays off) {
    return new QualityConfig(falseAlarms, weeks, days, least, fail, limits, off);
  }

  boolean fails(String source, Check check, String field) {
    return keys(source, check, field).anyMatch(fail::contains);
  }

  OptionalDouble limit(String source, Check check, String field) {
    return keys(source, check, field)
        .filter(limits::containsKey)
        .mapToDouble(limits::get)
        .findFirst();
  }

  /** What may name a check, the most special first. */
  private static Stream<String> keys(String source, Check check, String field) {
    String plain = check.word();
    return field.isEmpty()
        ? Stream.of(source + '.' + plain, plain)
        : Stream.of(
            source + '.' + plain + '.' + field, source + '.' + plain, plain + '.' + field, plain);
  }

  /** Equal texts for configurations that mean the same. */
  public String canonical() {
    return String.join(
        " ",
        String.valueOf(falseAlarms),
        String.valueOf(weeks),
        String.valueOf(days),
        least.toString(),
        new TreeSet<>(fail).toString(),
        new TreeMap<>(limits).toString(),
        closed.canonical());
  }
}
