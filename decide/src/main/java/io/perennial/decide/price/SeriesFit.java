// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.price;

import java.util.Arrays;
import java.util.Optional;

/** The demand of one series as it is learned, turn by turn, while the market's becomes known. */
final class SeriesFit {

  /** Beyond so many deviations what was sold is extraordinary, and taken back to there. */
  private static final double EXTRAORDINARY = 4;

  /** The deviation of what is believed of an elasticity before any data. */
  private static final double WEAK = 5;

  private static final double FIXED = 1e8;

  /** Fewer periods than this say nothing of how neighbours hang together. */
  private static final int LEAST_FOR_NEAR = 20;

  final Series series;
  final Terms terms;
  private final double[] logPrice;
  private final double usualLogPrice;
  private final double[][] rows;
  private final double leastDispersion;
  private double[] level;
  private double[] units;
  private PoissonRegression regression;
  private Optional<Refusal> refusal = Optional.empty();
  private double believed = -1;
  private double belief = 1 / (WEAK * WEAK);

  SeriesFit(Series series, Terms terms) {
    this.series = series;
    this.terms = terms;
    double[] logs = Arrays.stream(series.price).map(Math::log).toArray();
    this.usualLogPrice = Arrays.stream(logs).average().orElse(0);
    this.logPrice = Arrays.stream(logs).map(p -> p - usualLogPrice).toArray();
    this.rows = terms.rows(logPrice);
    double cap = cap(series.units);
    this.units = Arrays.stream(series.units).map(u -> Math.min(cap, u)).toArray();
    this.level = new double[units.length];
    double mean = Arrays.stream(units).average().orElse(0);
    this.leastDispersion = series.whole ? 1 : 1e-3 * mean;
    this.regression = fit();
  }

  /**
   * What the first turn takes for the most that is ordinary: ten times what nine in ten are below.
   */
  private static double cap(double[] units) {
    double[] sold = Arrays.stream(units).filter(u -> u > 0).sorted().toArray();
    return 10 * sold[(int) (0.9 * (sold.length - 1))];
  }

  /** Says why no elasticity is learned; then the price is taken to have no effect. */
  void refuse(Optional<Refusal> why) {
    refusal = why;
    if (why.isPresent()) {
      fix(0);
    }
  }

  /** Takes the elasticity as known. */
  void fix(double elasticity) {
    believed = elasticity;
    belief = FIXED;
  }

  /** Learns again with the market's level given, and what is extraordinary taken back. */
  void learn(double[] marketLevel) {
    level = marketLevel;
    regression = fit();
    units = ordinary();
  }

  private PoissonRegression fit() {
    double[] prior = new double[rows[0].length];
    prior[1] = believed;
    double[] precision = terms.precisions();
    precision[1] = belief;
    return PoissonRegression.of(rows, units, level, prior, precision, leastDispersion);
  }

  /** Anscombe's residuals of the Poisson law are nearly normal: what is far out comes back. */
  private double[] ordinary() {
    int n = units.length;
    double[] fitted = regression.fitted();
    double[] residual = new double[n];
    for (int t = 0; t < n; t++) {
      double mean = Math.max(fitted[t], 1e-9);
      residual[t] =
          1.5
              * (Math.pow(series.units[t], 2.0 / 3) - Math.pow(mean, 2.0 / 3))
              / Math.pow(mean, 1.0 / 6);
    }
    double[] sizes = Arrays.stream(residual).map(Math::abs).sorted().toArray();
    double middle = (sizes[(n - 1) / 2] + sizes[n / 2]) / 2;
    double scale = Math.max(Math.sqrt(leastDispersion), 1.4826 * middle);
    double most = EXTRAORDINARY * scale;
    double[] ordinary = series.units.clone();
    for (int t = 0; t < n; t++) {
      if (Math.abs(residual[t]) > most) {
        double mean = Math.max(fitted[t], 1e-9);
        double edge =
            Math.pow(mean, 2.0 / 3)
                + Math.signum(residual[t]) * most * Math.pow(mean, 1.0 / 6) / 1.5;
        ordinary[t] = Math.pow(Math.max(0, edge), 1.5);
      }
    }
    return ordinary;
  }

  /** How many periods were taken back. */
  int extraordinary() {
    int count = 0;
    for (int t = 0; t < units.length; t++) {
      count += units[t] != series.units[t] ? 1 : 0;
    }
    return count;
  }

  Optional<Refusal> refusal() {
    return refusal;
  }

  /** What is sold, without what is extraordinary. */
  double[] units() {
    return units;
  }

  /** What is expected without the market. */
  double[] apart() {
    double[] apart = regression.fitted().clone();
    for (int t = 0; t < apart.length; t++) {
      apart[t] /= Math.exp(level[t]);
    }
    return apart;
  }

  PoissonRegression regression() {
    return regression;
  }

  double elasticity() {
    return regression.weight(1);
  }

  /**
   * The variance of the elasticity about the truth: the larger of what dispersion says and what
   * residuals say that hang together.
   */
  double variance() {
    double variance = regression.variance(1);
    int n = units.length;
    if (n >= LEAST_FOR_NEAR) {
      variance = Math.max(variance, regression.robustVariance(1, series.period));
    }
    return variance;
  }

  /** By how much the variance is taken wider, where few periods are left to judge it by. */
  double caution() {
    double freedom = Math.max(3, regression.freedom());
    return freedom / (freedom - 2);
  }

  /** The row of the next period at a price. */
  double[] next(double price) {
    return terms.next(Math.log(price) - usualLogPrice);
  }
}
