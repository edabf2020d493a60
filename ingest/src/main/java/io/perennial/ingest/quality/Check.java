// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.quality;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is asked of a source's data, day by day. */
public enum Check {
  VOLUME("events a day", Side.BOTH, Limit.LEAST),
  FRESHNESS("hours since the newest event", Side.ABOVE, Limit.MOST),
  COMPLETENESS("share of events that have the field", Side.BOTH, Limit.LEAST),
  UNIQUENESS("share of rows that are there twice", Side.ABOVE, Limit.MOST),
  VALIDITY("share of rows in quarantine", Side.ABOVE, Limit.MOST),
  REFERENTIAL("share of events that point nowhere", Side.ABOVE, Limit.MOST),
  DRIFT("how far the values are from those of the weeks before", Side.ABOVE, Limit.MOST);

  /** On which side of what is expected a value is worth an alarm. */
  enum Side {
    BOTH,
    ABOVE
  }

  /** Which bound a configured limit is. */
  enum Limit {
    LEAST,
    MOST
  }

  private final String meaning;
  private final Side side;
  private final Limit limit;

  Check(String meaning, Side side, Limit limit) {
    this.meaning = meaning;
    this.side = side;
    this.limit = limit;
  }

  /** As the table and the configuration name it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What its value is, in words. */
  public String meaning() {
    return meaning;
  }

  Side side() {
    return side;
  }

  Limit limit() {
    return limit;
  }

  /** The check of that name. */
  public static Optional<Check> of(String word) {
    return Arrays.stream(values()).filter(check -> check.word().equals(word)).findFirst();
  }

  /** All names. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Check::word).toList();
  }
}
