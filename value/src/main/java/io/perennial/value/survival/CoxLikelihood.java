// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.survival;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Cox's partial log-likelihood (1972) with Efron's ties, its gradient and its information, and the
 * hazard of the baseline. From the longest life to the shortest, lives join those at risk, and
 * leave them at the age at which they were first seen.
 */
final class CoxLikelihood {

  private final double[][] z;
  private final Durations lives;
  private final int[] byTime;
  private final int[] byEntry;
  private final int k;

  /**
   * The likelihood at one point.
   *
   * @param time of the ends, descending, double[steps]
   * @param hazard of the baseline at each, double[steps]
   */
  @SuppressWarnings("ArrayRecordComponent") // inside the package, read at once
  record Value(
      double logLikelihood,
      double[] gradient,
      double[][] information,
      double[] time,
      double[] hazard) {}

  CoxLikelihood(Durations lives, double[][] z) {
    this.lives = lives;
    this.z = z;
    this.k = z.length == 0 ? 0 : z[0].length;
    this.byTime = descending(lives.size(), Comparator.comparingDouble(lives::time));
    this.byEntry = descending(lives.size(), Comparator.comparingDouble(lives::entry));
  }

  private static int[] descending(int n, Comparator<Integer> order) {
    return IntStream.range(0, n)
        .boxed()
        .sorted(order.reversed().thenComparingInt(i -> i))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  Value at(double[] beta) {
    int n = lives.size();
    double[] eta = new double[n];
    double top = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < k; j++) {
        eta[i] += beta[j] * z[i][j];
      }
      top = Math.max(top, eta[i]);
    }
    Sums risk = new Sums(k);
    Sums ends = new Sums(k);
    double value = 0;
    double[] gradient = new double[k];
    double[][] information = new double[k][k];
    double[] time = new double[n];
    double[] hazard = new double[n];
    int steps = 0;
    int left = 0;
    for (int a = 0; a < n; ) {
      double now = lives.time(byTime[a]);
      int count = 0;
      ends.clear();
      for (; a < n && lives.time(byTime[a]) == now; a++) {
        int i = byTime[a];
        double weight = Math.exp(eta[i] - top);
        risk.add(weight, z[i]);
        if (lives.isEnded(i)) {
          ends.add(weight, z[i]);
          value += eta[i] - top;
          for (int j = 0; j < k; j++) {
            gradient[j] += z[i][j];
          }
          count++;
        }
      }
      for (; left < n && lives.entry(byEntry[left]) >= now; left++) {
        int i = byEntry[left];
        risk.add(-Math.exp(eta[i] - top), z[i]);
      }
      for (int tie = 0; tie < count; tie++) {
        double share = tie / (double) count;
        double all = Math.max(risk.weight - share * ends.weight, ends.weight / count);
        value -= Math.log(all);
        hazard[steps] += Math.exp(-top) / all;
        for (int j = 0; j < k; j++) {
          double mean = (risk.first[j] - share * ends.first[j]) / all;
          gradient[j] -= mean;
          for (int l = 0; l <= j; l++) {
            information[j][l] +=
                (risk.second[j][l] - share * ends.second[j][l]) / all
                    - mean * (risk.first[l] - share * ends.first[l]) / all;
          }
        }
      }
      if (count > 0) {
        time[steps++] = now;
      }
    }
    for (int j = 0; j < k; j++) {
      for (int l = 0; l < j; l++) {
        information[l][j] = information[j][l];
      }
    }
    return new Value(
        value, gradient, information, Arrays.copyOf(time, steps), Arrays.copyOf(hazard, steps));
  }

  /** Weighted sums of 1, z and z z'. */
  private static final class Sums {
    private double weight;
    private final double[] first;
    private final double[][] second;

    Sums(int k) {
      first = new double[k];
      second = new double[k][k];
    }

    void clear() {
      weight = 0;
      Arrays.fill(first, 0);
      for (double[] row : second) {
        Arrays.fill(row, 0);
      }
    }

    void add(double w, double[] row) {
      weight += w;
      for (int j = 0; j < first.length; j++) {
        double part = w * row[j];
        first[j] += part;
        for (int l = 0; l <= j; l++) {
          second[j][l] += part * row[l];
        }
      }
    }
  }
}
