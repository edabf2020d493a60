// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.survival;

import io.perennial.math.linear.SymmetricEigen;
import io.perennial.math.parallel.Chunks;
import io.perennial.value.TooLittleDataException;
import java.util.Arrays;
import java.util.List;

/**
 * Fits {@link DiscreteHazardModel}: a logistic regression on one row for every customer and period,
 * of which none is ever made. Newton's method, with a normal prior of deviation 10 on covariates of
 * deviation 1 and on each baseline against their mean, so that one who is told apart entirely has a
 * finite answer.
 */
public final class DiscreteHazardTrainer {

  private static final double PRIOR = 0.01;
  private static final int TURNS = 50;
  private static final int PIECE = 2048;

  /** Ends that a stretch of periods needs for a baseline of its own. */
  private static final int ENDS = 10;

  /** Stretches of periods with a baseline of their own, at most. */
  private static final int STRETCHES = 36;

  /**
   * The likeliest model.
   *
   * @param lives in whole periods: one that ended in period t did so at time t; others count as
   *     seen through all periods up to their time
   * @param names of the k covariates
   * @param covariates row by row, double[n][k], finite
   * @throws TooLittleDataException if fewer than 10 lives ended, or fewer than covariates
   */
  public DiscreteHazardModel train(Durations lives, List<String> names, double[][] covariates) {
    int k = names.size();
    int n = lives.size();
    if (lives.ends() < Math.max(ENDS, k)) {
      throw new TooLittleDataException(
          "Cannot fit discrete hazards: "
              + lives.ends()
              + " of "
              + n
              + " lives ended (at least "
              + Math.max(ENDS, k)
              + " are needed)");
    }
    if (covariates.length != n) {
      throw new IllegalArgumentException(
          "Invalid covariates: "
              + covariates.length
              + " rows for "
              + n
              + " lives (must be as many)");
    }
    for (int i = 0; i < n; i++) {
      if (covariates[i].length != k
          || !Arrays.stream(covariates[i]).allMatch(x -> Math.abs(x) <= 1e150)) {
        throw new IllegalArgumentException(
            "Row " + i + ": Invalid covariates (must be " + k + ", finite, at most 1e150 in size)");
      }
      if (lives.time(i) != Math.rint(lives.time(i)) || lives.time(i) > 1e6) {
        throw new IllegalArgumentException(
            "Row " + i + ": Invalid time: " + lives.time(i) + " (must be whole, at most 1e6)");
      }
    }
    double[] centre = new double[k];
    double[] scale = new double[k];
    double[][] z = CoxTrainer.standardise(covariates, centre, scale);
    int[] stretch = stretches(lives);
    int baselines = stretch[stretch.length - 1] + 1;
    Rows rows = new Rows(lives, z, stretch, baselines, k);
    double[] beta = new double[baselines + k];
    double start = rows.meanLogit();
    Arrays.fill(beta, 0, baselines, start);
    double[] sums = rows.at(beta, start);
    double[][] information = rows.information(sums);
    for (int turn = 0; turn < TURNS; turn++) {
      double[] step = SymmetricEigen.of(information).solve(rows.gradient(sums), Double.MIN_NORMAL);
      double gain = 0;
      for (int j = 0; j < step.length; j++) {
        gain += step[j] * rows.gradient(sums)[j];
      }
      boolean moved = false;
      for (double length = 1; length > 1e-8 && !moved; length /= 2) {
        double[] tried = beta.clone();
        for (int j = 0; j < tried.length; j++) {
          tried[j] += length * step[j];
        }
        double[] reached = rows.at(tried, start);
        if (reached[0] >= sums[0]) {
          beta = tried;
          sums = reached;
          moved = true;
        }
      }
      information = rows.information(sums);
      if (!moved || gain < 1e-12) {
        break;
      }
    }
    double[] variance = new double[beta.length];
    SymmetricEigen eigen = SymmetricEigen.of(information);
    for (int j = 0; j < beta.length; j++) {
      double[] unit = new double[beta.length];
      unit[j] = 1;
      variance[j] = eigen.solve(unit, Double.MIN_NORMAL)[j];
    }
    return new DiscreteHazardModel(names, centre, scale, stretch, beta, variance);
  }

  /** The stretch that each period belongs to; period t is at t - 1. */
  private static int[] stretches(Durations lives) {
    int last = 1;
    for (int i = 0; i < lives.size(); i++) {
      last = (int) Math.max(last, lives.time(i));
    }
    int[] ends = new int[last];
    for (int i = 0; i < lives.size(); i++) {
      if (lives.isEnded(i)) {
        ends[(int) Math.max(1, lives.time(i)) - 1]++;
      }
    }
    int left = lives.ends();
    int[] stretch = new int[last];
    int now = 0;
    int count = 0;
    for (int t = 0; t < last; t++) {
      stretch[t] = now;
      count += ends[t];
      left -= ends[t];
      if (count >= ENDS && left >= ENDS && now < STRETCHES - 1) {
        now++;
        count = 0;
      }
    }
    return stretch;
  }

  /** The rows of customers and periods, summed. */
  private static final class Rows {
    private final Durations lives;
    private final double[][] z;
    private final int[] stretch;
    private final int baselines;
    private final int k;
    private final int width;

    Rows(Durations lives, double[][] z, int[] stretch, int baselines, int k) {
      this.lives = lives;
      this.z = z;
      this.stretch = stretch;
      this.baselines = baselines;
      this.k = k;
      this.width = 1 + baselines * (2 + k) + k + k * (k + 1) / 2;
    }

    /** Those who ended, of all rows, on the logit scale. */
    double meanLogit() {
      double rows = 0;
      for (int i = 0; i < lives.size(); i++) {
        rows += Math.max(0, to(i) - from(i));
      }
      double share = Math.min(0.99, lives.ends() / rows);
      return Math.log(share / (1 - share));
    }

    private int from(int i) {
      return (int) Math.max(0, Math.ceil(lives.entry(i)));
    }

    private int to(int i) {
      return (int) (lives.isEnded(i) ? Math.max(1, lives.time(i)) : lives.time(i));
    }

    /**
     * Value, gradient and information in one array: the value, then for each baseline slope,
     * information and k cross terms, then k slopes and the lower triangle of the covariates.
     */
    double[] at(double[] beta, double start) {
      double[] sums =
          Chunks.sum(
              lives.size(),
              PIECE,
              width,
              (sum, low, high) -> {
                for (int i = low; i < high; i++) {
                  add(beta, i, sum);
                }
              });
      int tail = 1 + baselines * (2 + k);
      for (int b = 0; b < baselines; b++) {
        double off = beta[b] - start;
        sums[0] -= 0.5 * PRIOR * off * off;
        sums[1 + b * (2 + k)] -= PRIOR * off;
        sums[2 + b * (2 + k)] += PRIOR;
      }
      for (int j = 0; j < k; j++) {
        double off = beta[baselines + j];
        sums[0] -= 0.5 * PRIOR * off * off;
        sums[tail + j] -= PRIOR * off;
        sums[tail + k + j * (j + 1) / 2 + j] += PRIOR;
      }
      return sums;
    }

    private void add(double[] beta, int i, double[] sum) {
      double eta = 0;
      for (int j = 0; j < k; j++) {
        eta += beta[baselines + j] * z[i][j];
      }
      int to = to(i);
      double slope = 0;
      double weight = 0;
      for (int t = from(i); t < to; t++) {
        int b = stretch[t];
        boolean end = t == to - 1 && lives.isEnded(i);
        double logit = beta[b] + eta;
        double small = Math.exp(-Math.abs(logit));
        double chance = (logit > 0 ? 1 : small) / (1 + small);
        sum[0] += (end ? Math.min(0, logit) : Math.min(0, -logit)) - Math.log1p(small);
        double residual = (end ? 1 : 0) - chance;
        double spread = small / ((1 + small) * (1 + small));
        int at = 1 + b * (2 + k);
        sum[at] += residual;
        sum[at + 1] += spread;
        for (int j = 0; j < k; j++) {
          sum[at + 2 + j] += spread * z[i][j];
        }
        slope += residual;
        weight += spread;
      }
      int tail = 1 + baselines * (2 + k);
      for (int j = 0; j < k; j++) {
        sum[tail + j] += slope * z[i][j];
        for (int l = 0; l <= j; l++) {
          sum[tail + k + j * (j + 1) / 2 + l] += weight * z[i][j] * z[i][l];
        }
      }
    }

    double[] gradient(double[] sums) {
      double[] gradient = new double[baselines + k];
      for (int b = 0; b < baselines; b++) {
        gradient[b] = sums[1 + b * (2 + k)];
      }
      System.arraycopy(sums, 1 + baselines * (2 + k), gradient, baselines, k);
      return gradient;
    }

    double[][] information(double[] sums) {
      double[][] information = new double[baselines + k][baselines + k];
      int tail = 1 + baselines * (2 + k) + k;
      for (int b = 0; b < baselines; b++) {
        information[b][b] = sums[2 + b * (2 + k)];
        for (int j = 0; j < k; j++) {
          information[b][baselines + j] = sums[3 + b * (2 + k) + j];
          information[baselines + j][b] = information[b][baselines + j];
        }
      }
      for (int j = 0; j < k; j++) {
        for (int l = 0; l <= j; l++) {
          information[baselines + j][baselines + l] = sums[tail + j * (j + 1) / 2 + l];
          information[baselines + l][baselines + j] = sums[tail + j * (j + 1) / 2 + l];
        }
      }
      return information;
    }
  }
}
