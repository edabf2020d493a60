// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.survival;

import io.perennial.math.distribution.ChiSquared;
import io.perennial.math.distribution.Normal;
import io.perennial.value.forecast.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Proportional hazards: covariates multiply a hazard whose course over time is left open. Source:
 * Cox, "Regression models and life-tables" (1972). Immutable.
 */
public final class CoxModel {

  private final List<String> names;
  private final double[] centre;
  private final double[] scale;
  private final double[] beta;
  private final double[][] covariance;
  private final double logLikelihoodOfNone;
  private final double logLikelihood;
  private final double[] time;
  private final double[] hazard;
  private final int ends;
  private final List<String> warnings;

  CoxModel(
      List<String> names,
      double[] centre,
      double[] scale,
      double[] beta,
      double[][] covariance,
      double logLikelihoodOfNone,
      CoxLikelihood.Value value,
      int ends,
      List<String> warnings) {
    this.names = List.copyOf(names);
    this.centre = centre;
    this.scale = scale;
    this.beta = beta;
    this.covariance = covariance;
    this.logLikelihoodOfNone = logLikelihoodOfNone;
    this.logLikelihood = value.logLikelihood();
    int steps = value.time().length;
    this.time = new double[steps];
    this.hazard = new double[steps];
    double sum = 0;
    for (int j = 0; j < steps; j++) {
      sum += value.hazard()[steps - 1 - j];
      time[j] = value.time()[steps - 1 - j];
      hazard[j] = sum;
    }
    this.ends = ends;
    this.warnings = List.copyOf(warnings);
  }

  /** The k covariates, in the order of all arrays here. */
  public List<String> names() {
    return names;
  }

  /** The logarithm of the hazard's ratio for one unit more; 0 for a covariate that is constant. */
  public double coefficient(int j) {
    return scale[j] > 0 ? beta[j] / scale[j] : 0;
  }

  /** Its standard error, from the information; empty where the likelihood is flat. */
  public OptionalDouble standardError(int j) {
    double error = Math.sqrt(covariance[j][j]) / scale[j];
    return Double.isFinite(error) ? OptionalDouble.of(error) : OptionalDouble.empty();
  }

  /** The interval of the hazard's ratio for one unit more; empty where the likelihood is flat. */
  public Optional<Interval> ratioInterval(int j, double level) {
    double z = Normal.standard().quantile(0.5 + 0.5 * level);
    OptionalDouble error = standardError(j);
    return error.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Interval(
                bounded(coefficient(j) - z * error.getAsDouble()),
                bounded(coefficient(j) + z * error.getAsDouble())));
  }

  /** The maximum of the partial log-likelihood. */
  public double logLikelihood() {
    return logLikelihood;
  }

  /** Twice what the covariates add to the log-likelihood, >= 0. */
  public double likelihoodRatio() {
    return Math.max(0, 2 * (logLikelihood - logLikelihoodOfNone));
  }

  /** The chance of at least this ratio if no covariate tells anything; 1 without covariates. */
  public double pValue() {
    long informative = Arrays.stream(scale).filter(s -> s > 0).count();
    return informative == 0 ? 1 : new ChiSquared(informative).upperTail(likelihoodRatio());
  }

  /** What the data could not tell, in plain words; empty if nothing. */
  public List<String> warnings() {
    return warnings;
  }

  /**
   * How the hazard of a row compares with that of the mean of all rows, > 0 and finite.
   *
   * @param row double[k]
   */
  public double hazardRatio(double[] row) {
    return bounded(score(row));
  }

  /** The logarithm of {@link #hazardRatio}, unbounded: what customers are ranked by. */
  public double score(double[] row) {
    if (row.length != beta.length) {
      throw new IllegalArgumentException(
          "Invalid row: " + row.length + " covariates (must be " + beta.length + ")");
    }
    double score = 0;
    for (int j = 0; j < beta.length; j++) {
      score += scale[j] > 0 ? beta[j] * ((row[j] - centre[j]) / scale[j]) : 0;
    }
    return score;
  }

  /** The hazard of the mean of all rows, added up to {@code t}: Efron's estimate. */
  public double baselineHazard(double t) {
    int at = Arrays.binarySearch(time, t);
    int j = at >= 0 ? at : -at - 2;
    return j < 0 ? 0 : hazard[j];
  }

  /** P(still there after t) for a row, in [0, 1]. */
  public double survival(double[] row, double t) {
    return Math.exp(-baselineHazard(t) * hazardRatio(row));
  }

  /**
   * P(still there {@code more} later) for a row that is there at age {@code age}. Behind the
   * longest life of the lessons the curve is flat: nothing is known there.
   */
  public double survival(double[] row, double age, double more) {
    return Math.exp(-(baselineHazard(age + more) - baselineHazard(age)) * hazardRatio(row));
  }

  private static double bounded(double logarithm) {
    return Math.exp(Math.max(-700, Math.min(700, logarithm)));
  }

  /** A table: covariate, ratio, coefficient, standard error, z. */
  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "Cox, %d ends, log-likelihood %.4f, likelihood ratio %.4f (p %.3g)",
                ends,
                logLikelihood,
                likelihoodRatio(),
                pValue()));
    for (int j = 0; j < beta.length; j++) {
      OptionalDouble error = standardError(j);
      text.append(
          String.format(
              Locale.ROOT,
              "%n%s: ratio %.4g, coefficient %.4f",
              names.get(j),
              bounded(coefficient(j)),
              coefficient(j)));
      if (error.isPresent()) {
        text.append(
            String.format(
                Locale.ROOT,
                " ± %.4f, z %.2f",
                error.getAsDouble(),
                coefficient(j) / error.getAsDouble()));
      }
    }
    warnings.forEach(warning -> text.append(String.format("%n%s", warning)));
    return text.toString();
  }
}
