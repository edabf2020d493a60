// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular.learn;

import io.perennial.domain.FeatureMatrix;
import io.perennial.value.tabular.Classifier;
import io.perennial.value.tabular.ClassifierModel;
import io.perennial.value.tabular.FeatureColumns;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A tree in the manner of C4.5 (Quinlan 1993, and 1996 for the price of a threshold): binary splits
 * by gain ratio among those of at least mean gain, rows with an unknown value going both ways in
 * part, and pessimistic pruning by the upper limit of the error at confidence .25. Thresholds are
 * those of 100 pieces of nearly as many rows. Leaves give shares drawn towards that of all rows.
 */
public final class C45Tree implements Classifier {

  private static final int PIECES = 100;
  private static final double FEWEST = 5;
  private static final int DEEPEST = 30;
  private static final double PRIOR_ROWS = 2;
  private static final double LIMIT = 0.6744897501960817; // of the normal distribution at .75

  @Override
  public String name() {
    return "C4.5 tree";
  }

  @Override
  public ClassifierModel train(FeatureMatrix features, double[] label, long seed) {
    Rows.check(name(), features, label);
    double[][] columns = FeatureColumns.of(features);
    Bins bins = Bins.of(columns, PIECES);
    Growth growth = new Growth(bins, bins.codes(columns), label);
    double[] weights = new double[label.length];
    Arrays.fill(weights, 1);
    int[] rows = new int[label.length];
    Arrays.setAll(rows, i -> i);
    growth.grow(rows, weights, 0);
    return new TreesModel(
        name(),
        features.names(),
        List.of(growth.nodes),
        String.format(
            Locale.ROOT,
            "C4.5 tree with %d leaves, learned from %,d rows",
            growth.nodes.leaves(),
            label.length));
  }

  private record Split(int column, int bin, double gain, double ratio, double knownLeft) {}

  /** One tree as it grows. */
  private static final class Growth {
    final TreeNodes nodes = new TreeNodes();
    private final Bins bins;
    private final byte[][] codes;
    private final double[] label;
    private final double prior;
    private double[] errors = new double[16];

    Growth(Bins bins, byte[][] codes, double[] label) {
      this.bins = bins;
      this.codes = codes;
      this.label = label;
      this.prior = Arrays.stream(label).sum() / label.length;
    }

    /** Grows and prunes what is below a node; its number. */
    int grow(int[] rows, double[] weights, int depth) {
      double yes = 0;
      double all = 0;
      for (int i = 0; i < rows.length; i++) {
        yes += weights[i] * label[rows[i]];
        all += weights[i];
      }
      int node = nodes.leaf((yes + PRIOR_ROWS * prior) / (all + PRIOR_ROWS));
      double wrong = pessimistic(all, Math.min(yes, all - yes));
      note(node, wrong);
      if (yes < 1e-9 || all - yes < 1e-9 || all < 2 * FEWEST || depth >= DEEPEST) {
        return node;
      }
      Split split = best(rows, weights, all);
      if (split == null) {
        return node;
      }
      int left = child(rows, weights, split, true, depth);
      int right = child(rows, weights, split, false, depth);
      double below = errors[left] + errors[right];
      if (below < wrong - 1e-9) {
        double at = bins.from(split.column(), split.bin());
        nodes.split(node, split.column(), at, split.knownLeft(), left, right);
        note(node, below);
      }
      return node;
    }

    private int child(int[] rows, double[] weights, Split split, boolean left, int depth) {
      byte[] code = codes[split.column()];
      int[] some = new int[rows.length];
      double[] their = new double[rows.length];
      int count = 0;
      for (int i = 0; i < rows.length; i++) {
        int bin = code[rows[i]];
        double share =
            bin == 0
                ? (left ? split.knownLeft() : 1 - split.knownLeft())
                : (bin < split.bin()) == left ? 1 : 0;
        if (share * weights[i] > 1e-9) {
          some[count] = rows[i];
          their[count++] = share * weights[i];
        }
      }
      return grow(Arrays.copyOf(some, count), Arrays.copyOf(their, count), depth + 1);
    }

    private @Nullable Split best(int[] rows, double[] weights, double all) {
      Split[] found = new Split[bins.columns()];
      double sum = 0;
      int count = 0;
      for (int k = 0; k < found.length; k++) {
        Split split = best(k, rows, weights, all);
        if (split != null && split.gain() > 1e-9) {
          found[k] = split;
          sum += split.gain();
          count++;
        }
      }
      Split best = null;
      for (Split split : found) {
        boolean good = split != null && split.gain() >= sum / count - 1e-9;
        if (good && (best == null || split.ratio() > best.ratio())) {
          best = split;
        }
      }
      return best;
    }

    private @Nullable Split best(int k, int[] rows, double[] weights, double all) {
      int m = bins.count(k);
      double[] yes = new double[m];
      double[] sum = new double[m];
      byte[] code = codes[k];
      for (int i = 0; i < rows.length; i++) {
        sum[code[rows[i]]] += weights[i];
        yes[code[rows[i]]] += weights[i] * label[rows[i]];
      }
      double known = all - sum[0];
      double knownYes = 0;
      int occurring = 0;
      for (int b = 1; b < m; b++) {
        knownYes += yes[b];
        occurring += sum[b] > 0 ? 1 : 0;
      }
      if (occurring < 2) {
        return null;
      }
      double whole = entropy(knownYes, known);
      double price = occurring > 2 ? log2(occurring - 1) / known : 0;
      double leftSum = 0;
      double leftYes = 0;
      double bestGain = 0;
      int bestBin = 0;
      double bestLeft = 0;
      for (int b = 2; b < m; b++) {
        leftSum += sum[b - 1];
        leftYes += yes[b - 1];
        double rightSum = known - leftSum;
        if (leftSum < FEWEST || rightSum < FEWEST) {
          continue;
        }
        double gain =
            whole
                - (leftSum * entropy(leftYes, leftSum)
                        + rightSum * entropy(knownYes - leftYes, rightSum))
                    / known;
        if (gain > bestGain) {
          bestGain = gain;
          bestBin = b;
          bestLeft = leftSum;
        }
      }
      if (bestBin == 0) {
        return null;
      }
      double gain = known / all * (bestGain - price);
      double spread = part(bestLeft / all) + part((known - bestLeft) / all) + part(sum[0] / all);
      return new Split(k, bestBin, gain, gain / spread, bestLeft / known);
    }

    private void note(int node, double wrong) {
      if (node >= errors.length) {
        errors = Arrays.copyOf(errors, 2 * node);
      }
      errors[node] = wrong;
    }
  }

  /** The upper limit of the errors of a leaf of n rows with e errors, Quinlan's U25%. */
  static double pessimistic(double n, double e) {
    if (e < 1e-9) {
      return n * (1 - Math.pow(0.25, 1 / n));
    }
    if (e + 0.5 >= n) {
      return n;
    }
    double f = (e + 0.5) / n;
    double z = LIMIT * LIMIT / n;
    return n * (f + z / 2 + Math.sqrt(z * (f - f * f + z / 4))) / (1 + z);
  }

  private static double entropy(double yes, double all) {
    return all <= 0 ? 0 : part(yes / all) + part(1 - yes / all);
  }

  private static double part(double share) {
    return share <= 0 ? 0 : -share * log2(share);
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }
}
