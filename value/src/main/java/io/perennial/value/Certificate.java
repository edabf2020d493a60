// SPDX-License-Identifier: Apache-2.0
package io.perennial.value;

import io.perennial.math.linear.SymmetricEigen;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * The proof of a maximum-likelihood fit: where it ended, how flat the likelihood is there, and what
 * the data could not tell. Derivatives are those of the negative log-likelihood by the logarithms
 * of the parameters (of {@code q - 1} for the gamma-gamma model's q). Immutable.
 */
public final class Certificate {

  /** How the search for the maximum ended. */
  public enum Verdict {
    /** A maximum: the gradient is nil and every direction falls. */
    CONVERGED,
    /** The likelihood still rises towards infinity, by less than matters; see the warnings. */
    OPTIMUM_AT_INFINITY,
    /** No maximum was found; use the model with care. */
    NOT_CONVERGED
  }

  private final List<String> names;
  private final double[] estimates;
  private final double[] slopes;
  private final double logLikelihood;
  private final double[] gradient;
  private final double[][] hessian;
  private final double lastStep;
  private final int evaluations;
  private final Verdict verdict;
  private final List<String> warnings;

  /**
   * @param names k names of parameters
   * @param estimates their values, double[k]
   * @param slopes d parameter / d its logarithm, double[k]
   * @param gradient double[k], see the class
   * @param hessian double[k][k], see the class
   * @param lastStep the largest step, in logarithms, that Newton's method last wanted
   */
  public Certificate(
      List<String> names,
      double[] estimates,
      double[] slopes,
      double logLikelihood,
      double[] gradient,
      double[][] hessian,
      double lastStep,
      int evaluations,
      Verdict verdict,
      List<String> warnings) {
    this.names = List.copyOf(names);
    this.estimates = estimates.clone();
    this.slopes = slopes.clone();
    this.logLikelihood = logLikelihood;
    this.gradient = gradient.clone();
    this.hessian = copy(hessian);
    this.lastStep = lastStep;
    this.evaluations = evaluations;
    this.verdict = verdict;
    this.warnings = List.copyOf(warnings);
  }

  /** The same certificate with another verdict and other warnings. */
  public Certificate with(Verdict newVerdict, List<String> newWarnings) {
    return new Certificate(
        names,
        estimates,
        slopes,
        logLikelihood,
        gradient,
        hessian,
        lastStep,
        evaluations,
        newVerdict,
        newWarnings);
  }

  /** The same certificate with a constant added to the log-likelihood. */
  public Certificate raised(double constant) {
    return new Certificate(
        names,
        estimates,
        slopes,
        logLikelihood + constant,
        gradient,
        hessian,
        lastStep,
        evaluations,
        verdict,
        warnings);
  }

  /** The parameters' names, in the order of all arrays here. */
  public List<String> names() {
    return names;
  }

  /** The parameters; a copy. */
  public double[] estimates() {
    return estimates.clone();
  }

  /** The maximum of the log-likelihood. */
  public double logLikelihood() {
    return logLikelihood;
  }

  /** The largest component of the gradient of the log-likelihood, in size. */
  public double gradientNorm() {
    double greatest = 0;
    for (double slope : gradient) {
      greatest = Math.max(greatest, Math.abs(slope));
    }
    return greatest;
  }

  /** The eigenvalues of the Hessian, ascending: all positive at a proper maximum. */
  public double[] eigenvalues() {
    return SymmetricEigen.of(hessian).values();
  }

  /** The Hessian, double[k][k], see {@link Certificate}; a copy. */
  public double[][] hessian() {
    return copy(hessian);
  }

  /** See {@link Certificate}. */
  public double lastStep() {
    return lastStep;
  }

  /** How often the likelihood of all histories was computed. */
  public int evaluations() {
    return evaluations;
  }

  public Verdict verdict() {
    return verdict;
  }

  /** What the data could not tell, in plain words; empty if nothing. */
  public List<String> warnings() {
    return warnings;
  }

  /**
   * The standard error of a parameter, from the observed information; empty where the likelihood is
   * flat.
   */
  public OptionalDouble standardError(String name) {
    int i = names.indexOf(name);
    if (i < 0) {
      throw new IllegalArgumentException(
          "Unknown parameter: " + name + " (there are " + names + ")");
    }
    double error = logStandardError(i) * slopes[i];
    return Double.isFinite(error) ? OptionalDouble.of(error) : OptionalDouble.empty();
  }

  /** The standard error of a parameter's logarithm; infinite where the likelihood is flat. */
  public double logStandardError(int i) {
    double variance = 0;
    SymmetricEigen eigen = SymmetricEigen.of(hessian);
    double[] values = eigen.values();
    double floor = 1e-11 * Math.abs(values[values.length - 1]);
    for (int k = 0; k < values.length; k++) {
      double part = eigen.vector(k)[i];
      if (values[k] > floor) {
        variance += part * part / values[k];
      } else if (Math.abs(part) > 1e-6) {
        return Double.POSITIVE_INFINITY;
      }
    }
    return Math.sqrt(variance);
  }

  /**
   * The parameters moved from the estimate by {@code deviates}, double[k], standard normal ones: a
   * draw from what the data leave open (the normal approximation in logarithms). Directions in
   * which the likelihood is flat are not moved in.
   */
  public double[] moved(double[] deviates) {
    SymmetricEigen eigen = SymmetricEigen.of(hessian);
    double[] values = eigen.values();
    double[] moved = estimates.clone();
    double[] shift = new double[moved.length];
    for (int k = 0; k < values.length; k++) {
      if (values[k] <= 0.05) {
        continue; // less than a twentieth of a unit of likelihood within a factor of e
      }
      double[] vector = eigen.vector(k);
      for (int i = 0; i < moved.length; i++) {
        shift[i] += vector[i] * deviates[k] / Math.sqrt(values[k]);
      }
    }
    for (int i = 0; i < moved.length; i++) {
      moved[i] += slopes[i] * (Math.exp(shift[i]) - 1);
    }
    return moved;
  }

  /** One line: parameters with their standard errors, log-likelihood, verdict. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < estimates.length; i++) {
      text.append(names.get(i))
          .append(' ')
          .append(String.format(Locale.ROOT, "%.6g", estimates[i]));
      OptionalDouble error = standardError(names.get(i));
      text.append(
          error.isPresent() ? String.format(Locale.ROOT, " ± %.2g, ", error.getAsDouble()) : ", ");
    }
    text.append(String.format(Locale.ROOT, "log-likelihood %.6f, %s", logLikelihood, verdict));
    return warnings.isEmpty() ? text.toString() : text + "; " + String.join("; ", warnings);
  }

  private static double[][] copy(double[][] matrix) {
    double[][] copy = new double[matrix.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = matrix[i].clone();
    }
    return copy;
  }
}
