// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.model;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How frequent the values of attributes are, by their hashes: agreeing on a rare name says more
 * than on a frequent one. Stored are only values of {@value #LEAST} records or more, and of these
 * the most frequent; the others count as just below. Source: Winkler, "Frequency-based matching in
 * Fellegi-Sunter model of record linkage" (US Census Bureau RR2000/06, 2000). Immutable.
 */
public final class TermShares {

  /** A value of fewer records is not stored. */
  public static final int LEAST = 3;

  /** Of how many values of an attribute the counts are stored, unless said otherwise. */
  public static final int MOST_VALUES = 50_000;

  private static final TermShares NONE = new TermShares(new TreeMap<>());

  private final Map<String, Attribute> attributes;

  private TermShares(Map<String, Attribute> attributes) {
    this.attributes = attributes;
  }

  /** Nothing known: agreeing says the same for all values. */
  public static TermShares none() {
    return NONE;
  }

  /** To collect shares with, at most {@link #MOST_VALUES} of an attribute. */
  public static Builder builder() {
    return new Builder(MOST_VALUES);
  }

  /** To collect shares with, at most so many values of an attribute. */
  public static Builder builder(int mostValues) {
    return new Builder(mostValues);
  }

  /** How many records have a value, 0 for one that is not stored. O(log values). */
  public long count(String attribute, long hash) {
    Attribute of = attributes.get(attribute);
    return of == null ? 0 : of.count(hash);
  }

  /** The shares of an attribute's values; with no records for an unknown one. */
  Attribute of(String attribute) {
    return attributes.getOrDefault(attribute, Attribute.UNKNOWN);
  }

  Map<String, Attribute> attributes() {
    return attributes;
  }

  static TermShares of(Map<String, Attribute> attributes) {
    return attributes.isEmpty() ? NONE : new TermShares(new TreeMap<>(attributes));
  }

  /** Values of one attribute: hashes ascending, and the records of each. */
  static final class Attribute {
    static final Attribute UNKNOWN = new Attribute(0, LEAST, new long[0], new long[0]);

    final long records;
    final long least;
    final long[] hashes;
    final long[] counts;

    Attribute(long records, long least, long[] hashes, long[] counts) {
      this.records = records;
      this.least = least;
      this.hashes = hashes;
      this.counts = counts;
    }

    long count(long hash) {
      int at = Arrays.binarySearch(hashes, hash);
      return at < 0 ? 0 : counts[at];
    }

    boolean isKnown() {
      return records > 0;
    }

    /**
     * How likely a record of another customer has a value that a record has: of the records with
     * the value those of its own customer do not count, and one is added, so that what was never
     * seen is not impossible.
     *
     * @param ownRecords how many other records of its own customer have it, on average
     */
    double share(long hash, double ownRecords) {
      return shareOfCount(count(hash), ownRecords);
    }

    /** The mean of {@link #share} over records. O(values). */
    double meanShare(double ownRecords) {
      double sum = 0;
      long left = records;
      for (long count : counts) {
        sum += count * shareOfCount(count, ownRecords);
        left -= count;
      }
      return (sum + Math.max(0, left) * shareOfCount(0, ownRecords)) / records;
    }

    private double shareOfCount(long count, double ownRecords) {
      double others = Math.max(0, (count == 0 ? least - 1 : count) - 1 - ownRecords);
      return Math.min(1, (others + 1) / records);
    }
  }

  /** Collects shares, in any order. Mutable, for one thread at a time. */
  public static final class Builder {
    private final int mostValues;
    private final Map<String, Long> records = new TreeMap<>();
    private final Map<String, Map<Long, Long>> counts = new TreeMap<>();

    private Builder(int mostValues) {
      if (mostValues < 0) {
        throw new IllegalArgumentException(
            "Invalid values per attribute: " + mostValues + " (must be >= 0)");
      }
      this.mostValues = mostValues;
    }

    /** How many records say something of an attribute. */
    public Builder records(String attribute, long recordsWithValue) {
      records.merge(attribute, recordsWithValue, Long::sum);
      return this;
    }

    /** How many records have a value; what is below {@link #LEAST} is forgotten. */
    public Builder value(String attribute, long hash, long recordsOfValue) {
      if (recordsOfValue >= LEAST) {
        counts
            .computeIfAbsent(attribute, a -> new TreeMap<>())
            .merge(hash, recordsOfValue, Long::sum);
      }
      return this;
    }

    /** What was told; attributes without {@link #records} are left out. */
    public TermShares build() {
      Map<String, Attribute> built = new TreeMap<>();
      records.forEach(
          (attribute, with) -> {
            if (with > 0) {
              built.put(attribute, attribute(with, counts.getOrDefault(attribute, Map.of())));
            }
          });
      return TermShares.of(built);
    }

    private Attribute attribute(long with, Map<Long, Long> values) {
      long least = LEAST;
      if (values.size() > mostValues) {
        List<Long> descending = values.values().stream().sorted(Comparator.reverseOrder()).toList();
        // ties at the border all go, so that no order decides
        least = descending.get(mostValues) + 1;
      }
      long border = least;
      long[] hashes =
          values.entrySet().stream()
              .filter(value -> value.getValue() >= border)
              .mapToLong(Map.Entry::getKey)
              .sorted()
              .toArray();
      long[] of = Arrays.stream(hashes).map(values::get).toArray();
      return new Attribute(with, border, hashes, of);
    }
  }
}
