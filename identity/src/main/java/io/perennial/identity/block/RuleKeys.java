// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.block;

import io.perennial.identity.compare.RecordTable;
import java.util.HashMap;
import java.util.Map;

/** The keys of rows under a rule: of two predicates, each key of one with each of the other. */
final class RuleKeys {

  /** A row has at most so many keys under a rule. */
  static final int MOST = 64;

  private static final long EVERYBODY = 1;

  private final AttributeKeys[] parts;
  private final long[] first = new long[MOST];
  private final long[] second = new long[MOST];

  private RuleKeys(AttributeKeys[] parts) {
    this.parts = parts;
  }

  /** Keys by predicate, made when first asked for; safe for use by many threads. */
  static final class Cache {
    private final RecordTable table;
    private final Map<Predicate, AttributeKeys> made = new HashMap<>();

    Cache(RecordTable table) {
      this.table = table;
    }

    RecordTable table() {
      return table;
    }

    synchronized AttributeKeys of(Predicate predicate) {
      return made.computeIfAbsent(predicate, p -> AttributeKeys.of(table, p));
    }

    /** A reader of keys under {@code rule}; one for each thread. */
    RuleKeys of(BlockingRule rule) {
      return new RuleKeys(rule.predicates().stream().map(this::of).toArray(AttributeKeys[]::new));
    }
  }

  /** Puts the distinct keys of a row into {@code into}, and answers how many there are. */
  int fill(int row, long[] into) {
    if (parts.length == 0) {
      into[0] = EVERYBODY;
      return 1;
    }
    if (parts.length == 1) {
      return parts[0].fill(row, into);
    }
    int ones = parts[0].fill(row, first);
    int others = ones == 0 ? 0 : parts[1].fill(row, second);
    int count = 0;
    for (int i = 0; i < ones; i++) {
      for (int k = 0; k < others && count < into.length; k++) {
        // keys of one predicate are distinct, so that those of two are
        into[count++] = ValueKeys.mix(first[i], second[k]);
      }
    }
    return count;
  }
}
