// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.truth;

import io.perennial.identity.evaluate.LabelledPair;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;

/**
 * The pairs of labelled records that are of one person, of one customer, or have a score: all that
 * can be right, wrong or missed. Pairs that became one customer through others have no score.
 */
final class PersonPairs {

  /** Records of a person or customer whose pairs are looked at one by one. */
  private static final int LARGE = 2_000;

  private final KnownRecords known;
  private final IntToLongFunction persons;
  private final List<LabelledPair> pairs = new ArrayList<>();
  private final Set<Long> told = new HashSet<>();
  private final List<String> remarks = new ArrayList<>();

  /**
   * @param persons who a labelled record is, by its place
   */
  PersonPairs(KnownRecords known, IntToLongFunction persons) {
    this.known = known;
    this.persons = persons;
  }

  /** Adds a pair of labelled records that was compared. */
  void scored(int a, int b, double probability) {
    told.add(IdentityEvaluation.pair(a, b));
    pairs.add(
        LabelledPair.compared(
            known.record(a),
            known.record(b),
            areOne(a, b) ? 1 : 0,
            probability,
            known.customer(a) == known.customer(b)));
  }

  private boolean areOne(int a, int b) {
    return persons.applyAsLong(a) == persons.applyAsLong(b);
  }

  /** Adds the pairs of persons and customers that have no score. */
  void addOthers(int[] labelled) {
    each(labelled, persons, "person");
    each(labelled, known::customer, "customer");
  }

  private void each(int[] labelled, IntToLongFunction group, String name) {
    Map<Long, List<Integer>> groups = new TreeMap<>();
    for (int place : labelled) {
      groups.computeIfAbsent(group.applyAsLong(place), g -> new ArrayList<>()).add(place);
    }
    int large = 0;
    for (List<Integer> places : groups.values()) {
      large += places.size() > LARGE ? 1 : 0;
      for (int i = 0; i < places.size() && places.size() <= LARGE; i++) {
        for (int k = i + 1; k < places.size(); k++) {
          add(places.get(i), places.get(k));
        }
      }
    }
    if (large > 0) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "%,d %s%s of more than %,d records: of the pairs in there only those that have a"
                  + " score are counted; the rows of records and customers count all",
              large,
              name,
              large == 1 ? "" : "s",
              LARGE));
    }
  }

  private void add(int a, int b) {
    if (told.add(IdentityEvaluation.pair(a, b))) {
      pairs.add(
          LabelledPair.neverCompared(
              known.record(a),
              known.record(b),
              areOne(a, b) ? 1 : 0,
              known.customer(a) == known.customer(b)));
    }
  }

  List<LabelledPair> pairs() {
    return pairs;
  }

  /** What was left out. */
  List<String> remarks() {
    return remarks;
  }
}
