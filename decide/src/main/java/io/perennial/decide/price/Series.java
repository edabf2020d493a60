// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.price;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/** The sales of one product in one segment, a row a period, ascending. */
final class Series {

  /** As many periods without a sale are taken as such; longer, the product was not on sale. */
  private static final int LONGEST_GAP = 4;

  /** More rows than periods by this factor: rows are sales, and periods without any are missing. */
  private static final double SALES_A_PERIOD = 1.3;

  final String product;
  final String segment;
  final String category;
  final int[] period;
  final double[] units;
  final double[] price;
  final double[] promotion;
  final double[] competitor;
  final Map<String, double[]> calendar;
  final double listPrice;
  final double cost;
  final boolean whole;
  final int priced;

  private Series(
      Cells cells,
      int[] period,
      double[] units,
      double[] price,
      double[] promotion,
      double[] competitor,
      Map<String, double[]> calendar) {
    this.product = cells.product;
    this.segment = cells.segment;
    this.category = cells.category;
    this.period = period;
    this.units = units;
    this.price = price;
    this.promotion = promotion;
    this.competitor = competitor;
    this.calendar = calendar;
    this.listPrice = cells.last(Sales.Extra.LIST);
    this.cost = cells.last(Sales.Extra.COST);
    this.priced = cells.rows.size();
    this.whole = Arrays.stream(units).allMatch(each -> each == Math.rint(each));
  }

  int periods() {
    return period.length;
  }

  /** What is on sale now, for how much. */
  double lastPrice() {
    return price[price.length - 1];
  }

  /** All of {@code sales}, by product and segment. */
  static List<Series> of(Sales sales) {
    SortedMap<String, SortedMap<String, Cells>> all = new TreeMap<>();
    int cells = 0;
    for (int i = 0; i < sales.rows(); i++) {
      String segment = sales.key(Sales.Key.SEGMENT, i);
      Cells own =
          all.computeIfAbsent(sales.product(i), name -> new TreeMap<>())
              .computeIfAbsent(segment, name -> new Cells(sales));
      cells += own.add(i) ? 1 : 0;
    }
    boolean gaps = sales.rows() > SALES_A_PERIOD * cells;
    List<Series> list = new ArrayList<>();
    all.values().forEach(segments -> segments.values().forEach(own -> list.add(own.series(gaps))));
    return list;
  }

  /** The rows of a series by period. */
  private static final class Cells {

    private final Sales sales;
    private final SortedMap<Integer, List<Integer>> rows = new TreeMap<>();
    private String product = "";
    private String segment = "";
    private String category = "";

    Cells(Sales sales) {
      this.sales = sales;
    }

    boolean add(int row) {
      product = sales.product(row);
      segment = sales.key(Sales.Key.SEGMENT, row);
      category = sales.key(Sales.Key.CATEGORY, row);
      List<Integer> cell = rows.computeIfAbsent(sales.period(row), p -> new ArrayList<>());
      cell.add(row);
      return cell.size() == 1;
    }

    Series series(boolean gaps) {
      List<Integer> periods = new ArrayList<>();
      int before = Integer.MAX_VALUE;
      for (int period : rows.keySet()) {
        if (gaps && before != Integer.MAX_VALUE && period - before <= LONGEST_GAP + 1) {
          for (int missing = before + 1; missing < period; missing++) {
            periods.add(missing);
          }
        }
        periods.add(period);
        before = period;
      }
      int n = periods.size();
      double[] units = new double[n];
      double[] price = new double[n];
      double[] promotion = new double[n];
      double[] competitor = new double[n];
      Map<String, double[]> calendar = new LinkedHashMap<>();
      sales.calendar().keySet().forEach(name -> calendar.put(name, new double[n]));
      for (int t = 0; t < n; t++) {
        List<Integer> cell = rows.getOrDefault(periods.get(t), List.of());
        int at = t;
        units[t] = cell.stream().mapToDouble(sales::units).sum();
        price[t] = cell.isEmpty() ? price[t - 1] : median(cell.stream().mapToDouble(sales::price));
        promotion[t] = cell.isEmpty() ? 0 : mean(cell, Sales.Extra.PROMOTION);
        competitor[t] =
            median(cell.stream().mapToDouble(i -> sales.extra(Sales.Extra.COMPETITOR, i)));
        sales
            .calendar()
            .forEach(
                (name, values) ->
                    column(calendar, name)[at] =
                        cell.stream().mapToDouble(i -> values[i]).average().orElse(Double.NaN));
      }
      return new Series(
          this,
          periods.stream().mapToInt(each -> each).toArray(),
          units,
          price,
          promotion,
          competitor,
          calendar);
    }

    private static double[] column(Map<String, double[]> calendar, String name) {
      return calendar.getOrDefault(name, new double[0]);
    }

    /** Of the rows, whatever their units: one large order at a price of its own moves it little. */
    private static double median(DoubleStream values) {
      double[] prices = values.filter(value -> !Double.isNaN(value)).sorted().toArray();
      int n = prices.length;
      if (n == 0) {
        return Double.NaN;
      }
      return n % 2 == 1 ? prices[n / 2] : (prices[n / 2 - 1] + prices[n / 2]) / 2;
    }

    private double mean(List<Integer> cell, Sales.Extra extra) {
      return cell.stream()
          .mapToDouble(i -> sales.extra(extra, i))
          .filter(value -> !Double.isNaN(value))
          .average()
          .orElse(Double.NaN);
    }

    double last(Sales.Extra extra) {
      return rows.entrySet().stream()
          .sorted(Comparator.comparing(entry -> -entry.getKey()))
          .mapToDouble(entry -> mean(entry.getValue(), extra))
          .filter(value -> !Double.isNaN(value))
          .findFirst()
          .orElse(Double.NaN);
    }
  }
}
