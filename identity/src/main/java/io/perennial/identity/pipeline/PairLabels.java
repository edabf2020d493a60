// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of who is who: the person that some records are, or of pairs whether they are one.
 */
public final class PairLabels {

  private final Map<Long, Long> persons = new TreeMap<>();
  private final Map<Pair, Boolean> pairs = new TreeMap<>();

  /** Two records, the smaller first. */
  record Pair(long a, long b) implements Comparable<Pair> {

    @Override
    public int compareTo(Pair other) {
      int byFirst = Long.compare(a, other.a);
      return byFirst == 0 ? Long.compare(b, other.b) : byFirst;
    }
  }

  /** A record is a person, by any number. */
  public PairLabels person(long record, long person) {
    persons.put(record, person);
    return this;
  }

  /** Two records are one customer, or are not; said twice, the later counts. */
  public PairLabels pair(long a, long b, boolean areOne) {
    if (a != b) {
      pairs.put(new Pair(Math.min(a, b), Math.max(a, b)), areOne);
    }
    return this;
  }

  boolean isEmpty() {
    return persons.isEmpty() && pairs.isEmpty();
  }

  Map<Long, Long> persons() {
    return persons;
  }

  Map<Pair, Boolean> pairs() {
    return pairs;
  }
}
