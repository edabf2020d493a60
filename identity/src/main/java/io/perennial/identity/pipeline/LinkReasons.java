// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import io.perennial.identity.Levels;
import io.perennial.identity.model.MatchModel;
import io.perennial.identity.model.Waterfall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Why a record is with others, in words, by how it agrees with the closest of them. No values. */
final class LinkReasons {

  /** What says most; the rest would only be read by few. */
  private static final int MOST = 3;

  /** Of records that people said to be one. */
  static final String SAID = "said to be the same";

  /** Of records that only all pairs of a customer of many records bring together. */
  private static final String TOGETHER = "alike with other records, all of them together";

  private final MatchModel model;
  private final Map<String, String> known = new ConcurrentHashMap<>();

  LinkReasons(MatchModel model) {
    this.model = model;
  }

  /**
   * The reason.
   *
   * @param levels of the closest pair, as {@link PairEvidence#text}; empty where there is none
   */
  String of(String levels) {
    return levels.isEmpty()
        ? TOGETHER
        : known.computeIfAbsent(levels, this::words) + " as another record";
  }

  private String words(String text) {
    byte[] levels = PairEvidence.levels(text);
    long[] hashes = new long[levels.length];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = levels[i] == model.levels().get(i).top() ? Long.MAX_VALUE : -1;
    }
    List<Waterfall.Evidence> evidence = new ArrayList<>(model.explain(levels, hashes).evidence());
    evidence.removeIf(e -> !(e.bits() > 0));
    evidence.sort(
        Comparator.comparingDouble((Waterfall.Evidence e) -> -e.bits())
            .thenComparing(Waterfall.Evidence::attribute));
    List<String> words = new ArrayList<>();
    for (Waterfall.Evidence one : evidence.subList(0, Math.min(MOST, evidence.size()))) {
      words.add(word(one));
    }
    return words.isEmpty() ? "alike" : String.join(", ", words);
  }

  private String word(Waterfall.Evidence evidence) {
    String name = evidence.attribute().replace('_', ' ');
    for (Levels levels : model.levels()) {
      if (levels.attribute().equals(evidence.attribute())
          && levels.names().get(levels.top()).equals(evidence.level())) {
        return "same " + name;
      }
    }
    return name + " " + evidence.level();
  }
}
