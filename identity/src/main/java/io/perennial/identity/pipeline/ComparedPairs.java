// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import io.perennial.identity.model.MatchModel;
import io.perennial.identity.model.PatternCounts;

/** Pairs that one thread compared: which pattern each has, and how often each pattern came. */
final class ComparedPairs {

  private final PairEvidence evidence;
  private final Patterns patterns;
  private final PairList pairs = new PairList();
  private final int width;

  ComparedPairs(PairEvidence evidence) {
    this.evidence = evidence;
    width = evidence.levels().length;
    patterns = new Patterns(width);
  }

  /** Compares a pair of rows. */
  void compare(int a, int b) {
    evidence.compare(a, b);
    pairs.add(a, b, patterns.add(evidence.levels()));
  }

  /** Compares a pair of rows, only to count its pattern. */
  void count(int a, int b) {
    evidence.compare(a, b);
    patterns.add(evidence.levels());
  }

  long size() {
    return pairs.size();
  }

  /** Takes two rows. */
  @FunctionalInterface
  interface Pair {
    void see(int a, int b);
  }

  void forEach(Pair reader) {
    pairs.forEach((a, b, pattern) -> reader.see(a, b));
  }

  /** Adds what was counted. */
  void addTo(PatternCounts counts) {
    byte[] levels = new byte[width];
    for (int pattern = 0; pattern < patterns.size(); pattern++) {
      patterns.read(pattern, levels);
      counts.add(levels, patterns.count(pattern));
    }
  }

  /** The pairs that a model gives a probability worth keeping. */
  ScoredPairs score(MatchModel model) {
    ModelScores scores = new ModelScores(model, patterns);
    ScoredPairs kept = new ScoredPairs();
    pairs.forEach(
        (a, b, pattern) -> {
          if (scores.mayBeKept(pattern)) {
            evidence.compare(a, b);
            double logOdds = model.logOdds(evidence.levels(), evidence.hashes());
            if (logOdds >= ModelScores.LEAST) {
              kept.add(a, b, logOdds, scores.text(pattern));
            }
          }
        });
    return kept;
  }
}
