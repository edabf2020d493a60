// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular.learn;

import static io.perennial.math.special.Logarithms.logistic;

import io.perennial.math.parallel.Chunks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The pairs of features that tell most of what curves have left: by the best cut of each, on a
 * coarser grid (FAST of Lou, Caruana, Gehrke and Hooker 2013). O(n k^2).
 */
final class PairSearch {

  private static final int COARSE = 12;
  private static final int MOST_FEATURES = 80;
  private static final double RIDGE = 1;
  private static final double LEAST_WEIGHT = 2;

  private PairSearch() {}

  private record Candidate(int first, int second, double gain) {}

  /**
   * Pairs of columns, the strongest first, int[pairs][2]; of many columns, among those whose curves
   * vary most.
   */
  static int[][] strongest(
      Bins bins, byte[][] codes, double[] label, double[] odds, double[][] curves, int pairs) {
    int[] among = among(codes, curves);
    int k = among.length;
    if (pairs == 0 || k < 2) {
      return new int[0][];
    }
    int n = label.length;
    double[] miss = new double[n];
    double[] weight = new double[n];
    for (int i = 0; i < n; i++) {
      double p = logistic(odds[i]);
      miss[i] = label[i] - p;
      weight[i] = p * (1 - p);
    }
    List<List<Candidate>> found = new ArrayList<>();
    for (int a = 0; a < k; a++) {
      found.add(new ArrayList<>());
    }
    Chunks.forEach(
        k,
        1,
        (from, to) -> {
          for (int a = from; a < to; a++) {
            for (int b = a + 1; b < k; b++) {
              double gain = gain(bins, codes, miss, weight, among[a], among[b]);
              if (gain > 0) {
                found.get(a).add(new Candidate(among[a], among[b], gain));
              }
            }
          }
        });
    return found.stream()
        .flatMap(List::stream)
        .sorted(
            Comparator.comparingDouble((Candidate c) -> -c.gain())
                .thenComparingInt(Candidate::first)
                .thenComparingInt(Candidate::second))
        .limit(pairs)
        .map(c -> new int[] {c.first(), c.second()})
        .toArray(int[][]::new);
  }

  private static int[] among(byte[][] codes, double[][] curves) {
    double[] spread = new double[codes.length];
    for (int k = 0; k < spread.length; k++) {
      double sum = 0;
      double squares = 0;
      for (byte code : codes[k]) {
        sum += curves[k][code];
        squares += curves[k][code] * curves[k][code];
      }
      spread[k] = squares - sum * sum / codes[k].length;
    }
    return IntStream.range(0, spread.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer k) -> -spread[k]).thenComparingInt(k -> k))
        .limit(MOST_FEATURES)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  private static double gain(
      Bins bins, byte[][] codes, double[] miss, double[] weight, int a, int b) {
    int rows = bins.count(a);
    int columns = bins.count(b);
    int stepA = (rows - 2) / COARSE + 1;
    int stepB = (columns - 2) / COARSE + 1;
    int coarseRows = (rows - 2) / stepA + 2;
    int coarseColumns = (columns - 2) / stepB + 2;
    double[] g = new double[coarseRows * coarseColumns];
    double[] h = new double[coarseRows * coarseColumns];
    byte[] first = codes[a];
    byte[] second = codes[b];
    for (int i = 0; i < miss.length; i++) {
      int x = first[i] == 0 ? 0 : 1 + (first[i] - 1) / stepA;
      int y = second[i] == 0 ? 0 : 1 + (second[i] - 1) / stepB;
      g[x * coarseColumns + y] += miss[i];
      h[x * coarseColumns + y] += weight[i];
    }
    Quadrants best = Quadrants.best(g, h, coarseRows, coarseColumns, RIDGE, LEAST_WEIGHT);
    return best == null ? 0 : best.gain();
  }
}
