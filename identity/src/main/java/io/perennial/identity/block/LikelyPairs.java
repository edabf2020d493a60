// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.block;

import io.perennial.identity.Levels;
import io.perennial.identity.compare.PairComparer;
import io.perennial.identity.compare.RecordTable;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Pairs among which matches are, with how likely each is one before any model is fitted: by the
 * default m of levels, by u of random pairs, and by how rare the values are that both have. Each
 * stands for as many pairs as were not drawn.
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
  private final double[][] logU;
  private final byte[] levels;
  private final int[] agreed;
  private final double logPrior;
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
    levels = new byte[table.attributes().size()];
    agreed = new int[levels.length];
    logPrior = -Math.log(Math.max(2, table.records()));
    logU = strangers(new SplittableRandom(seed));
  }

  private double[][] strangers(SplittableRandom random) {
    double[][] counts = new double[levels.length][];
    for (int k = 0; k < levels.length; k++) {
      counts[k] = new double[levels(k).size()];
      Arrays.fill(counts[k], 0.5);
    }
    for (int i = 0; i < STRANGERS && rows.length > 1; i++) {
      int one = rows[random.nextInt(rows.length)];
      int other = rows[random.nextInt(rows.length)];
      if (one != other) {
        comparer.compare(one, other, levels, agreed);
        for (int k = 0; k < levels.length; k++) {
          counts[k][levels[k]]++;
        }
      }
    }
    for (double[] of : counts) {
      double said = 0;
      for (int level = 1; level < of.length; level++) {
        said += of[level];
      }
      for (int level = 1; level < of.length; level++) {
        of[level] = Math.log(of[level] / said);
      }
      of[0] = 0;
    }
    return counts;
  }

  private Levels levels(int attribute) {
    return table.attributes().get(attribute).levels();
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
    for (long pair : seen) {
      int one = (int) (pair >>> 32);
      int other = (int) pair;
      double likely = probability(one, other);
      if (likely >= LEAST) {
        add(one, other, likely * stands(predicates, one, other));
      }
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

  private double probability(int one, int other) {
    comparer.compare(rows[one], rows[other], levels, agreed);
    double logOdds = logPrior;
    for (int k = 0; k < levels.length; k++) {
      int level = levels[k];
      if (level > 0) {
        double u = logU[k][level];
        if (agreed[k] >= 0 && level == levels(k).top()) {
          u = Math.log((table.count(k, agreed[k]) + 1.0) / (table.records() + 1.0));
        }
        logOdds += Math.log(levels(k).m(level)) - u;
      }
    }
    return 1 / (1 + Math.exp(-logOdds));
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
