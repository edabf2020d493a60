// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.price;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What all products have in common, period by period: how much is bought, apart from what prices
 * do, and how prices moved. Each product is told what the others say, so that it never explains
 * itself.
 */
final class Market {

  /** So many others must be sold in a period. */
  private static final int LEAST_OTHERS = 4;

  /** How many units, in dispersions, are added to both sides of a ratio. */
  private static final double HELD = 2;

  private final int first;
  private final double[] sold;
  private final double[] expected;
  private final int[] sellers;
  private final double[] level;

  private Market(int first, int length) {
    this.first = first;
    this.sold = new double[length];
    this.expected = new double[length];
    this.sellers = new int[length];
    this.level = new double[length];
  }

  /**
   * The market of series.
   *
   * @param units of each series, without what is extraordinary
   * @param apart what each is expected to sell by its own terms, without the market
   * @param dispersion of each
   */
  static Market of(List<Series> all, double[][] units, double[][] apart, double[] dispersion) {
    int first = all.stream().mapToInt(s -> s.period[0]).min().orElse(0);
    int last = all.stream().mapToInt(s -> s.period[s.periods() - 1]).max().orElse(0);
    Market market = new Market(first, last - first + 1);
    for (int s = 0; s < units.length; s++) {
      int[] period = all.get(s).period;
      for (int t = 0; t < period.length; t++) {
        market.sold[period[t] - first] += units[s][t] / dispersion[s];
        market.expected[period[t] - first] += apart[s][t] / dispersion[s];
        market.sellers[period[t] - first]++;
      }
    }
    for (int t = 0; t < market.level.length; t++) {
      market.level[t] = Math.log((market.sold[t] + HELD) / (market.expected[t] + HELD));
    }
    return market;
  }

  /** No market: all products are taken alone. */
  static Market none(List<Series> all) {
    int first = all.stream().mapToInt(s -> s.period[0]).min().orElse(0);
    return new Market(first, 0);
  }

  /** Whether there are enough others in most periods of a series. */
  boolean tells(Series series) {
    long told = Arrays.stream(series.period).filter(this::tells).count();
    return told > 0.8 * series.periods();
  }

  private boolean tells(int period) {
    int t = period - first;
    return t >= 0 && t < sellers.length && sellers[t] > LEAST_OTHERS;
  }

  /**
   * The logarithm of the market's level in the periods of a series, by the others alone; 0 where
   * there are too few.
   */
  double[] without(Series series, double[] units, double[] apart, double dispersion) {
    double[] others = new double[series.periods()];
    for (int t = 0; t < others.length; t++) {
      if (tells(series.period[t])) {
        int at = series.period[t] - first;
        double rest = Math.max(0, sold[at] - units[t] / dispersion);
        double hoped = Math.max(0, expected[at] - apart[t] / dispersion);
        others[t] = Math.log((rest + HELD) / (hoped + HELD));
      }
    }
    return others;
  }

  /**
   * The level to expect {@code ahead} periods after the last: that of a year before, moved by what
   * the last periods were above theirs; without a year, that of the last periods.
   */
  double ahead(int ahead, int year) {
    int n = level.length;
    if (n == 0) {
      return 0;
    }
    int recent = Math.min(4, n);
    double now = mean(n - recent, n);
    int then = n - 1 + ahead - year;
    if (then < recent || then >= n || n - recent - year < 0) {
      return now;
    }
    return level[then] + now - mean(n - recent - year, n - year);
  }

  private double mean(int from, int to) {
    return Arrays.stream(level, from, to).average().orElse(0);
  }

  /** The mean logarithm of the others' prices about their usual ones, by period. */
  static SortedMap<Integer, double[]> prices(List<Series> some) {
    SortedMap<Integer, double[]> sums = new TreeMap<>();
    for (Series series : some) {
      double usual = Arrays.stream(series.price).map(Math::log).average().orElse(0);
      for (int t = 0; t < series.periods(); t++) {
        double[] sum = sums.computeIfAbsent(series.period[t], p -> new double[2]);
        sum[0] += Math.log(series.price[t]) - usual;
        sum[1]++;
      }
    }
    return sums;
  }

  /** The others' prices in the periods of a series that is among those summed. */
  static double[] othersPrices(Series series, SortedMap<Integer, double[]> sums) {
    double usual = Arrays.stream(series.price).map(Math::log).average().orElse(0);
    double[] others = new double[series.periods()];
    for (int t = 0; t < others.length; t++) {
      double[] sum = sums.getOrDefault(series.period[t], new double[2]);
      if (sum[1] > 1) {
        others[t] = (sum[0] - Math.log(series.price[t]) + usual) / (sum[1] - 1);
      }
    }
    return others;
  }
}
