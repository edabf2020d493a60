// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular.learn;

import static io.perennial.math.special.Logarithms.logistic;
import static io.perennial.math.special.Logarithms.softplus;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How much each model counts: log-odds = intercept + sum of weight * log-odds, the weights >= 0 and
 * with the least log-loss on rows that the models were not trained on (stacking, Wolpert 1992, with
 * Breiman's constraint of 1996), drawn a little towards equal shares. Immutable.
 */
public final class BlendWeights {

  private static final double RIDGE = 5;
  private static final double MOST = 12;
  private static final int STEPS = 60;
  private static final int SWEEPS = 200;

  private final double intercept;
  private final double[] weights;

  private BlendWeights(double intercept, double[] weights) {
    this.intercept = intercept;
    this.weights = weights;
  }

  /**
   * The best.
   *
   * @param odds double[models][n]
   */
  public static BlendWeights of(double[][] odds, double[] label) {
    int m = odds.length;
    double[][] said = new double[m][];
    for (int k = 0; k < m; k++) {
      said[k] = Arrays.stream(odds[k]).map(BlendWeights::bounded).toArray();
    }
    double[] at = new double[m + 1];
    Arrays.fill(at, 0, m, 1.0 / m);
    double[] slope = new double[m + 1];
    double[][] bend = new double[m + 1][m + 1];
    double value = look(said, label, at, slope, bend);
    for (int step = 0; step < STEPS; step++) {
      double[] move = move(at, slope, bend);
      double length = 1;
      double[] next = moved(at, move, length);
      double reached = look(said, label, next, slope, bend);
      while (!(reached <= value) && length > 1e-6) {
        length /= 2;
        next = moved(at, move, length);
        reached = look(said, label, next, slope, bend);
      }
      double gain = value - reached;
      if (!(gain >= 0)) {
        break;
      }
      at = next;
      value = reached;
      if (gain < 1e-10 * (1 + value)) {
        break;
      }
    }
    return new BlendWeights(at[m], Arrays.copyOf(at, m));
  }

  private static double bounded(double odds) {
    return Math.min(MOST, Math.max(-MOST, odds));
  }

  /** The value, with its slope and bend written. */
  private static double look(
      double[][] odds, double[] label, double[] at, double[] slope, double[][] bend) {
    int m = odds.length;
    Arrays.fill(slope, 0);
    for (double[] line : bend) {
      Arrays.fill(line, 0);
    }
    double value = 0;
    double[] row = new double[m + 1];
    row[m] = 1;
    for (int i = 0; i < label.length; i++) {
      double sum = at[m];
      for (int k = 0; k < m; k++) {
        row[k] = odds[k][i];
        sum += at[k] * row[k];
      }
      value += softplus(label[i] > 0 ? -sum : sum);
      double p = logistic(sum);
      double weight = p * (1 - p);
      for (int a = 0; a <= m; a++) {
        slope[a] += (p - label[i]) * row[a];
        for (int b = 0; b <= m; b++) {
          bend[a][b] += weight * row[a] * row[b];
        }
      }
    }
    for (int k = 0; k < m; k++) {
      double off = at[k] - 1.0 / m;
      value += 0.5 * RIDGE * off * off;
      slope[k] += RIDGE * off;
      bend[k][k] += RIDGE;
    }
    bend[m][m] += 1e-9;
    return value;
  }

  /** The step to the least of the quadratic with all weights >= 0, one coordinate at a time. */
  private static double[] move(double[] at, double[] slope, double[][] bend) {
    int m = at.length;
    double[] move = new double[m];
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      double most = 0;
      for (int k = 0; k < m; k++) {
        double sum = slope[k];
        for (int j = 0; j < m; j++) {
          sum += bend[k][j] * move[j];
        }
        double next = move[k] - sum / bend[k][k];
        next = k < m - 1 ? Math.max(next, -at[k]) : next;
        most = Math.max(most, Math.abs(next - move[k]));
        move[k] = next;
      }
      if (most < 1e-10) {
        break;
      }
    }
    return move;
  }

  private static double[] moved(double[] at, double[] move, double length) {
    double[] next = at.clone();
    for (int k = 0; k < next.length; k++) {
      next[k] += length * move[k];
      next[k] = k < next.length - 1 ? Math.max(0, next[k]) : next[k];
    }
    return next;
  }

  /** Added to the weighted sum. */
  double intercept() {
    return intercept;
  }

  /** The weight of model {@code k}, >= 0. */
  public double weight(int k) {
    return weights[k];
  }

  /** Log-odds of what the models say, one each. */
  double of(double[] odds) {
    double sum = intercept;
    for (int k = 0; k < weights.length; k++) {
      sum += weights[k] * bounded(odds[k]);
    }
    return sum;
  }

  /** Log-odds of all rows, double[n]. */
  public double[] of(double[][] odds, int n) {
    return IntStream.range(0, n)
        .mapToDouble(i -> of(Arrays.stream(odds).mapToDouble(own -> own[i]).toArray()))
        .toArray();
  }

  /** As {@code "additive boosting .52, logistic regression .31"}, those of weight 0 left out. */
  String words(List<String> names) {
    return IntStream.range(0, weights.length)
        .filter(k -> weights[k] >= 0.005)
        .boxed()
        .sorted((a, b) -> Double.compare(weights[b], weights[a]))
        .map(k -> String.format(Locale.ROOT, "%s %.2f", names.get(k), weights[k]))
        .collect(Collectors.joining(", "));
  }
}
