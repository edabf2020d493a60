// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.drift;

import io.perennial.math.distribution.ChiSquared;
import io.perennial.math.parallel.Chunks;
import io.perennial.value.TooLittleDataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How far a feature, or a score, has moved since a model was fitted: the population stability
 * index, the sum over bins of (new share - old share) x log(new share / old share). Where nothing
 * has moved it is (1/n + 1/m) times chi-square with bins - 1 degrees (Yurdakul and Naranjo,
 * "Statistical properties of the population stability index", Journal of Risk Model Validation 14,
 * 2020), which gives a p-value and a threshold of a stated rate of false alarms. The usual 0.1 says
 * only how much is moved: it alone would alarm over nothing in small samples, and never in time in
 * large ones.
 *
 * <p>The same customers twice are more alike than two samples: then the rate is below that stated.
 *
 * @param name of the feature
 * @param index the stability index, >= 0
 * @param bins that it was summed over, those of missing values included
 * @param pValue the chance of at least this index if nothing has moved
 * @param threshold the index that is exceeded as often as stated if nothing has moved
 * @param isAlarm whether it is exceeded, all features that were looked at together counted
 */
public record StabilityIndex(
    String name, double index, int bins, double pValue, double threshold, boolean isAlarm) {

  /** What practice calls a noticeable move. */
  public static final double NOTICEABLE = 0.1;

  private static final int MOST_BINS = 10;

  /** Customers of either sample that a bin should have for chi-square to be right. */
  private static final double LEAST = 10;

  /**
   * The index of each of k columns, with thresholds such that some false alarm among all of them
   * comes as often as {@code falseAlarms} says (Holm 1979). Columns in parallel; O(k (n + m) log (n
   * + m)).
   *
   * @param names of the columns
   * @param before each column when the model was fitted, double[k][n]; {@code NaN} where not known
   * @param after each column now, double[k][m]
   * @param falseAlarms the chance of at least one alarm if nothing has moved, as 0.01
   * @return in the order of the names
   * @throws TooLittleDataException if a sample has fewer than 20 rows
   */
  public static List<StabilityIndex> of(
      List<String> names, double[][] before, double[][] after, double falseAlarms) {
    int k = names.size();
    if (before.length != k || after.length != k) {
      throw new IllegalArgumentException(
          "Invalid columns: "
              + k
              + " names, "
              + before.length
              + " before, "
              + after.length
              + " after (must be as many of each)");
    }
    if (!(falseAlarms > 0 && falseAlarms < 1)) {
      throw new IllegalArgumentException(
          "Invalid rate of false alarms: " + falseAlarms + " (must be within (0, 1))");
    }
    StabilityIndex[] each = new StabilityIndex[k];
    Chunks.forEach(
        k,
        1,
        (from, to) -> {
          for (int j = from; j < to; j++) {
            each[j] = one(names.get(j), before[j], after[j], falseAlarms / k);
          }
        });
    List<StabilityIndex> plain = List.of(each);
    List<Integer> order = new ArrayList<>();
    for (int j = 0; j < k; j++) {
      order.add(j);
    }
    order.sort(Comparator.comparingDouble(j -> plain.get(j).pValue()));
    StabilityIndex[] judged = new StabilityIndex[k];
    boolean open = true;
    for (int rank = 0; rank < k; rank++) {
      StabilityIndex index = plain.get(order.get(rank));
      open &= index.pValue() < falseAlarms / (k - rank);
      judged[order.get(rank)] =
          new StabilityIndex(
              index.name, index.index, index.bins, index.pValue, index.threshold, open);
    }
    return List.of(judged);
  }

  /** The index of one column alone. */
  public static StabilityIndex of(
      String name, double[] before, double[] after, double falseAlarms) {
    return of(List.of(name), new double[][] {before}, new double[][] {after}, falseAlarms).get(0);
  }

  private static StabilityIndex one(String name, double[] before, double[] after, double alpha) {
    if (before.length < 2 * LEAST || after.length < 2 * LEAST) {
      throw new TooLittleDataException(
          String.format(
              Locale.ROOT,
              "Cannot compare %s over time: %d customers before and %d after (at least %.0f of each"
                  + " are needed)",
              name,
              before.length,
              after.length,
              2 * LEAST));
    }
    double[] borders = borders(before, after);
    double[] old = counts(before, borders);
    double[] now = counts(after, borders);
    List<double[]> merged = merged(old, now, before.length, after.length);
    int bins = merged.size();
    double index = 0;
    for (double[] bin : merged) {
      // half a customer more in each bin, so that an empty one is not infinitely far
      double p = (bin[0] + 0.5) / (before.length + 0.5 * bins);
      double q = (bin[1] + 0.5) / (after.length + 0.5 * bins);
      index += (q - p) * Math.log(q / p);
    }
    if (bins < 2) {
      return new StabilityIndex(name, 0, bins, 1, 0, false);
    }
    double scale = 1.0 / before.length + 1.0 / after.length;
    ChiSquared law = new ChiSquared(bins - 1.0);
    double pValue = law.upperTail(index / scale);
    return new StabilityIndex(
        name, index, bins, pValue, scale * law.exceededWith(alpha), pValue < alpha);
  }

  /** The upper ends of bins of about equal counts of both samples together, equal values kept. */
  private static double[] borders(double[] before, double[] after) {
    double[] all = new double[before.length + after.length];
    System.arraycopy(before, 0, all, 0, before.length);
    System.arraycopy(after, 0, all, before.length, after.length);
    double[] known = Arrays.stream(all).filter(v -> !Double.isNaN(v)).map(v -> v + 0.0).toArray();
    Arrays.sort(known);
    int smaller = Math.min(before.length, after.length);
    int wanted = (int) Math.max(2, Math.min(MOST_BINS, smaller / (2 * LEAST)));
    return IntStream.range(1, wanted)
        .filter(b -> known.length > 0)
        .mapToDouble(b -> known[(int) ((long) b * known.length / wanted)])
        .distinct()
        .toArray();
  }

  /** Customers in each bin (below the border, or at least the last); the last is the missing. */
  private static double[] counts(double[] values, double[] borders) {
    double[] counts = new double[borders.length + 2];
    for (double value : values) {
      if (Double.isNaN(value)) {
        counts[borders.length + 1]++;
      } else {
        int bin = 0;
        while (bin < borders.length && value >= borders[bin]) {
          bin++;
        }
        counts[bin]++;
      }
    }
    return counts;
  }

  /** Bins with an expected count below the least in either sample join a neighbour. */
  private static List<double[]> merged(double[] old, double[] now, double n, double m) {
    List<double[]> bins = new ArrayList<>();
    double[] open = new double[2];
    for (int b = 0; b < old.length; b++) {
      open[0] += old[b];
      open[1] += now[b];
      double share = (open[0] + open[1]) / (n + m);
      if (share * Math.min(n, m) >= LEAST) {
        bins.add(open);
        open = new double[2];
      }
    }
    if (open[0] + open[1] > 0 && !bins.isEmpty()) {
      double[] last = bins.get(bins.size() - 1);
      last[0] += open[0];
      last[1] += open[1];
    }
    return bins;
  }

  /** Whether it has moved by more than chance, and by so much that practice would notice. */
  public boolean isNoticeable() {
    return isAlarm && index >= NOTICEABLE;
  }

  /** In a sentence. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: stability index %.4f (chance alone exceeds %.4f as often as stated; p %.2g), %s",
        name,
        index,
        threshold,
        pValue,
        isNoticeable() ? "moved" : isAlarm ? "moved a little" : "not moved by more than chance");
  }
}
