// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.ingest.CleanRule;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import java.util.EnumMap;
import java.util.Map;

/** How many claims and texts of a batch each rule repaired or doubted. */
final class RuleCounts {

  private final Map<CleanRule, Long> counts = new EnumMap<>(CleanRule.class);

  Map<CleanRule, Long> counts() {
    return counts;
  }

  /**
   * Adds what a query counts.
   *
   * @param sql gives words of rules with blanks between, and how often they came
   */
  void add(Engine engine, String sql) {
    try (Batches found = engine.query(sql)) {
      while (found.next()) {
        Batch part = found.batch();
        for (int row = 0; row < part.rows(); row++) {
          for (String word : part.texts(0)[row].split(" ", -1)) {
            CleanRule rule = CleanRule.of(word).orElseThrow();
            counts.merge(rule, part.longs(1)[row], Long::sum);
          }
        }
      }
    }
  }
}
