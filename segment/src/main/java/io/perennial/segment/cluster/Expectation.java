// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.cluster;

import io.perennial.math.neighbour.Points;
import io.perennial.math.parallel.Chunks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The iterations of a mixture: memberships by the model, a model by the memberships. Memberships
 * are not kept: their sums by component are all that a model needs. Source: Dempster, Laird and
 * Rubin (1977); the prior of covariances is that of Fraley and Raftery, "Bayesian regularization
 * for normal mixture estimation" (2007).
 */
final class Expectation {

  private static final int CHUNK = 1024;

  private final double[] values;
  private final int n;
  private final int d;
  private final GaussianMixtureConfig config;
  private final double[] variances;
  private final double floor;

  Expectation(Points points, GaussianMixtureConfig config) {
    this.config = config;
    values = points.values();
    n = points.count();
    d = points.dimensions();
    double[] zero = new double[d];
    double[] one = Chunks.sum(n, CHUNK, d, (to, from, end) -> moments(to, from, end, zero, 1));
    for (int j = 0; j < d; j++) {
      one[j] /= n;
    }
    variances = Chunks.sum(n, CHUNK, d, (to, from, end) -> moments(to, from, end, one, 2));
    double sum = 0;
    for (int j = 0; j < d; j++) {
      variances[j] /= n;
      sum += variances[j];
    }
    floor = Math.max(config.floor() * sum / d, Double.MIN_NORMAL);
  }

  private void moments(double[] to, int from, int end, double[] centre, int power) {
    for (int i = from; i < end; i++) {
      for (int j = 0; j < d; j++) {
        double apart = values[i * d + j] - centre[j];
        to[j] += power == 1 ? apart : apart * apart;
      }
    }
  }

  /** The model whose memberships are the labels, 0 to k - 1. */
  GaussianMixtureModel start(int[] labels, double[] centres) {
    int k = centres.length / d;
    double[] sums =
        Chunks.sum(
            n,
            CHUNK,
            k * width(),
            (to, from, end) -> {
              for (int i = from; i < end; i++) {
                add(to, labels[i] * width(), i, centres, labels[i] * d, 1);
              }
            });
    return model(sums, centres);
  }

  /** Iterates until the likelihood settles. */
  Result run(GaussianMixtureModel start) {
    GaussianMixtureModel model = start;
    double before = Double.NEGATIVE_INFINITY;
    for (int iteration = 1; ; iteration++) {
      GaussianMixtureModel now = model;
      int k = now.components();
      double[] means = now.means().values();
      double[] sums =
          Chunks.sum(n, CHUNK, k * width() + 1, (to, from, end) -> add(to, from, end, now, means));
      double likelihood = sums[sums.length - 1];
      boolean settled = likelihood - before <= config.tolerance() * n;
      if (settled || iteration >= config.iterations()) {
        return new Result(now, likelihood, iteration);
      }
      before = likelihood;
      model = model(sums, means);
    }
  }

  private void add(double[] to, int from, int end, GaussianMixtureModel model, double[] means) {
    double[] memberships = new double[model.components()];
    for (int i = from; i < end; i++) {
      to[to.length - 1] += model.memberships(values, i * d, memberships);
      for (int c = 0; c < memberships.length; c++) {
        if (memberships[c] > 1e-14) {
          add(to, c * width(), i, means, c * d, memberships[c]);
        }
      }
    }
  }

  private boolean diagonal() {
    return config.covariance() == GaussianMixtureConfig.Covariance.DIAGONAL;
  }

  private int size() {
    return diagonal() ? d : d * (d + 1) / 2;
  }

  /** Sums of a component: members, distances to its former mean, their products. */
  private int width() {
    return 1 + d + size();
  }

  private void add(double[] to, int offset, int point, double[] means, int mean, double member) {
    to[offset] += member;
    int products = offset + 1 + d;
    for (int i = 0; i < d; i++) {
      double apart = values[point * d + i] - means[mean + i];
      double part = member * apart;
      to[offset + 1 + i] += part;
      if (diagonal()) {
        to[products++] += part * apart;
      } else {
        for (int j = 0; j <= i; j++) {
          to[products++] += part * (values[point * d + j] - means[mean + j]);
        }
      }
    }
  }

  private GaussianMixtureModel model(double[] sums, double[] means) {
    int k = means.length / d;
    List<Component> components = new ArrayList<>();
    double all = 0;
    for (int c = 0; c < k; c++) {
      all += alive(sums, c) ? sums[c * width()] : 0;
    }
    for (int c = 0; c < k; c++) {
      if (alive(sums, c)) {
        components.add(component(sums, c, k, means, all));
      }
    }
    return new GaussianMixtureModel(components);
  }

  /** A component that is left with next to nobody is left out. */
  private boolean alive(double[] sums, int c) {
    return sums[c * width()] > 1e-6;
  }

  private Component component(double[] sums, int c, int k, double[] means, double all) {
    int offset = c * width();
    double members = sums[offset];
    double[] shift = Arrays.copyOfRange(sums, offset + 1, offset + 1 + d);
    double[] mean = new double[d];
    for (int j = 0; j < d; j++) {
      shift[j] /= members;
      mean[j] = means[c * d + j] + shift[j];
    }
    double[] covariance = new double[size()];
    double prior = config.prior();
    double spread = prior * StrictMath.pow(k, -2.0 / d);
    int at = 0;
    for (int i = 0; i < d; i++) {
      for (int j = diagonal() ? i : 0; j <= i; j++) {
        double value = sums[offset + 1 + d + at] - members * shift[i] * shift[j];
        if (i == j) {
          value = Math.max(value, 0) + spread * variances[i];
        }
        covariance[at++] = value / (members + prior) + (i == j ? floor : 0);
      }
    }
    return new Component(members / all, mean, covariance);
  }

  /** Where it ended. */
  static final class Result {

    final GaussianMixtureModel model;
    final double logLikelihood;
    final int iterations;

    Result(GaussianMixtureModel model, double logLikelihood, int iterations) {
      this.model = model;
      this.logLikelihood = logLikelihood;
      this.iterations = iterations;
    }
  }
}
