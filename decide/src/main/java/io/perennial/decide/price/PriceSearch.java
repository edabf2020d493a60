// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.price;

import io.perennial.value.forecast.Interval;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Looks for the best price of a product: all prices within the limits are tried, the one that
 * brings most is taken if it is likely enough to bring more than the price of now. Exact on its
 * grid; immutable.
 */
public final class PriceSearch {

  /** More prices than this are not tried one by one: the step is widened. */
  private static final int MOST_PRICES = 20_000;

  private static final double SLACK = 1e-9;

  private final PriceLimits limits;

  private PriceSearch(PriceLimits limits) {
    this.limits = limits;
  }

  /** One within {@code limits}. */
  public static PriceSearch within(PriceLimits limits) {
    return new PriceSearch(limits);
  }

  /** What it may be and what it is now. */
  private record Range(double low, double high, String lowBy, String highBy) {}

  /**
   * The best price; nothing where the elasticity is refused, or more is sold at higher prices.
   *
   * @throws IllegalArgumentException if the limits contradict each other, naming them
   */
  public Optional<PriceAdvice> best(ProductDemand demand) {
    Optional<Elasticity> known = demand.elasticity();
    if (known.isEmpty() || known.get().value() >= 0) {
      return Optional.empty();
    }
    Elasticity elasticity = known.get();
    OptionalDouble cost = demand.cost();
    double unitCost = cost.orElse(0);
    double now = demand.price();
    Range range = range(demand, now, cost);
    double units = demand.units(now).expected();
    double earnedNow = (now - unitCost) * units;
    boolean mayKeep = now >= range.low - SLACK && now <= range.high + SLACK;
    double best = Double.NaN;
    double most = mayKeep ? earnedNow : Double.NEGATIVE_INFINITY;
    double unsure = Double.NaN;
    double mostUnsure = most;
    double step = step(range);
    for (long k = first(range.low, step); price(k, step) <= range.high + SLACK; k++) {
      double price = price(k, step);
      double earned = (price - unitCost) * units * relative(price, now, elasticity.value());
      if (earned > most) {
        if (!mayKeep || chance(demand, price, now, unitCost) >= limits.confidence()) {
          most = earned;
          best = price;
        } else if (earned > mostUnsure) {
          mostUnsure = earned;
          unsure = price;
        }
      }
    }
    PriceAdvice.Objective objective =
        cost.isPresent() ? PriceAdvice.Objective.MARGIN : PriceAdvice.Objective.REVENUE;
    if (Double.isNaN(best)) {
      if (!mayKeep) {
        throw contradiction(demand, range, step);
      }
      return Optional.of(kept(demand, earnedNow, objective, unsure));
    }
    return Optional.of(
        moved(demand, elasticity, best, unitCost, earnedNow, range, objective, mayKeep));
  }

  private PriceAdvice kept(
      ProductDemand demand, double earned, PriceAdvice.Objective objective, double unsure) {
    String reason =
        Double.isNaN(unsure)
            ? "no other price within the limits brings more " + objective.word()
            : String.format(
                Locale.ROOT,
                "%.2f may bring more %s, but with a chance of %.0f %% only",
                unsure,
                objective.word(),
                100 * chance(demand, unsure, demand.price(), demand.cost().orElse(0)));
    return new PriceAdvice(
        demand.price(),
        PriceAdvice.Move.KEEP,
        demand.units(),
        earned,
        0,
        new Interval(0, 0),
        0,
        objective,
        reason);
  }

  private PriceAdvice moved(
      ProductDemand demand,
      Elasticity elasticity,
      double price,
      double cost,
      double earnedNow,
      Range range,
      PriceAdvice.Objective objective,
      boolean mayKeep) {
    double now = demand.price();
    UnitsForecast units = demand.units(price);
    double earned = (price - cost) * units.expected();
    double one = gain(units, elasticity.interval().lower(), elasticity, price, now, cost);
    double other = gain(units, elasticity.interval().upper(), elasticity, price, now, cost);
    PriceAdvice.Move move = price > now ? PriceAdvice.Move.RAISE : PriceAdvice.Move.LOWER;
    double step = step(range);
    String bound =
        price + step > range.high + SLACK
            ? range.highBy
            : price - step < range.low - SLACK ? range.lowBy : "";
    String reason =
        (mayKeep
                ? String.format(
                    Locale.ROOT,
                    "more %s at an elasticity of %.2f",
                    objective.word(),
                    elasticity.value())
                : "the price of now is outside of the limits")
            + (bound.isEmpty() ? "" : "; held by " + bound);
    return new PriceAdvice(
        price,
        move,
        units,
        earned,
        earned - earnedNow,
        new Interval(Math.min(one, other), Math.max(one, other)),
        chance(demand, price, now, cost),
        objective,
        reason);
  }

  /** The gain if the elasticity were another one. */
  private static double gain(
      UnitsForecast units,
      double supposed,
      Elasticity elasticity,
      double price,
      double now,
      double cost) {
    double unitsNow = units.expected() / relative(price, now, elasticity.value());
    return unitsNow * ((price - cost) * relative(price, now, supposed) - (now - cost));
  }

  private static double relative(double price, double now, double elasticity) {
    return Math.exp(elasticity * Math.log(price / now));
  }

  /** That {@code price} earns more than {@code now}: exact, since units are a power of price. */
  private static double chance(ProductDemand demand, double price, double now, double cost) {
    if (price == now) {
      return 0;
    }
    if (price - cost <= 0) {
      return now - cost < price - cost ? 1 : 0;
    }
    if (now - cost <= 0) {
      return 1;
    }
    // (price - cost) (price / now)^e > now - cost
    double even = Math.log((now - cost) / (price - cost)) / Math.log(price / now);
    double below = demand.chanceBelow(even);
    return price > now ? 1 - below : below;
  }

  private Range range(ProductDemand demand, double now, OptionalDouble cost) {
    double low = now * (1 - limits.largestChange());
    String lowBy = "the largest change";
    double high = now * (1 + limits.largestChange());
    String highBy = lowBy;
    Interval seen = demand.seen();
    if (seen.lower() * (1 - limits.beyondSeen()) > low) {
      low = seen.lower() * (1 - limits.beyondSeen());
      lowBy = "the lowest price seen";
    }
    if (seen.upper() * (1 + limits.beyondSeen()) < high) {
      high = seen.upper() * (1 + limits.beyondSeen());
      highBy = "the highest price seen";
    }
    OptionalDouble list = demand.listPrice();
    if (!limits.aboveList() && list.isPresent() && list.getAsDouble() < high) {
      high = list.getAsDouble();
      highBy = "the list price";
    }
    if (cost.isPresent()) {
      double least = cost.getAsDouble() / (1 - limits.marginFloor());
      if (least > low) {
        low = least;
        lowBy = "the margin floor";
      }
    }
    if (low > high + SLACK) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "Cannot find a price for %s: it must be %.2f or more (%s) and %.2f or less (%s)",
              demand.product(),
              low,
              lowBy,
              high,
              highBy));
    }
    return new Range(low, high, lowBy, highBy);
  }

  private IllegalArgumentException contradiction(ProductDemand demand, Range range, double step) {
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "Cannot find a price for %s: none from %.2f (%s) to %.2f (%s) is a step of %s%s",
            demand.product(),
            range.low,
            range.lowBy,
            range.high,
            range.highBy,
            step,
            limits.ending() < 0 ? "" : " that ends in " + limits.ending()));
  }

  private double step(Range range) {
    double step = limits.ending() < 0 ? limits.step() : Math.max(1, Math.rint(limits.step()));
    double prices = (range.high - range.low) / step;
    return prices <= MOST_PRICES ? step : step * Math.ceil(prices / MOST_PRICES);
  }

  private double price(long k, double step) {
    double price = k * step + Math.max(0, limits.ending());
    return Math.rint(price * 1e6) / 1e6;
  }

  private long first(double low, double step) {
    return (long)
        Math.max(
            limits.ending() > 0 ? 0 : 1,
            Math.ceil((low - SLACK - Math.max(0, limits.ending())) / step));
  }
}
