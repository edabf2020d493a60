// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import io.perennial.identity.Levels;
import io.perennial.identity.compare.RecordTable;
import io.perennial.identity.model.PatternCounts;
import io.perennial.identity.model.TermShares;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How labelled pairs agree. Of records whose person is known, all pairs of a person are matches,
 * and those candidates that are of two persons are none: other pairs of two persons tell no more
 * than random ones.
 */
final class LabelledPatterns {

  /** Records of a person whose pairs are all compared; of more the first. */
  private static final int MOST_OF_PERSON = 300;

  private final RecordTable table;
  private final PairEvidence evidence;
  private final PatternCounts matches;
  private final PatternCounts others;

  private LabelledPatterns(RecordTable table, List<Levels> levels, TermShares shares) {
    this.table = table;
    evidence = new PairEvidence(table, levels, shares);
    matches = new PatternCounts(levels);
    others = new PatternCounts(levels);
  }

  static LabelledPatterns of(
      PairLabels labels,
      RecordTable table,
      List<Levels> levels,
      TermShares shares,
      List<ComparedPairs> compared) {
    LabelledPatterns patterns = new LabelledPatterns(table, levels, shares);
    patterns.pairs(labels.pairs());
    if (!labels.persons().isEmpty()) {
      patterns.persons(labels.persons(), compared);
    }
    return patterns;
  }

  PatternCounts matches() {
    return matches;
  }

  PatternCounts others() {
    return others;
  }

  private void pairs(Map<PairLabels.Pair, Boolean> pairs) {
    pairs.forEach(
        (pair, areOne) -> {
          int a = EvidenceResolution.place(table, pair.a());
          int b = EvidenceResolution.place(table, pair.b());
          if (a >= 0 && b >= 0) {
            count(a, b, areOne);
          }
        });
  }

  private void persons(Map<Long, Long> persons, List<ComparedPairs> compared) {
    Map<Integer, Long> known = new HashMap<>();
    Map<Long, List<Integer>> rowsOf = new TreeMap<>();
    persons.forEach(
        (record, person) -> {
          int row = EvidenceResolution.place(table, record);
          if (row >= 0) {
            known.put(row, person);
            rowsOf.computeIfAbsent(person, p -> new ArrayList<>()).add(row);
          }
        });
    for (List<Integer> rows : rowsOf.values()) {
      int most = Math.min(MOST_OF_PERSON, rows.size());
      for (int i = 0; i < most; i++) {
        for (int k = i + 1; k < most; k++) {
          count(rows.get(i), rows.get(k), true);
        }
      }
    }
    for (ComparedPairs part : compared) {
      part.forEach(
          (a, b) -> {
            Long one = known.get(a);
            Long other = one == null ? null : known.get(b);
            if (other != null && !other.equals(one)) {
              count(a, b, false);
            }
          });
    }
  }

  private void count(int a, int b, boolean areOne) {
    evidence.compare(Math.min(a, b), Math.max(a, b));
    (areOne ? matches : others).add(evidence.levels());
  }
}
