// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.price;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How good forecasts of units were: the last periods, each told from those before it at the price
 * that it then had, promotions left out; beside what is told without a model.
 *
 * @param periods that were told
 * @param forecasts products times periods
 * @param off the sum of what forecasts were off by, as a share of what was sold
 * @param recentOff the same of the mean of the four periods before
 * @param lastOff the same of the period before
 * @param inside the share of what was sold that was inside of its interval
 */
public record ForecastCheck(
    int periods, int forecasts, double off, double recentOff, double lastOff, double inside) {

  private static final int RECENT = 4;

  private static final class Sums {

    private int forecasts;
    private int inside;
    private double sold;
    private double off;
    private double recentOff;
    private double lastOff;
  }

  /**
   * Tells the last periods.
   *
   * @param last how many, >= 1; learning is done anew for each
   * @return empty where no product was sold in enough periods
   */
  public static Optional<ForecastCheck> of(Sales sales, DemandConfig config, int last) {
    if (last < 1) {
      throw new IllegalArgumentException("Invalid periods: " + last + " (must be >= 1)");
    }
    List<Series> all = Series.of(sales);
    int[] periods =
        all.stream().flatMapToInt(s -> Arrays.stream(s.period)).distinct().sorted().toArray();
    Map<String, Series> series = new HashMap<>();
    all.forEach(each -> series.put(key(each.product, each.segment), each));
    Sums sums = new Sums();
    int told = 0;
    for (int back = Math.min(last, periods.length - RECENT); back >= 1; back--) {
      int period = periods[periods.length - back];
      DemandModel model = DemandTrainer.of(config).train(sales.only(p -> p < period));
      told++;
      for (ProductDemand demand : model.demands()) {
        Series whole = series.get(key(demand.product(), demand.segment()));
        if (whole != null) {
          add(sums, demand, whole, period, config.level());
        }
      }
    }
    return sums.forecasts == 0 || sums.sold <= 0
        ? Optional.empty()
        : Optional.of(
            new ForecastCheck(
                told,
                sums.forecasts,
                sums.off / sums.sold,
                sums.recentOff / sums.sold,
                sums.lastOff / sums.sold,
                (double) sums.inside / sums.forecasts));
  }

  private static String key(String product, String segment) {
    return product + '\u0000' + segment;
  }

  private static void add(Sums sums, ProductDemand demand, Series whole, int period, double level) {
    int t = Arrays.binarySearch(whole.period, period);
    boolean follows = t >= RECENT && whole.period[t - RECENT] == period - RECENT;
    if (!follows || whole.promotion[t] > 0) {
      return;
    }
    double price = demand.elasticity().isPresent() ? whole.price[t] : demand.price();
    UnitsForecast forecast = demand.units(price);
    double sold = whole.units[t];
    double recent = Arrays.stream(whole.units, t - RECENT, t).average().orElse(0);
    sums.forecasts++;
    sums.inside += forecast.interval(level).contains(sold) ? 1 : 0;
    sums.sold += sold;
    sums.off += Math.abs(sold - forecast.expected());
    sums.recentOff += Math.abs(sold - recent);
    sums.lastOff += Math.abs(sold - whole.units[t - 1]);
  }
}
