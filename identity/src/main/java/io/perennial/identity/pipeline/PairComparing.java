// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import io.perennial.identity.Levels;
import io.perennial.identity.block.Blocks;
import io.perennial.identity.compare.RecordTable;
import io.perennial.identity.model.PatternCounts;
import io.perennial.identity.model.TermShares;
import io.perennial.lake.Engine;
import io.perennial.lake.SqlStep;
import io.perennial.lake.step.Progress;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Compares pairs in several threads. The work is cut into parts that do not depend on how many
 * threads there are, so that neither does the result.
 */
final class PairComparing {

  private static final SqlStep CANDIDATES = SqlStep.of(PairComparing.class, "candidate_pairs");
  private static final int PARTS = 64;

  /** Random pairs, at most. */
  private static final int RANDOM = 1_000_000;

  /** Where there are fewer pairs, all of them are taken for random ones. */
  private static final long ALL = 300_000;

  private final Engine engine;
  private final RecordTable table;
  private final List<Levels> levels;
  private final TermShares shares;
  private final Progress progress;

  PairComparing(
      Engine engine, RecordTable table, List<Levels> levels, TermShares shares, Progress progress) {
    this.engine = engine;
    this.table = table;
    this.levels = levels;
    this.shares = shares;
    this.progress = progress;
  }

  private ComparedPairs part() {
    return new ComparedPairs(new PairEvidence(table, levels, shares));
  }

  /** All pairs that share a block, paired by the engine. */
  List<ComparedPairs> candidates(Blocks blocks) {
    progress.begin("comparing pairs", blocks.pairsAtMost(), "pairs");
    engine.load("block_rows", BlockRows.of(blocks));
    try {
      engine.run(CANDIDATES, Map.of());
      return new StreamedPairs(Runtime.getRuntime().availableProcessors(), this::part, this::tell)
          .compare(engine.query("SELECT row_a, row_b FROM candidate_pairs"));
    } finally {
      engine.drop("candidate_pairs");
      engine.drop("block_rows");
    }
  }

  /** The pairs whose evidence may have changed, as {@link Blocks#forEachPairSince}. */
  List<ComparedPairs> since(Blocks blocks, BitSet changed, int gone) {
    progress.begin("comparing pairs of what changed", 0, "pairs");
    return IntStream.range(0, PARTS)
        .parallel()
        .mapToObj(
            at -> {
              ComparedPairs part = part();
              blocks.forEachPairSince(changed, gone, at, PARTS, (a, b, rule) -> part.compare(a, b));
              tell(part.size());
              return part;
            })
        .toList();
  }

  private synchronized void tell(long pairs) {
    progress.advance(pairs);
  }

  /** How strangers agree: pairs drawn at random, or all where they are few. */
  PatternCounts random(long seed) {
    int n = table.records();
    long all = (long) n * (n - 1) / 2;
    List<ComparedPairs> parts =
        IntStream.range(0, PARTS)
            .parallel()
            .mapToObj(
                at -> {
                  ComparedPairs part = part();
                  if (all <= ALL) {
                    everyPair(part, at, n);
                  } else {
                    drawn(part, new SplittableRandom(seed + 31L * at), n);
                  }
                  return part;
                })
            .toList();
    return counts(parts);
  }

  private static void everyPair(ComparedPairs part, int at, int n) {
    for (int b = at; b < n; b += PARTS) {
      for (int a = 0; a < b; a++) {
        part.count(a, b);
      }
    }
  }

  private static void drawn(ComparedPairs part, SplittableRandom random, int n) {
    for (int i = 0; i < RANDOM / PARTS; i++) {
      int a = random.nextInt(n);
      int b = random.nextInt(n);
      if (a != b) {
        part.count(a, b);
      }
    }
  }

  /** The patterns of all parts together. */
  PatternCounts counts(List<ComparedPairs> parts) {
    PatternCounts counts = new PatternCounts(levels);
    parts.forEach(part -> part.addTo(counts));
    return counts;
  }
}
