// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular.learn;

import static io.perennial.math.special.Logarithms.logistic;
import static io.perennial.math.special.Logarithms.softplus;

/**
 * Platt's sigmoid: log-odds = intercept + slope * score. Source: Lin, Lin and Weng, "A note on
 * Platt's probabilistic outputs for support vector machines" (2007), whose targets keep the slope
 * finite where the classes are parted.
 */
record LogitMap(double intercept, double slope) {

  /** What changes nothing. */
  static final LogitMap SAME = new LogitMap(0, 1);

  private static final int STEPS = 60;

  /** The likeliest sigmoid; its slope is never below 0. */
  static LogitMap platt(double[] scores, double[] label) {
    int n = scores.length;
    double yes = 0;
    double mean = 0;
    for (int i = 0; i < n; i++) {
      yes += label[i];
      mean += scores[i] / n;
    }
    double high = (yes + 1) / (yes + 2);
    double low = 1 / (n - yes + 2);
    double spread = 0;
    for (double score : scores) {
      spread += (score - mean) * (score - mean) / n;
    }
    double flat = Math.log((yes + 1) / (n - yes + 1));
    if (!(spread > 1e-300)) {
      return new LogitMap(flat, 0);
    }
    double scale = 1 / Math.sqrt(spread);
    double a = flat;
    double b = 0;
    double value = Double.POSITIVE_INFINITY;
    double stepA = 0;
    double stepB = 0;
    for (int step = 0; step < STEPS; step++) {
      double nextA = a + stepA;
      double nextB = b + stepB;
      double loss = 0;
      double ga = 0;
      double gb = 0;
      double haa = 1e-9;
      double hab = 0;
      double hbb = 1e-9;
      for (int i = 0; i < n; i++) {
        double z = (scores[i] - mean) * scale;
        double at = nextA + nextB * z;
        double target = label[i] > 0 ? high : low;
        double p = logistic(at);
        loss += softplus(at) - target * at;
        double weight = p * (1 - p);
        ga += target - p;
        gb += (target - p) * z;
        haa += weight;
        hab += weight * z;
        hbb += weight * z * z;
      }
      if (!(loss <= value)) {
        stepA /= 2;
        stepB /= 2;
        if (Math.abs(stepA) + Math.abs(stepB) < 1e-10) {
          break;
        }
        continue;
      }
      boolean done = value - loss < 1e-10 * (1 + loss);
      a = nextA;
      b = nextB;
      value = loss;
      if (done) {
        break;
      }
      double det = haa * hbb - hab * hab;
      stepA = (hbb * ga - hab * gb) / det;
      stepB = (haa * gb - hab * ga) / det;
    }
    if (b < 0) {
      return new LogitMap(flat, 0);
    }
    return new LogitMap(a - b * mean * scale, b * scale);
  }

  double of(double score) {
    return intercept + slope * score;
  }

  /** Mean log-loss. */
  double loss(double[] scores, double[] label) {
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      double at = of(scores[i]);
      sum += softplus(label[i] > 0 ? -at : at);
    }
    return sum / scores.length;
  }
}
