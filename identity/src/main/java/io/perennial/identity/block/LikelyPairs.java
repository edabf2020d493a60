// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.block;

import io.perennial.identity.Levels;
import io.perennial.identity.compare.ComparedAttribute;
import io.perennial.identity.compare.HeardOnce;
import io.perennial.identity.compare.PairComparer;
import io.perennial.identity.compare.RecordTable;
import io.perennial.identity.model.Fitting;
import io.perennial.identity.model.MatchModel;
import io.perennial.identity.model.MatchModelFit;
import io.perennial.identity.model.PatternCounts;
import io.perennial.identity.model.TermShares;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Pairs among which matches are, with how likely each is one by a first model that is fitted to
 * them. Each stands for as many pairs as were not drawn.
 */
final class LikelyPairs {

  /** Random pairs that tell how alike strangers are. */
  private static final int STRANGERS = 50_000;

  /** Pairs drawn for each predicate. */
  private static final int DRAWN = 20_000;

  /** Pairs less likely than this say nothing of what rules should find. */
  private static final double LEAST = 0.05;

  /** So many undrawn pairs a drawn one stands for, at most: more would be noise. */
  private static final double MOST_FOR_ONE = 25;

  private final RecordTable table;
  private final int[] rows;
  private final PairComparer comparer;
  private final List<Levels> attributes;
  private final HeardOnce heardOnce;
  private final PatternCounts strangers;
  private final byte[] levels;
  private final int[] agreed;
  private final long[] hashes;
  private int[] a = new int[1024];
  private int[] b = new int[1024];
  private double[] weight = new double[1024];
  private int size;

  /**
   * @param rows of the table that are looked at, ascending
   */
  LikelyPairs(RecordTable table, int[] rows, long seed) {
    this.table = table;
    this.rows = rows;
    comparer = new PairComparer(table);
    attributes = table.attributes().stream().map(ComparedAttribute::levels).toList();
    heardOnce = new HeardOnce(attributes);
    strangers = new PatternCounts(attributes);
    levels = new byte[attributes.size()];
    agreed = new int[levels.length];
    hashes = new long[levels.length];
    meetStrangers(new SplittableRandom(seed));
  }

  private void meetStrangers(SplittableRandom random) {
    for (int i = 0; i < STRANGERS && rows.length > 1; i++) {
      int one = random.nextInt(rows.length);
      int other = random.nextInt(rows.length);
      if (one != other) {
        compare(one, other);
        strangers.add(levels);
      }
    }
  }

  int size() {
    return size;
  }

  int a(int pair) {
    return a[pair];
  }

  int b(int pair) {
    return b[pair];
  }

  /** How many matches the pair stands for. */
  double weight(int pair) {
    return weight[pair];
  }

  /** Draws pairs that share a key of each predicate; pairs of several are taken once. */
  void draw(List<SampleKeys> predicates) {
    SplittableRandom random = new SplittableRandom(predicates.size());
    long[] seen = new long[predicates.size() * DRAWN];
    int count = 0;
    for (SampleKeys keys : predicates) {
      double step = Math.max(1, keys.allPairs() / DRAWN);
      double next = step == 1 ? 0 : random.nextDouble() * step;
      double at = 0;
      for (int block = 0; block < keys.blocks() && count < seen.length; block++) {
        double pairs = RuleBlocks.pairs(keys.size(block));
        for (; next < at + pairs && count < seen.length; next += step) {
          seen[count++] = pair(keys, block, (long) (next - at));
        }
        at += pairs;
      }
    }
    seen = Arrays.stream(seen, 0, count).sorted().distinct().toArray();
    MatchModel model = model(seen);
    for (long pair : seen) {
      int one = (int) (pair >>> 32);
      int other = (int) pair;
      compare(one, other);
      double likely = MatchModel.probability(model.logOdds(levels, hashes));
      if (likely >= LEAST) {
        add(one, other, likely * stands(predicates, one, other));
      }
    }
  }

  /** A first model, of the pairs that were drawn: good enough to tell which rules find matches. */
  private MatchModel model(long[] seen) {
    PatternCounts drawn = new PatternCounts(attributes);
    for (long pair : seen) {
      compare((int) (pair >>> 32), (int) pair);
      drawn.add(levels);
    }
    TermShares.Builder shares = TermShares.builder();
    for (int k = 0; k < levels.length; k++) {
      shares.records(attributes.get(k).attribute(), table.records());
      for (int code = 0; code < table.distinct(k); code++) {
        shares.value(attributes.get(k).attribute(), table.hash(k, code), table.count(k, code));
      }
    }
    return MatchModelFit.fit(
        Fitting.of(attributes, rows.length, strangers, drawn)
            .withTermShares(shares.build())
            .withStarts(1, seen.length));
  }

  private void compare(int one, int other) {
    comparer.compare(rows[one], rows[other], levels, agreed);
    heardOnce.apply(levels);
    for (int k = 0; k < levels.length; k++) {
      hashes[k] = agreed[k] < 0 ? -1 : table.hash(k, agreed[k]);
    }
  }

  /** Places within the sample of the nth pair of a block. */
  private static long pair(SampleKeys keys, int block, long nth) {
    long high = (long) ((1 + Math.sqrt(1 + 8.0 * nth)) / 2);
    while (high * (high - 1) / 2 > nth) {
      high--;
    }
    while ((high + 1) * high / 2 <= nth) {
      high++;
    }
    int low = (int) (nth - high * (high - 1) / 2);
    return ((long) keys.row(block, low) << 32) | keys.row(block, (int) high);
  }

  /** One over the chance with which a pair is drawn, roughly: that of its rarest key. */
  private static double stands(List<SampleKeys> predicates, int one, int other) {
    double most = 0;
    for (SampleKeys keys : predicates) {
      double chance = Math.min(1, DRAWN / Math.max(1, keys.allPairs()));
      if (chance > most && keys.share(one, other)) {
        most = chance;
      }
    }
    return most > 0 ? Math.min(MOST_FOR_ONE, 1 / most) : 1;
  }

  private void add(int one, int other, double likely) {
    if (size == a.length) {
      int room = size + (size >> 1);
      a = Arrays.copyOf(a, room);
      b = Arrays.copyOf(b, room);
      weight = Arrays.copyOf(weight, room);
    }
    a[size] = one;
    b[size] = other;
    weight[size++] = likely;
  }
}
