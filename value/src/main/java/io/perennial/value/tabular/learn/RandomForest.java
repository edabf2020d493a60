// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular.learn;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.parallel.Chunks;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.tabular.Classifier;
import io.perennial.value.tabular.ClassifierModel;
import io.perennial.value.tabular.FeatureColumns;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A random forest (Breiman 2001): each tree is grown on rows drawn with replacement, each split the
 * best of a few columns drawn for it, thresholds those of 60 pieces of nearly as many rows.
 *
 * @param trees >= 1
 * @param leastRows of a leaf, >= 1
 */
public record RandomForest(int trees, int leastRows) implements Classifier {

  private static final int PIECES = 60;
  private static final int DEEPEST = 40;

  public RandomForest {
    if (trees < 1 || leastRows < 1) {
      throw new IllegalArgumentException(
          "Invalid trees or least rows: " + trees + ", " + leastRows + " (must be >= 1)");
    }
  }

  /** 300 trees, leaves of 8 rows. */
  public static RandomForest standard() {
    return new RandomForest(300, 8);
  }

  @Override
  public String name() {
    return "random forest";
  }

  @Override
  public ClassifierModel train(FeatureMatrix features, double[] label, long seed) {
    Rows.check(name(), features, label);
    double[][] columns = FeatureColumns.of(features);
    Bins bins = Bins.of(columns, PIECES);
    byte[][] codes = bins.codes(columns);
    RandomSource source = RandomSource.seeded(seed).derive("forest");
    TreeNodes[] grown = new TreeNodes[trees];
    Chunks.forEach(
        trees,
        1,
        (from, to) -> {
          for (int t = from; t < to; t++) {
            grown[t] = new Growth(bins, codes, label, source.stream(t), leastRows).tree();
          }
        });
    return new TreesModel(
        name(),
        features.names(),
        List.of(grown),
        String.format(
            Locale.ROOT,
            "Random forest of %d trees with leaves of %d rows or more, learned from %,d rows",
            trees,
            leastRows,
            label.length));
  }

  /** One tree as it grows. */
  private static final class Growth {
    private final TreeNodes nodes = new TreeNodes();
    private final Bins bins;
    private final byte[][] codes;
    private final double[] label;
    private final RandomStream lots;
    private final int leastRows;
    private final int tried;
    private final int[] order;
    private final double[] yes = new double[PIECES + 2];
    private final int[] count = new int[PIECES + 2];
    private int bestColumn;
    private int bestBin;
    private boolean unknownLeft;

    Growth(Bins bins, byte[][] codes, double[] label, RandomStream lots, int leastRows) {
      this.bins = bins;
      this.codes = codes;
      this.label = label;
      this.lots = lots;
      this.leastRows = leastRows;
      this.tried = Math.max(1, (int) Math.round(Math.sqrt(bins.columns())));
      this.order = new int[bins.columns()];
      Arrays.setAll(order, k -> k);
    }

    TreeNodes tree() {
      int[] rows = new int[label.length];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = lots.nextInt(rows.length);
      }
      grow(rows, 0, rows.length, 0);
      return nodes;
    }

    private int grow(int[] rows, int from, int to, int depth) {
      double sum = 0;
      for (int i = from; i < to; i++) {
        sum += label[rows[i]];
      }
      int n = to - from;
      int node = nodes.leaf(sum / n);
      if (sum == 0
          || sum == n
          || n < 2 * leastRows
          || depth == DEEPEST
          || !choose(rows, from, to, sum)) {
        return node;
      }
      int column = bestColumn;
      int bin = bestBin;
      boolean left = unknownLeft;
      byte[] code = codes[column];
      int middle = from;
      for (int i = from; i < to; i++) {
        int piece = code[rows[i]];
        if (piece == 0 ? left : piece < bin) {
          int kept = rows[middle];
          rows[middle++] = rows[i];
          rows[i] = kept;
        }
      }
      int leftNode = grow(rows, from, middle, depth + 1);
      int rightNode = grow(rows, middle, to, depth + 1);
      nodes.split(node, column, bins.from(column, bin), left ? 1 : 0, leftNode, rightNode);
      return node;
    }

    /** The best split of some columns: the most of sums squared over counts. */
    private boolean choose(int[] rows, int from, int to, double sum) {
      int n = to - from;
      double best = sum * sum / n + 1e-9;
      boolean found = false;
      for (int c = 0; c < tried; c++) {
        int other = c + lots.nextInt(order.length - c);
        int k = order[other];
        order[other] = order[c];
        order[c] = k;
        int m = bins.count(k);
        Arrays.fill(yes, 0, m, 0);
        Arrays.fill(count, 0, m, 0);
        byte[] code = codes[k];
        for (int i = from; i < to; i++) {
          int bin = code[rows[i]];
          yes[bin] += label[rows[i]];
          count[bin]++;
        }
        for (int side = 0; side < (count[0] > 0 ? 2 : 1); side++) {
          double leftYes = side == 0 ? yes[0] : 0;
          int left = side == 0 ? count[0] : 0;
          for (int b = 2; b < m; b++) {
            leftYes += yes[b - 1];
            left += count[b - 1];
            int right = n - left;
            if (left < leastRows || right < leastRows || (count[b - 1] == 0 && b > 2)) {
              continue;
            }
            double rightYes = sum - leftYes;
            double score = leftYes * leftYes / left + rightYes * rightYes / right;
            if (score > best) {
              best = score;
              bestColumn = k;
              bestBin = b;
              unknownLeft = side == 0;
              found = true;
            }
          }
        }
      }
      return found;
    }
  }
}
