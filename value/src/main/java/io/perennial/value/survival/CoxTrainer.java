// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.survival;

import io.perennial.math.linear.SymmetricEigen;
import io.perennial.value.TooLittleDataException;
import java.util.ArrayList;
import java.util.List;

/**
 * Fits {@link CoxModel} by Newton's method on the partial likelihood, on covariates brought to mean
 * 0 and deviation 1; ties by Efron's method (1977). The same lives in the same order give the same
 * bits.
 */
public final class CoxTrainer {

  private static final int TURNS = 60;

  /** A standardised coefficient beyond which the likelihood is taken to rise for ever. */
  private static final double UNBOUNDED = 10;

  /**
   * The likeliest model. O(turns x n x k^2).
   *
   * @param names of the k covariates
   * @param covariates row by row, double[n][k], finite
   * @throws TooLittleDataException if fewer lives ended than there are covariates, or none
   */
  public CoxModel train(Durations lives, List<String> names, double[][] covariates) {
    int k = names.size();
    check(lives, k, covariates);
    double[] centre = new double[k];
    double[] scale = new double[k];
    double[][] z = standardise(covariates, centre, scale);
    CoxLikelihood likelihood = new CoxLikelihood(lives, z);
    double[] beta = new double[k];
    CoxLikelihood.Value value = likelihood.at(beta);
    double none = value.logLikelihood();
    boolean converged = false;
    for (int turn = 0; turn < TURNS && !converged; turn++) {
      double[] step = solve(value);
      double gain = 0;
      for (int j = 0; j < k; j++) {
        gain += step[j] * value.gradient()[j];
      }
      if (gain <= 1e-16 * Math.abs(none)) {
        converged = true;
        break;
      }
      CoxLikelihood.Value next = null;
      double[] moved = beta;
      for (double length = 1; length > 1e-8; length /= 2) {
        moved = new double[k];
        for (int j = 0; j < k; j++) {
          moved[j] = beta[j] + length * step[j];
        }
        CoxLikelihood.Value tried = likelihood.at(moved);
        if (tried.logLikelihood() >= value.logLikelihood()) {
          next = tried;
          break;
        }
      }
      if (next == null) {
        converged = gain < 1e-9 * Math.abs(none);
        break;
      }
      beta = moved;
      value = next;
      converged = largest(beta) > 2 * UNBOUNDED;
    }
    List<String> warnings = warnings(names, scale, beta, converged);
    return new CoxModel(
        names, centre, scale, beta, covariance(value), none, value, lives.ends(), warnings);
  }

  private static void check(Durations lives, int k, double[][] covariates) {
    if (covariates.length != lives.size()) {
      throw new IllegalArgumentException(
          "Invalid covariates: "
              + covariates.length
              + " rows for "
              + lives.size()
              + " lives (must be as many)");
    }
    for (int i = 0; i < covariates.length; i++) {
      if (covariates[i].length != k) {
        throw new IllegalArgumentException(
            "Row " + i + ": Invalid covariates: " + covariates[i].length + " (must be " + k + ")");
      }
      for (int j = 0; j < k; j++) {
        if (!(Math.abs(covariates[i][j]) <= 1e150)) {
          throw new IllegalArgumentException(
              "Row "
                  + i
                  + ": Invalid covariate "
                  + j
                  + ": "
                  + covariates[i][j]
                  + " (must be finite and at most 1e150 in size)");
        }
      }
    }
    int ends = lives.ends();
    if (ends == 0 || ends < k) {
      throw new TooLittleDataException(
          "Cannot fit Cox's model: "
              + ends
              + " of "
              + lives.size()
              + " lives ended, for "
              + k
              + " covariates (at least one end for each is needed)");
    }
  }

  /** Columns of mean 0 and deviation 1; a constant one stays 0, with scale 0. */
  static double[][] standardise(double[][] covariates, double[] centre, double[] scale) {
    int n = covariates.length;
    int k = centre.length;
    double[][] z = new double[n][k];
    for (int j = 0; j < k; j++) {
      double sum = 0;
      for (double[] row : covariates) {
        sum += row[j];
      }
      centre[j] = sum / n;
      double squares = 0;
      for (double[] row : covariates) {
        squares += (row[j] - centre[j]) * (row[j] - centre[j]);
      }
      double deviation = Math.sqrt(squares / n);
      scale[j] = deviation > 1e-12 * Math.abs(centre[j]) ? deviation : 0;
      for (int i = 0; i < n; i++) {
        z[i][j] = scale[j] > 0 ? (covariates[i][j] - centre[j]) / scale[j] : 0;
      }
    }
    return z;
  }

  /** Newton's step; none in directions in which the likelihood is flat. */
  private static double[] solve(CoxLikelihood.Value value) {
    int k = value.gradient().length;
    double[] step = new double[k];
    if (k == 0) {
      return step;
    }
    SymmetricEigen eigen = SymmetricEigen.of(value.information());
    double[] values = eigen.values();
    double floor = 1e-10 * values[k - 1];
    for (int e = 0; e < k; e++) {
      if (values[e] > floor && values[e] > 0) {
        double[] vector = eigen.vector(e);
        double along = 0;
        for (int j = 0; j < k; j++) {
          along += vector[j] * value.gradient()[j];
        }
        for (int j = 0; j < k; j++) {
          step[j] += along / values[e] * vector[j];
        }
      }
    }
    double size = largest(step);
    if (size > 4) {
      for (int j = 0; j < k; j++) {
        step[j] *= 4 / size;
      }
    }
    return step;
  }

  /** The inverse of the information; infinite on the diagonal where that is flat. */
  private static double[][] covariance(CoxLikelihood.Value value) {
    int k = value.gradient().length;
    double[][] covariance = new double[k][k];
    if (k == 0) {
      return covariance;
    }
    SymmetricEigen eigen = SymmetricEigen.of(value.information());
    double[] values = eigen.values();
    double floor = 1e-10 * Math.max(values[k - 1], 0);
    for (int e = 0; e < k; e++) {
      double[] vector = eigen.vector(e);
      boolean flat = values[e] <= floor || values[e] <= 0;
      for (int i = 0; i < k; i++) {
        for (int j = 0; j < k; j++) {
          if (!flat) {
            covariance[i][j] += vector[i] * vector[j] / values[e];
          }
        }
        if (flat && Math.abs(vector[i]) > 1e-6) {
          covariance[i][i] = Double.POSITIVE_INFINITY;
        }
      }
    }
    return covariance;
  }

  private static List<String> warnings(
      List<String> names, double[] scale, double[] beta, boolean converged) {
    List<String> warnings = new ArrayList<>();
    boolean unbounded = false;
    for (int j = 0; j < beta.length; j++) {
      if (scale[j] == 0) {
        warnings.add(names.get(j) + " is the same for all lives: it tells nothing");
      } else if (Math.abs(beta[j]) > UNBOUNDED) {
        unbounded = true;
        warnings.add(
            names.get(j)
                + " parts those who left from those who stayed: its coefficient grows without"
                + " bound");
      }
    }
    if (!converged && !unbounded) {
      warnings.add("no maximum was found; use the model with care");
    }
    return warnings;
  }

  private static double largest(double[] values) {
    double greatest = 0;
    for (double value : values) {
      greatest = Math.max(greatest, Math.abs(value));
    }
    return greatest;
  }
}
