// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep.net;

import io.perennial.math.distribution.Gamma;
import io.perennial.math.distribution.Normal;
import io.perennial.math.distribution.Poisson;
import io.perennial.math.random.RandomStream;
import io.perennial.math.special.GammaFunctions;
import io.perennial.math.special.GammaRatios;
import io.perennial.math.special.Logarithms;

/**
 * What three outputs say of an outcome. Each corrects an anchor, the same number as a simpler model
 * has it, and is bounded: outputs of 0 are the anchor's forecast, and none can run away.
 */
public enum Head {
  /**
   * Counts: 0 with 1 - pi, else negative binomial with mean m and shape r. Anchors: logit(pi), log
   * m, log r. The mean is pi m.
   */
  COUNTS {
    @Override
    public double mean(double[] at) {
      return Logarithms.logistic(at[0]) * Math.exp(at[1]);
    }

    @Override
    public double aboveZero(double[] at) {
      double zero = -Math.exp(at[2]) * Logarithms.softplus(at[1] - at[2]);
      return Logarithms.logistic(at[0]) * -Math.expm1(zero);
    }

    @Override
    public double logScore(double[] at, double outcome) {
      double r = Math.exp(at[2]);
      double zero = -r * Logarithms.softplus(at[1] - at[2]);
      double in = -Logarithms.softplus(-at[0]);
      double out = -Logarithms.softplus(at[0]);
      if (outcome <= 0) {
        return out + Logarithms.softplus(in + zero - out);
      }
      double sum = at[2] + Logarithms.softplus(at[1] - at[2]);
      return in
          + zero
          + outcome * (at[1] - sum)
          + GammaFunctions.logGamma(r + outcome)
          - GammaFunctions.logGamma(r)
          - GammaFunctions.logGamma(outcome + 1);
    }

    @Override
    public double draw(double[] at, RandomStream random) {
      if (!random.chance(Logarithms.logistic(at[0]))) {
        return 0;
      }
      double r = Math.exp(at[2]);
      double mean = Gamma.standard(random, r) * Math.exp(at[1] - at[2]);
      return new Poisson(Math.min(mean, MOST)).sample(random);
    }

    @Override
    void scoreSlopes(double[] at, double outcome, double[] slopes) {
      double in = Logarithms.logistic(at[0]);
      double r = Math.exp(at[2]);
      double excess = Logarithms.softplus(at[1] - at[2]);
      double taken = Logarithms.logistic(at[1] - at[2]);
      double weight = 1;
      slopes[0] = 1 - in;
      if (outcome <= 0) {
        weight = Logarithms.logistic(at[0] - r * excess);
        slopes[0] = weight - in;
      }
      double y = Math.max(0, outcome);
      slopes[1] = -weight * r * taken + y * (1 - taken);
      slopes[2] = weight * r * (taken - excess) - y * (1 - taken);
      if (y > 0) {
        slopes[2] += r * (GammaRatios.digamma(r + y) - GammaRatios.digamma(r));
      }
    }

    @Override
    void meanSlopes(double[] at, double[] slopes) {
      double in = Logarithms.logistic(at[0]);
      double mean = in * Math.exp(at[1]);
      slopes[0] = mean * (1 - in);
      slopes[1] = mean;
      slopes[2] = 0;
    }

    @Override
    double reach(int k) {
      return switch (k) {
        case 0 -> 6;
        case 1 -> 4;
        default -> 2;
      };
    }

    @Override
    public double lowest() {
      return -4;
    }

    @Override
    public double highest() {
      return 6;
    }
  },
  /**
   * Money: 0 with 1 - p, else lognormal (mu, sigma). Anchors: logit(p), mu, log sigma. What is not
   * above 0 counts as 0. Source: Wang, Liu and Miao (2019), with sigma at most 1.65: the mean is
   * exp(mu + sigma^2 / 2), which runs away otherwise.
   */
  MONEY {
    @Override
    public double mean(double[] at) {
      double sigma = Math.exp(at[2]);
      return Logarithms.logistic(at[0]) * Math.exp(at[1] + 0.5 * sigma * sigma);
    }

    @Override
    public double aboveZero(double[] at) {
      return Logarithms.logistic(at[0]);
    }

    @Override
    public double logScore(double[] at, double outcome) {
      if (outcome <= 0) {
        return -Logarithms.softplus(at[0]);
      }
      double log = Math.log(outcome);
      double z = (log - at[1]) * Math.exp(-at[2]);
      return -Logarithms.softplus(-at[0]) - log - at[2] - HALF_LOG_TWO_PI - 0.5 * z * z;
    }

    @Override
    public double draw(double[] at, RandomStream random) {
      if (!random.chance(Logarithms.logistic(at[0]))) {
        return 0;
      }
      return Math.exp(at[1] + Math.exp(at[2]) * Normal.standard(random));
    }

    @Override
    void scoreSlopes(double[] at, double outcome, double[] slopes) {
      double in = Logarithms.logistic(at[0]);
      slopes[0] = -in;
      slopes[1] = 0;
      slopes[2] = 0;
      if (outcome > 0) {
        double z = (Math.log(outcome) - at[1]) * Math.exp(-at[2]);
        slopes[0] = 1 - in;
        slopes[1] = z * Math.exp(-at[2]);
        slopes[2] = z * z - 1;
      }
    }

    @Override
    void meanSlopes(double[] at, double[] slopes) {
      double in = Logarithms.logistic(at[0]);
      double sigma = Math.exp(at[2]);
      double mean = in * Math.exp(at[1] + 0.5 * sigma * sigma);
      slopes[0] = mean * (1 - in);
      slopes[1] = mean;
      slopes[2] = mean * sigma * sigma;
    }

    @Override
    double reach(int k) {
      return switch (k) {
        case 0 -> 6;
        case 1 -> 2;
        default -> 1.5;
      };
    }

    @Override
    public double lowest() {
      return -3;
    }

    @Override
    public double highest() {
      return 0.5;
    }
  };

  private static final double MOST = 1e9;
  private static final double HALF_LOG_TWO_PI = 0.9189385332046728;

  /** The third number is at least this. */
  public abstract double lowest();

  /** The third number is at most this. */
  public abstract double highest();

  /** How far an output moves number {@code k}. */
  public double move(double output, int k) {
    return reach(k) * Math.tanh(output / reach(k));
  }

  /**
   * The distribution's three numbers.
   *
   * @param outputs three from {@code from}
   * @param scale outputs are multiplied by it, in [0, 1]
   * @param anchor three from {@code anchorFrom}
   */
  public double[] at(float[] outputs, int from, double scale, float[] anchor, int anchorFrom) {
    double[] at = new double[NetShape.OUTPUTS];
    for (int k = 0; k < at.length; k++) {
      at[k] = anchor[anchorFrom + k] + move(scale * outputs[from + k], k);
    }
    at[2] = Math.max(lowest(), Math.min(highest(), at[2]));
    return at;
  }

  /** The mean. */
  public abstract double mean(double[] at);

  /** P(outcome > 0). */
  public abstract double aboveZero(double[] at);

  /** The logarithm of the probability, or the density, of an outcome. */
  public abstract double logScore(double[] at, double outcome);

  /** One outcome. */
  public abstract double draw(double[] at, RandomStream random);

  /** How far output {@code k} moves its anchor at most. */
  abstract double reach(int k);

  abstract void meanSlopes(double[] at, double[] slopes);

  abstract void scoreSlopes(double[] at, double outcome, double[] slopes);

  /** How the log score leans on each output, double[3]; 0 where it would only push at a bound. */
  public double[] scoreSlopes(
      float[] outputs, int from, float[] anchor, int anchorFrom, double outcome) {
    double[] at = at(outputs, from, 1, anchor, anchorFrom);
    double[] slopes = new double[NetShape.OUTPUTS];
    scoreSlopes(at, outcome, slopes);
    if ((at[2] >= highest() && slopes[2] > 0) || (at[2] <= lowest() && slopes[2] < 0)) {
      slopes[2] = 0;
    }
    for (int k = 0; k < slopes.length; k++) {
      double bend = Math.tanh(outputs[from + k] / reach(k));
      slopes[k] *= 1 - bend * bend;
    }
    return slopes;
  }

  /**
   * How the mean leans on each output and on each anchor.
   *
   * @return double[2][3]
   */
  public double[][] slopes(float[] outputs, double scale, float[] anchor) {
    double[] at = at(outputs, 0, scale, anchor, 0);
    double[] byNumber = new double[NetShape.OUTPUTS];
    meanSlopes(at, byNumber);
    if (at[2] <= lowest() || at[2] >= highest()) {
      byNumber[2] = 0;
    }
    double[] byOutput = new double[NetShape.OUTPUTS];
    for (int k = 0; k < byOutput.length; k++) {
      double bend = Math.tanh(scale * outputs[k] / reach(k));
      byOutput[k] = byNumber[k] * scale * (1 - bend * bend);
    }
    return new double[][] {byOutput, byNumber};
  }
}
