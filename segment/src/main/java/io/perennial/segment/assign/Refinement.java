// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.assign;

import io.perennial.math.parallel.Chunks;
import io.perennial.segment.assign.SegmentModelTrainer.Fit;
import java.util.Arrays;

/*
 * 1. Whitening comes from the covariance within segments, first of the partition, then once more of
 *    the refined populations; it is shrunken to its diagonal by d / (n + d).
 * 2. Refinement is expectation-maximisation with a variance for each coordinate of the whitened
 *    space, shrunken to that of all segments.
 * 3. The second time populations have the tails of Student's t that are most likely, normal ones
 *    where these are: Peel and McLachlan, "Robust mixture modelling using the t distribution" (2000).
 * 4. Before each step all customers are placed; a step after which fewer than the fidelity are where
 *    the partition has them is not taken.
 */
/** A partition to populations that overlap. */
final class Refinement {

  private static final double SETTLED = 1e-7;

  /** 1 / degrees of freedom; the normal first. */
  private static final double[] TAILS = {0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4};

  /** A standard deviation below is that of a constant, in prepared units. */
  private static final double LEAST_DEVIATION = 1e-6;

  private final Learned learned;
  private final SegmentModelConfig config;
  private final int m;
  private final int k;
  private final int d;

  Refinement(Learned learned, SegmentModelConfig config) {
    this.learned = learned;
    this.config = config;
    m = learned.count();
    k = learned.segments();
    d = learned.dimensions();
  }

  Fit refine() {
    double[] belonging = new double[m * k];
    for (int i = 0; i < m; i++) {
      belonging[i * k + learned.label(i)] = 1;
    }
    Fit first = refine(belonging, 0);
    if (config.steps() == 0) {
      return first;
    }
    Fit second = refine(belonging, tails(first));
    return second.agreement < Math.min(config.fidelity(), first.agreement) ? first : second;
  }

  /** From memberships, shape [m × k], which become those of the fit. */
  private Fit refine(double[] belonging, double tails) {
    Whitening whitening = whitening(belonging);
    double[] z = new double[m * d];
    Chunks.forEach(
        m,
        SegmentModelTrainer.PIECE,
        (from, to) -> {
          double[] room = new double[d];
          for (int i = from; i < to; i++) {
            whitening.apply(learned.values(), i * d, room, z, i * d);
          }
        });
    double[] pulls = new double[m * k];
    Arrays.fill(pulls, 1);
    Mixture mixture = maximise(z, belonging, pulls, learned.weights(), null, tails);
    Outcome outcome = place(z, mixture, learned.weights(), belonging, pulls);
    for (int step = 0; step < config.steps(); step++) {
      Mixture next = maximise(z, belonging, pulls, learned.weights(), mixture, tails);
      double[] moved = new double[m * k];
      Outcome then = place(z, next, learned.weights(), moved, pulls);
      if (then.agreement < config.fidelity() && then.agreement < outcome.agreement) {
        break;
      }
      boolean settled = then.likelihood - outcome.likelihood < SETTLED;
      System.arraycopy(moved, 0, belonging, 0, moved.length);
      mixture = next;
      outcome = then;
      if (settled) {
        break;
      }
    }
    return new Fit(whitening, z, mixture, outcome.agreement);
  }

  /** The tails that make most likely what was learned from, about the means that were found. */
  private double tails(Fit fit) {
    double[] sums =
        Chunks.sum(
            m,
            SegmentModelTrainer.PIECE,
            TAILS.length,
            (total, from, to) -> {
              double[] scores = new double[k];
              double[] squared = new double[k];
              for (int i = from; i < to; i++) {
                for (int s = 0; s < k; s++) {
                  squared[s] = fit.mixture.squaredDistance(fit.whitened, i * d, s);
                }
                for (int t = 0; t < TAILS.length; t++) {
                  for (int s = 0; s < k; s++) {
                    scores[s] = fit.mixture.score(s, squared[s], TAILS[t]);
                  }
                  total[t] +=
                      learned.weight(i)
                          * (Mixture.normalise(scores, 0, k) + Mixture.common(d, TAILS[t]));
                }
              }
            });
    return TAILS[Mixture.largest(sums, 0, TAILS.length)];
  }

  /** The populations of a bootstrap sample, from those of all. */
  Mixture again(Fit fit, double[] weights, int steps) {
    Mixture mixture = fit.mixture;
    double[] belonging = new double[m * k];
    double[] pulls = new double[m * k];
    for (int step = 0; step < Math.max(1, Math.min(steps, config.steps())); step++) {
      place(fit.whitened, mixture, weights, belonging, pulls);
      if (config.steps() == 0) {
        harden(belonging);
      }
      mixture = maximise(fit.whitened, belonging, pulls, weights, mixture, mixture.tails());
    }
    return mixture;
  }

  private void harden(double[] belonging) {
    for (int i = 0; i < m; i++) {
      int best = Mixture.largest(belonging, i * k, k);
      Arrays.fill(belonging, i * k, (i + 1) * k, 0);
      belonging[i * k + best] = 1;
    }
  }

  /** Mean log-likelihood, and the share who are where the partition has them. */
  private record Outcome(double likelihood, double agreement) {}

  private Outcome place(
      double[] z, Mixture mixture, double[] weights, double[] belonging, double[] pulls) {
    double[] sums =
        Chunks.sum(
            m,
            SegmentModelTrainer.PIECE,
            3,
            (total, from, to) -> {
              for (int i = from; i < to; i++) {
                for (int s = 0; s < k; s++) {
                  double squared = mixture.squaredDistance(z, i * d, s);
                  belonging[i * k + s] = mixture.score(s, squared, mixture.tails());
                  pulls[i * k + s] = mixture.pull(squared);
                }
                int best = Mixture.largest(belonging, i * k, k);
                double likelihood = Mixture.normalise(belonging, i * k, k);
                total[0] += weights[i];
                total[1] += weights[i] * likelihood;
                total[2] += best == learned.label(i) ? weights[i] : 0;
              }
            });
    return sums[0] == 0 ? new Outcome(0, 1) : new Outcome(sums[1] / sums[0], sums[2] / sums[0]);
  }

  /** Shares, means and variances of memberships; {@code before} says where nobody is. */
  private Mixture maximise(
      double[] z,
      double[] belonging,
      double[] pulls,
      double[] weights,
      Mixture before,
      double tails) {
    double[] first =
        Chunks.sum(
            m,
            SegmentModelTrainer.PIECE,
            k * (d + 2),
            (sums, from, to) -> {
              for (int i = from; i < to; i++) {
                for (int s = 0; s < k; s++) {
                  double weight = weights[i] * belonging[i * k + s];
                  if (weight > 0) {
                    double pulling = weight * pulls[i * k + s];
                    sums[s] += weight;
                    sums[k * (d + 1) + s] += pulling;
                    for (int j = 0; j < d; j++) {
                      sums[k + s * d + j] += pulling * z[i * d + j];
                    }
                  }
                }
              }
            });
    double[] means = new double[k * d];
    double[] shares = new double[k];
    double total = 0;
    for (int s = 0; s < k; s++) {
      shares[s] = Math.max(first[s], 1e-6);
      total += shares[s];
      for (int j = 0; j < d; j++) {
        int at = s * d + j;
        means[at] =
            first[s] > 1e-6
                ? first[k + at] / first[k * (d + 1) + s]
                : before == null ? 0 : before.means()[at];
      }
    }
    double[] squares =
        Chunks.sum(
            m,
            SegmentModelTrainer.PIECE,
            k * d,
            (sums, from, to) -> {
              for (int i = from; i < to; i++) {
                for (int s = 0; s < k; s++) {
                  double weight = weights[i] * belonging[i * k + s] * pulls[i * k + s];
                  if (weight > 0) {
                    for (int j = 0; j < d; j++) {
                      double away = z[i * d + j] - means[s * d + j];
                      sums[s * d + j] += weight * away * away;
                    }
                  }
                }
              }
            });
    double wider = before == null ? 1 : 1 / (1 - 2 * tails);
    double[] variances = new double[k * d];
    for (int j = 0; j < d; j++) {
      double pooled = 0;
      for (int s = 0; s < k; s++) {
        pooled += wider * squares[s * d + j] / total;
      }
      pooled = Math.max(pooled, 1e-6);
      for (int s = 0; s < k; s++) {
        variances[s * d + j] =
            (wider * squares[s * d + j] + config.shrinkage() * pooled)
                / (shares[s] + config.shrinkage());
      }
    }
    for (int s = 0; s < k; s++) {
      shares[s] /= total;
    }
    return new Mixture(shares, means, variances, tails);
  }

  private Whitening whitening(double[] belonging) {
    double[] x = learned.values();
    double[] sums =
        Chunks.sum(
            m,
            SegmentModelTrainer.PIECE,
            k * (d + 1),
            (total, from, to) -> {
              for (int i = from; i < to; i++) {
                for (int s = 0; s < k; s++) {
                  double weight = learned.weight(i) * belonging[i * k + s];
                  if (weight > 0) {
                    total[s] += weight;
                    for (int j = 0; j < d; j++) {
                      total[k + s * d + j] += weight * x[i * d + j];
                    }
                  }
                }
              }
            });
    double[] means = new double[k * d];
    double all = 0;
    for (int s = 0; s < k; s++) {
      all += sums[s];
      for (int j = 0; j < d; j++) {
        means[s * d + j] = sums[s] > 0 ? sums[k + s * d + j] / sums[s] : 0;
      }
    }
    double[] centre = medians();
    double[] covariance =
        Chunks.sum(
            m,
            SegmentModelTrainer.PIECE,
            d * d,
            (total, from, to) -> {
              double[] away = new double[d];
              for (int i = from; i < to; i++) {
                for (int s = 0; s < k; s++) {
                  double weight = learned.weight(i) * belonging[i * k + s];
                  if (weight > 1e-6) {
                    for (int j = 0; j < d; j++) {
                      away[j] = x[i * d + j] - means[s * d + j];
                    }
                    for (int j = 0; j < d; j++) {
                      double scaled = weight * away[j];
                      for (int h = 0; h <= j; h++) {
                        total[j * d + h] += scaled * away[h];
                      }
                    }
                  }
                }
              }
            });
    double kept = 1 - (double) d / (m + d);
    for (int j = 0; j < d; j++) {
      for (int h = 0; h < j; h++) {
        double value = kept * covariance[j * d + h] / all;
        covariance[j * d + h] = value;
        covariance[h * d + j] = value;
      }
      covariance[j * d + j] = variance(covariance[j * d + j] / all, j, centre[j]);
    }
    return Whitening.of(centre, covariance);
  }

  /** A constant feature has its own unit for a spread; one constant in each segment has a part. */
  private double variance(double within, int feature, double median) {
    double[] away = new double[m];
    boolean constant = true;
    for (int i = 0; i < m; i++) {
      double value = learned.values()[i * d + feature];
      away[i] = Math.abs(value - median);
      constant &= away[i] == 0;
    }
    Arrays.sort(away);
    double spread = away[m / 2];
    return constant
        ? 1
        : Math.max(within, Math.max(1e-6 * spread * spread, LEAST_DEVIATION * LEAST_DEVIATION));
  }

  private double[] medians() {
    double[] medians = new double[d];
    double[] column = new double[m];
    for (int j = 0; j < d; j++) {
      for (int i = 0; i < m; i++) {
        column[i] = learned.values()[i * d + j];
      }
      Arrays.sort(column);
      medians[j] = column[m / 2];
    }
    return medians;
  }
}
