// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.price;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What besides the price may move a product's demand, as columns: a trend, the season, promotion,
 * what competitors and the other products cost, and the calendar. Only as many as its periods bear.
 */
final class Terms {

  /** Columns before the terms: an intercept and the price. */
  static final int OWN = 2;

  private static final int ROWS_A_TERM = 4;
  private static final double LEAST_DEVIATION = 1e-9;

  /** A term: its values about their mean, its weight's prior deviation, its next value. */
  static final class Term {
    private final Kind kind;
    private final double[] values;
    private final double deviation;
    private final double next;

    Term(Kind kind, double[] values, double deviation, double next) {
      this.kind = kind;
      this.values = values;
      this.deviation = deviation;
      this.next = next;
    }

    Kind kind() {
      return kind;
    }

    double[] values() {
      return values;
    }

    double deviation() {
      return deviation;
    }

    double next() {
      return next;
    }
  }

  /** What a term stands for, in words that end a sentence. */
  enum Kind {
    PROMOTION("promotions"),
    COMPETITOR("the prices of competitors"),
    OTHERS("the prices of the other products"),
    TREND("the trend"),
    SEASON("the season"),
    CALENDAR("the calendar");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  private final List<Term> all;
  private final List<Term> used;

  private Terms(List<Term> all, List<Term> used) {
    this.all = all;
    this.used = used;
  }

  /**
   * Those of a series.
   *
   * @param othersPrices logarithms about the usual ones, double[periods]; empty where there are no
   *     others
   * @param market whether the season is told by what the others sell
   */
  static Terms of(Series series, Cadence cadence, double[] othersPrices, boolean market) {
    List<Term> all = new ArrayList<>();
    int n = series.periods();
    add(all, Kind.PROMOTION, series.promotion, 1, 0);
    double[] competitor = new double[n];
    Arrays.setAll(competitor, t -> Math.log(series.competitor[t]));
    add(all, Kind.COMPETITOR, competitor, 1.5, last(competitor));
    if (othersPrices.length == n) {
      add(all, Kind.OTHERS, othersPrices, 1, last(othersPrices));
    }
    double[] time = new double[n];
    Arrays.setAll(time, t -> series.period[t] / cadence.perYear());
    add(all, Kind.TREND, time, 1, time[n - 1]);
    double next = (series.period[n - 1] + 1) / cadence.perYear();
    double years = time[n - 1] - time[0];
    if (years >= 0.5) {
      for (int wave = 1; wave <= (years >= 1 && !market ? 2 : 1); wave++) {
        double deviation = (market ? 0.3 : 0.7) / wave;
        double turn = 2 * Math.PI * wave;
        double[] sine = Arrays.stream(time).map(y -> Math.sin(turn * y)).toArray();
        double[] cosine = Arrays.stream(time).map(y -> Math.cos(turn * y)).toArray();
        add(all, Kind.SEASON, sine, deviation, Math.sin(turn * next));
        add(all, Kind.SEASON, cosine, deviation, Math.cos(turn * next));
      }
    }
    if (cadence == Cadence.DAY) {
      for (int day = 1; day < 7; day++) {
        int which = day;
        add(
            all,
            Kind.CALENDAR,
            Arrays.stream(series.period)
                .mapToDouble(p -> Math.floorMod(p, 7) == which ? 1 : 0)
                .toArray(),
            0.7,
            Math.floorMod(series.period[n - 1] + 1, 7) == which ? 1 : 0);
      }
    }
    series
        .calendar
        .values()
        .forEach(values -> add(all, Kind.CALENDAR, scaled(values), market ? 0.1 : 0.2, 0));
    int borne = Math.max(1, n / ROWS_A_TERM - OWN + 1);
    return new Terms(all, all.subList(0, Math.min(all.size(), borne)));
  }

  /** Adds a column about its mean, what is not known being the mean, if it says anything. */
  private static void add(
      List<Term> all, Kind kind, double[] values, double deviation, double next) {
    double mean = mean(values);
    double[] about = new double[values.length];
    double most = 0;
    for (int t = 0; t < about.length; t++) {
      about[t] = Double.isNaN(values[t]) ? 0 : values[t] - mean;
      most = Math.max(most, Math.abs(about[t]));
    }
    if (most > LEAST_DEVIATION) {
      all.add(new Term(kind, about, deviation, Double.isNaN(next) ? 0 : next - mean));
    }
  }

  /** The last that is known, or {@code NaN}. */
  private static double last(double[] values) {
    double last = Double.NaN;
    for (double value : values) {
      last = Double.isNaN(value) ? last : value;
    }
    return last;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).filter(v -> !Double.isNaN(v)).average().orElse(0);
  }

  private static double[] scaled(double[] values) {
    double mean = mean(values);
    double square =
        Arrays.stream(values)
            .filter(v -> !Double.isNaN(v))
            .map(v -> (v - mean) * (v - mean))
            .average()
            .orElse(0);
    double deviation = Math.sqrt(square);
    return deviation < LEAST_DEVIATION * (1 + Math.abs(mean))
        ? new double[values.length]
        : Arrays.stream(values).map(v -> (v - mean) / deviation).toArray();
  }

  /** Those that the series bears, in order of what they are worth. */
  List<Term> used() {
    return used;
  }

  /** All that could be said of one kind. */
  List<Term> of(Kind kind) {
    return all.stream().filter(term -> term.kind == kind).toList();
  }

  /** The rows of the regression: 1, the logarithm of the price about its mean, and the terms. */
  double[][] rows(double[] logPrice) {
    double[][] rows = new double[logPrice.length][OWN + used.size()];
    for (int t = 0; t < rows.length; t++) {
      rows[t][0] = 1;
      rows[t][1] = logPrice[t];
      for (int k = 0; k < used.size(); k++) {
        rows[t][OWN + k] = used.get(k).values[t];
      }
    }
    return rows;
  }

  /** The row to expect in the next period: no promotion, the last prices of others, the season. */
  double[] next(double logPrice) {
    double[] row = new double[OWN + used.size()];
    row[0] = 1;
    row[1] = logPrice;
    for (int k = 0; k < used.size(); k++) {
      row[OWN + k] = used.get(k).next;
    }
    return row;
  }

  /** One over the variance of each weight's prior; none of the intercept and the price. */
  double[] precisions() {
    double[] precisions = new double[OWN + used.size()];
    for (int k = 0; k < used.size(); k++) {
      precisions[OWN + k] = 1 / (used.get(k).deviation * used.get(k).deviation);
    }
    return precisions;
  }
}
