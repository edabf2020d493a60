// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import io.perennial.identity.model.MatchModel;
import java.util.Arrays;

/** What a model makes of patterns, so that most pairs need not be looked at twice. */
final class ModelScores {

  /** Pairs less probable than this are not kept. */
  static final double LEAST_PROBABILITY = 0.01;

  /** Log-odds of pairs that are kept, at least. */
  static final double LEAST = Math.log(LEAST_PROBABILITY / (1 - LEAST_PROBABILITY));

  private final double[] most;
  private final String[] texts;

  /** For each pattern the most that it can come to, whichever values agree. */
  ModelScores(MatchModel model, Patterns patterns) {
    int width = model.levels().size();
    most = new double[patterns.size()];
    texts = new String[patterns.size()];
    byte[] levels = new byte[width];
    long[] nobodys = new long[width];
    // a value that nobody shares says most
    Arrays.fill(nobodys, Long.MAX_VALUE);
    for (int pattern = 0; pattern < most.length; pattern++) {
      patterns.read(pattern, levels);
      long[] hashes = new long[width];
      for (int i = 0; i < width; i++) {
        hashes[i] = levels[i] == model.levels().get(i).top() ? nobodys[i] : -1;
      }
      most[pattern] = model.logOdds(levels, hashes);
      texts[pattern] = most[pattern] >= LEAST ? PairEvidence.text(levels) : "";
    }
  }

  /** Whether pairs of a pattern may be kept. */
  boolean mayBeKept(int pattern) {
    return most[pattern] >= LEAST;
  }

  /** The levels of a pattern whose pairs may be kept, as a text. */
  String text(int pattern) {
    return texts[pattern];
  }
}
