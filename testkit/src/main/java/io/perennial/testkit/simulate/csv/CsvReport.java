// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.simulate.csv;

import java.util.EnumMap;
import java.util.Map;

/**
 * What a file holds, as truth to reconcile with. {@code rows = events + count(DUPLICATE)}; of the
 * events each has one kind of dirt or none. Immutable.
 */
public final class CsvReport {

  static final CsvReport EMPTY = new CsvReport(0, 0, Map.of());
  private static final Dirt NO_DIRT = new Dirt(0, 0);

  private final long events;
  private final long amountCents;
  private final Map<DirtKind, Dirt> dirt;

  CsvReport(long events, long amountCents, Map<DirtKind, Dirt> dirt) {
    this.events = events;
    this.amountCents = amountCents;
    this.dirt = dirt;
  }

  /** Rows in the file, without the header. */
  public long rows() {
    return events + count(DirtKind.DUPLICATE);
  }

  /** Events the rows stand for: each counted once, however dirty. */
  public long events() {
    return events;
  }

  /** The sum of all events' true amounts, in hundredths; returns count negative. */
  public long amountCents() {
    return amountCents;
  }

  /** How many events have {@code kind}. */
  public long count(DirtKind kind) {
    return dirt.getOrDefault(kind, NO_DIRT).count();
  }

  /** The sum of the true amounts of the events that have {@code kind}, in hundredths. */
  public long amountCents(DirtKind kind) {
    return dirt.getOrDefault(kind, NO_DIRT).cents();
  }

  CsvReport plus(CsvReport other) {
    Map<DirtKind, Dirt> sum = new EnumMap<>(DirtKind.class);
    sum.putAll(dirt);
    other.dirt.forEach((kind, more) -> sum.merge(kind, more, Dirt::plus));
    return new CsvReport(events + other.events, amountCents + other.amountCents, sum);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("rows " + rows() + ", events " + events);
    dirt.forEach((kind, found) -> text.append(", ").append(kind).append(' ').append(found.count));
    return text.toString();
  }

  /** Events of one kind of dirt, and the sum of their amounts. */
  record Dirt(long count, long cents) {

    Dirt plus(Dirt other) {
      return new Dirt(count + other.count, cents + other.cents);
    }
  }
}
