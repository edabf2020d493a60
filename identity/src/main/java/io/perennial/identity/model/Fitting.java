// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.model;

import io.perennial.identity.Levels;
import io.perennial.identity.LinkAttribute;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a {@link MatchModel} is learned from. Nothing of it names a record or a value.
 *
 * @param levels the attributes and how closely records can agree on them
 * @param records how many records there are
 * @param totalPairs how many pairs of them could be compared: n (n - 1) / 2 within one collection
 * @param random pairs drawn at random from all pairs, candidates or not; may be empty
 * @param candidates all pairs that blocking proposes, each once
 * @param enumerated attributes of which all pairs with equal values are among the candidates: those
 *     of a blocking rule of its own
 * @param matches pairs known to be one customer, may be empty; whether they are candidates too does
 *     not matter
 * @param nonMatches pairs known to be of two customers, may be empty
 * @param termShares how frequent values are
 * @param linkBy attributes whose equality alone links: as surely as is taken for granted, until
 *     many pairs say otherwise
 * @param maxRecordsPerValue a value of more records says nothing, where an attribute links
 * @param starts from how many starting points to learn, at least 1
 * @param seed of the starting points
 */
public record Fitting(
    List<Levels> levels,
    long records,
    long totalPairs,
    PatternCounts random,
    PatternCounts candidates,
    Set<String> enumerated,
    PatternCounts matches,
    PatternCounts nonMatches,
    TermShares termShares,
    List<LinkAttribute> linkBy,
    int maxRecordsPerValue,
    int starts,
    long seed) {

  private static final int STARTS = 5;
  private static final int MAX_RECORDS_PER_VALUE = 20;

  public Fitting {
    levels = List.copyOf(levels);
    enumerated = Set.copyOf(enumerated);
    linkBy = List.copyOf(linkBy);
    if (records < 0) {
      throw new IllegalArgumentException("Invalid records: " + records + " (must be >= 0)");
    }
    if (totalPairs < candidates.total()) {
      throw new IllegalArgumentException(
          "Invalid total pairs: "
              + totalPairs
              + " (must be at least the "
              + candidates.total()
              + " candidates)");
    }
    if (starts < 1) {
      throw new IllegalArgumentException("Invalid starts: " + starts + " (must be >= 1)");
    }
    Layout layout = new Layout(levels);
    for (PatternCounts counts : List.of(random, candidates, matches, nonMatches)) {
      if (!layout.isLike(counts.layout())) {
        throw new IllegalArgumentException(
            "Invalid patterns: of " + counts.levels() + " (must be of " + levels + ")");
      }
    }
    for (String attribute : new TreeSet<>(enumerated)) {
      if (layout.find(attribute) < 0) {
        throw new IllegalArgumentException("Unknown enumerated attribute: " + attribute);
      }
    }
  }

  /** Pairs within one collection of records, without labels or shares of values. */
  public static Fitting of(
      List<Levels> levels, long records, PatternCounts random, PatternCounts candidates) {
    return new Fitting(
        levels,
        records,
        records * (records - 1) / 2,
        random,
        candidates,
        Set.of(),
        new PatternCounts(levels),
        new PatternCounts(levels),
        TermShares.none(),
        List.of(),
        MAX_RECORDS_PER_VALUE,
        STARTS,
        0);
  }

  /** The same where not all pairs can be compared: n1 n2 between two collections. */
  public Fitting withTotalPairs(long pairs) {
    return new Fitting(
        levels,
        records,
        pairs,
        random,
        candidates,
        enumerated,
        matches,
        nonMatches,
        termShares,
        linkBy,
        maxRecordsPerValue,
        starts,
        seed);
  }

  /** The same, with attributes all of whose agreeing pairs are candidates. */
  public Fitting withEnumerated(Set<String> attributes) {
    return new Fitting(
        levels,
        records,
        totalPairs,
        random,
        candidates,
        attributes,
        matches,
        nonMatches,
        termShares,
        linkBy,
        maxRecordsPerValue,
        starts,
        seed);
  }

  /** The same with pairs of which it is known whether they are one customer. */
  public Fitting withLabels(PatternCounts knownMatches, PatternCounts knownNonMatches) {
    return new Fitting(
        levels,
        records,
        totalPairs,
        random,
        candidates,
        enumerated,
        knownMatches,
        knownNonMatches,
        termShares,
        linkBy,
        maxRecordsPerValue,
        starts,
        seed);
  }

  /** The same with shares of values. */
  public Fitting withTermShares(TermShares shares) {
    return new Fitting(
        levels,
        records,
        totalPairs,
        random,
        candidates,
        enumerated,
        matches,
        nonMatches,
        shares,
        linkBy,
        maxRecordsPerValue,
        starts,
        seed);
  }

  /** The same with attributes that link, and of how many records a value may be. */
  public Fitting withLinks(List<LinkAttribute> attributes, int mostRecordsPerValue) {
    return new Fitting(
        levels,
        records,
        totalPairs,
        random,
        candidates,
        enumerated,
        matches,
        nonMatches,
        termShares,
        attributes,
        mostRecordsPerValue,
        starts,
        seed);
  }

  /** The same from other starting points. */
  public Fitting withStarts(int count, long seedOfStarts) {
    return new Fitting(
        levels,
        records,
        totalPairs,
        random,
        candidates,
        enumerated,
        matches,
        nonMatches,
        termShares,
        linkBy,
        maxRecordsPerValue,
        count,
        seedOfStarts);
  }
}
