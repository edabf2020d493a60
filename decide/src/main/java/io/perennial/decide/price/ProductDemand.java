// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.price;

import io.perennial.math.distribution.Normal;
import io.perennial.value.forecast.Interval;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is known of the demand for one product in one segment. Where its elasticity is refused, it
 * is what is sold at the price that it has. Immutable.
 */
public final class ProductDemand {

  private final SeriesFit fit;
  private final Optional<Elasticity> elasticity;
  private final double marketLevel;

  ProductDemand(SeriesFit fit, Optional<Elasticity> elasticity, double marketLevel) {
    this.fit = fit;
    this.elasticity = elasticity;
    this.marketLevel = marketLevel;
  }

  /** The product. */
  public String product() {
    return fit.series.product;
  }

  /** The segment, empty where there are none. */
  public String segment() {
    return fit.series.segment;
  }

  /** The category, empty where there are none. */
  public String category() {
    return fit.series.category;
  }

  /** Periods that it was learned from. */
  public int periods() {
    return fit.series.periods();
  }

  /** Periods in which more or less was sold than any law allows, which count for less. */
  public int extraordinary() {
    return fit.extraordinary();
  }

  /** The price of the last period, in money. */
  public double price() {
    return fit.series.lastPrice();
  }

  /** The lowest and the highest price seen. */
  public Interval seen() {
    double low = Double.POSITIVE_INFINITY;
    double high = 0;
    for (double price : fit.series.price) {
      low = Math.min(low, price);
      high = Math.max(high, price);
    }
    return new Interval(low, high);
  }

  /** The last list price known. */
  public OptionalDouble listPrice() {
    return known(fit.series.listPrice);
  }

  /** The last cost of a unit known. */
  public OptionalDouble cost() {
    return known(fit.series.cost);
  }

  private static OptionalDouble known(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** The elasticity, or nothing where it is refused. */
  public Optional<Elasticity> elasticity() {
    return elasticity;
  }

  /** Why there is no elasticity. */
  public Optional<Refusal> refusal() {
    return fit.refusal();
  }

  /** The units to expect in the next period at the price of now, without a promotion. */
  public UnitsForecast units() {
    return units(price());
  }

  /**
   * The units to expect in the next period at a price, without a promotion.
   *
   * @param price > 0, in money
   * @throws IllegalArgumentException if no elasticity is known and it is another than the last
   */
  public UnitsForecast units(double price) {
    if (!(price > 0 && price < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("Invalid price: " + price + " (must be > 0)");
    }
    if (elasticity.isEmpty() && price != price()) {
      throw new IllegalArgumentException(
          "Cannot forecast units of %s at another price: %s"
              .formatted(product(), refusal().map(Refusal::words).orElse("no elasticity")));
    }
    double[] row = fit.next(price);
    PoissonRegression regression = fit.regression();
    double expected =
        Math.exp(Math.min(40, PositiveInverse.dot(row, regression.weights()) + marketLevel));
    double apart = row[1];
    double slope = elasticity.map(Elasticity::error).orElse(0.0) * apart;
    double variance = regression.variance(row) + slope * slope;
    return new UnitsForecast(expected, variance, regression.dispersion(), fit.series.whole);
  }

  /** How likely the elasticity is below a value; one half where it is refused. */
  double chanceBelow(double value) {
    return elasticity
        .map(e -> Normal.standard().cumulative((value - e.value()) / Math.max(e.error(), 1e-9)))
        .orElse(0.5);
  }

  @Override
  public String toString() {
    String name = segment().isEmpty() ? product() : product() + " in " + segment();
    return name
        + ": "
        + elasticity
            .map(e -> e.verdict().words() + " " + e.interval())
            .orElseGet(() -> refusal().map(Refusal::words).orElse(""));
  }
}
