// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.price;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** The demand of one series as it is learned, turn by turn, while the market's becomes known. */
final class SeriesFit {

  /** Beyond so many deviations what was sold is extraordinary, and taken back to there. */
  private static final double EXTRAORDINARY = 4;

  /** The deviation of what is believed of an elasticity before any data. */
  private static final double WEAK = 5;

  private static final double FIXED = 1e8;

  private static final double NODE = Math.sqrt(3);
  private static final List<Double> NODE_WEIGHTS = List.of(1.0 / 6, 2.0 / 3, 1.0 / 6);

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
  private Optional<Serial> serial = Optional.empty();
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
    return problem().independent();
  }

  private SerialRegression.Problem problem() {
    double[] prior = new double[rows[0].length];
    prior[1] = believed;
    double[] precision = terms.precisions();
    precision[1] = belief;
    return new SerialRegression.Problem(rows, units, level, prior, precision, leastDispersion);
  }

  /** How what is missed in one period hangs together with others, by itself. */
  SerialCorrelation serialCorrelation() {
    return regression.serialCorrelation(series.period, series.whole);
  }

  /**
   * Takes into account what hangs together, and that it is not known for sure: the mean over what
   * it may be, by three points of Gauss and Hermite's.
   *
   * @param error of the correlation
   */
  void correlate(SerialCorrelation correlation, double error) {
    List<SerialRegression> found =
        DoubleStream.of(-1, 0, 1)
            .mapToObj(step -> at(correlation, correlation.near() + NODE * step * error))
            .flatMap(Optional::stream)
            .toList();
    if (found.size() == NODE_WEIGHTS.size()) {
      serial = Optional.of(Serial.of(found));
    }
  }

  private Optional<SerialRegression> at(SerialCorrelation correlation, double near) {
    SerialRegression found =
        SerialRegression.of(problem(), regression, correlation.with(near), series.period);
    return found.settled() ? Optional.of(found) : Optional.empty();
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

  /** What is learned of an elasticity where errors hang together. */
  private record Serial(double value, double variance, double robust, double freedom) {

    static Serial of(List<SerialRegression> found) {
      double value = 0;
      double square = 0;
      double variance = 0;
      double robust = 0;
      for (int i = 0; i < found.size(); i++) {
        SerialRegression each = found.get(i);
        double weight = NODE_WEIGHTS.get(i);
        value += weight * each.weight(1);
        square += weight * each.weight(1) * each.weight(1);
        variance += weight * each.variance(1);
        robust += weight * Math.max(each.variance(1), each.robustVariance(1));
      }
      double apart = Math.max(0, square - value * value);
      return new Serial(
          value, variance + apart, robust + apart, found.get(found.size() / 2).freedom());
    }
  }

  double elasticity() {
    return serial.map(Serial::value).orElseGet(() -> regression.weight(1));
  }

  /** The variance of the elasticity about the truth, as dispersion and correlation say. */
  double variance() {
    return serial.map(Serial::variance).orElseGet(() -> regression.variance(1));
  }

  /**
   * The variance that intervals are made of: not less than what residuals say whatever their law,
   * and wider where few periods are left to judge it by.
   */
  double cautiousVariance() {
    double freedom = Math.max(3, serial.map(Serial::freedom).orElseGet(regression::freedom));
    return serial.map(Serial::robust).orElseGet(() -> regression.variance(1))
        * freedom
        / (freedom - 2);
  }

  /** The row of the next period at a price. */
  double[] next(double price) {
    return terms.next(Math.log(price) - usualLogPrice);
  }
}
