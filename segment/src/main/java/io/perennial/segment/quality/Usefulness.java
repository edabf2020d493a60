// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.quality;

import io.perennial.math.summary.Moments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What share of what customers did after an instant their cluster at the instant told, over several
 * instants. Clusters are made without a look at what came.
 *
 * @param mean over windows, of η² of robust spend, less what as many clusters reach by chance
 * @param error its standard error
 * @param ranked the mean over windows of ε² of ranks
 * @param byWindow what {@code mean} is the mean of
 */
public record Usefulness(double mean, double error, double ranked, List<Double> byWindow) {

  static final int FOLDS = 20;

  public Usefulness {
    byWindow = List.copyOf(byWindow);
  }

  /**
   * Of one candidate, with shape [windows][folds + 1]: the share told with each fold of customers
   * left out, and last with none.
   */
  static Usefulness of(double[][] told, double ranked) {
    double[][] nothing = new double[told.length][FOLDS + 1];
    List<Double> byWindow = new ArrayList<>();
    for (double[] window : told) {
      byWindow.add(window[FOLDS]);
    }
    return new Usefulness(difference(told, nothing), error(told, nothing), ranked, byWindow);
  }

  /** By how much one candidate tells more than another in the mean over windows. */
  static double difference(double[][] told, double[][] less) {
    double sum = 0;
    for (int w = 0; w < told.length; w++) {
      sum += (told[w][FOLDS] - less[w][FOLDS]) / told.length;
    }
    return sum;
  }

  /**
   * The standard error of that difference: the larger of what customers make (a jackknife of
   * twentieths of them, the same ones for both candidates) and of how windows differ.
   */
  static double error(double[][] told, double[][] less) {
    int windows = told.length;
    double customers = 0;
    Moments across = new Moments();
    for (int w = 0; w < windows; w++) {
      Moments without = new Moments();
      for (int f = 0; f < FOLDS; f++) {
        without.add(told[w][f] - less[w][f]);
      }
      double squares = without.variance().orElse(0) * (FOLDS - 1);
      customers += squares * (FOLDS - 1) / FOLDS / windows / windows;
      across.add(told[w][FOLDS] - less[w][FOLDS]);
    }
    return Math.sqrt(Math.max(customers, across.variance().orElse(0) / windows));
  }

  /**
   * The adjusted η² of {@code values} with each fold left out, and last with none. O(n + folds ×
   * groups).
   *
   * @param groups of each value its cluster, from 0
   * @param folds of each value from 0 to {@link #FOLDS} - 1
   */
  static double[] told(int[] groups, double[] values, int[] folds) {
    int k = Arrays.stream(groups).max().orElse(0) + 1;
    int width = FOLDS + 1;
    double mean = Arrays.stream(values).sum() / Math.max(1, values.length);
    double[] counts = new double[k * width];
    double[] sums = new double[k * width];
    double[] squares = new double[width];
    for (int i = 0; i < values.length; i++) {
      double off = values[i] - mean;
      int cell = groups[i] * width;
      counts[cell + folds[i]]++;
      sums[cell + folds[i]] += off;
      squares[folds[i]] += off * off;
      counts[cell + FOLDS]++;
      sums[cell + FOLDS] += off;
      squares[FOLDS] += off * off;
    }
    double[] told = new double[width];
    for (int f = 0; f < width; f++) {
      double n = 0;
      double sum = 0;
      double between = 0;
      int found = 0;
      for (int g = 0; g < k; g++) {
        boolean all = f == FOLDS;
        double count = counts[g * width + FOLDS] - (all ? 0 : counts[g * width + f]);
        if (count > 0) {
          double part = sums[g * width + FOLDS] - (all ? 0 : sums[g * width + f]);
          between += part * part / count;
          sum += part;
          n += count;
          found++;
        }
      }
      double centre = n == 0 ? 0 : sum * sum / n;
      double total = squares[FOLDS] - (f == FOLDS ? 0 : squares[f]) - centre;
      double eta = total <= 1e-12 * squares[FOLDS] || total <= 0 ? 0 : (between - centre) / total;
      told[f] = found < 2 ? 0 : Separation.adjusted(Math.min(1, eta), (int) n, found);
    }
    return told;
  }
}
