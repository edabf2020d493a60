// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.assign;

import io.perennial.math.optimise.Minimizer;
import java.io.Serializable;
import java.util.Arrays;

/**
 * How scores become probabilities: p(s) ∝ exp(score(s) / temperature + bias(s)). Source: Guo,
 * Pleiss, Sun and Weinberger, "On calibration of modern neural networks" (2017), 4.2. Immutable.
 */
public final class Calibration implements Serializable {
  private static final long serialVersionUID = 1;

  /** Customers' worth of doubt that a bias is anything but 0. */
  private static final double DOUBT = 5;

  private final double temperature;
  private final double[] biases;

  /**
   * @param temperature > 0; above 1 the scores were too sure of themselves
   * @param biases by segment; copied
   */
  public Calibration(double temperature, double[] biases) {
    if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Invalid temperature: " + temperature + " (must be > 0 and finite)");
    }
    for (double bias : biases) {
      if (!Double.isFinite(bias)) {
        throw new IllegalArgumentException("Invalid bias: " + bias + " (must be finite)");
      }
    }
    this.temperature = temperature;
    this.biases = biases.clone();
  }

  /** Scores as they are. */
  public static Calibration none(int segments) {
    return new Calibration(1, new double[segments]);
  }

  /** Above 1 where the scores are too sure of themselves. */
  public double temperature() {
    return temperature;
  }

  /** By segment, shape [k]; a copy. */
  public double[] biases() {
    return biases.clone();
  }

  double bias(int segment) {
    return biases[segment];
  }

  /** Scores to probabilities, in place. */
  void apply(double[] scores, int from) {
    for (int s = 0; s < biases.length; s++) {
      scores[from + s] = scores[from + s] / temperature + biases[s];
    }
    Mixture.normalise(scores, from, biases.length);
  }

  /**
   * The temperature and the biases of least log loss on customers that the scores did not learn
   * from.
   *
   * @param scores shape [n × k]
   * @param targets shape [n × k]: how often each customer was found in each segment; a row of zeros
   *     counts for nothing
   */
  static Calibration fit(double[] scores, double[] targets, int segments) {
    if (segments < 2 || Arrays.stream(targets).sum() < 1) {
      return none(segments);
    }
    double[] start = new double[segments + 1];
    double[] end =
        new Minimizer(-6, 6, 1e-4, 200)
            .minimize((x, gradient) -> loss(scores, targets, segments, x, gradient), start)
            .x();
    return new Calibration(StrictMath.exp(end[0]), Arrays.copyOfRange(end, 1, segments + 1));
  }

  /** x = (log temperature, biases); the mean log loss, with the doubts. */
  private static double loss(
      double[] scores, double[] targets, int segments, double[] x, double[] gradient) {
    double sharpness = StrictMath.exp(-x[0]);
    double[] p = new double[segments];
    double loss = 0;
    double total = 0;
    Arrays.fill(gradient, 0);
    for (int row = 0; row < scores.length; row += segments) {
      double weight = 0;
      for (int s = 0; s < segments; s++) {
        weight += targets[row + s];
        p[s] = scores[row + s] * sharpness + x[s + 1];
      }
      if (weight == 0) {
        continue;
      }
      double most = p[Mixture.largest(p, 0, segments)];
      for (int s = 0; s < segments; s++) {
        loss -= targets[row + s] * (p[s] - most);
      }
      loss += weight * (Mixture.normalise(p, 0, segments) - most);
      for (int s = 0; s < segments; s++) {
        double slope = weight * p[s] - targets[row + s];
        gradient[s + 1] += slope;
        gradient[0] -= slope * scores[row + s] * sharpness;
      }
      total += weight;
    }
    loss += DOUBT * x[0] * x[0];
    gradient[0] += 2 * DOUBT * x[0];
    for (int s = 1; s <= segments; s++) {
      loss += DOUBT * x[s] * x[s];
      gradient[s] += 2 * DOUBT * x[s];
    }
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] /= total;
    }
    return loss / total;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Calibration that
        && temperature == that.temperature
        && Arrays.equals(biases, that.biases);
  }

  @Override
  public int hashCode() {
    return 31 * Double.hashCode(temperature) + Arrays.hashCode(biases);
  }

  @Override
  public String toString() {
    return "temperature " + temperature + ", biases " + Arrays.toString(biases);
  }
}
