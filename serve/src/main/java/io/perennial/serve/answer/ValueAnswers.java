// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.answer;

import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.serve.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What customers are worth, together: how it is spread, what they cost, what came of forecasts. */
public final class ValueAnswers {

  private static final int BARS = 20;
  private static final int POINTS = 50;
  private static final List<String> WAYS =
      List.of("all", "to be won", "channel", "campaign", "source", "cohort");

  private final Reading reading;
  private final Once once;
  private final Moment moment;

  ValueAnswers(Reading reading, Once once, Moment moment) {
    this.reading = reading;
    this.once = once;
    this.moment = moment;
  }

  /** Customers whose value is from {@code from}, inclusive, to {@code to}, exclusive. */
  public record ValueBar(double from, double to, long customers, double value) {}

  /** The share of value that a share of customers has, the least valuable first. */
  public record LorenzPoint(double customers, double value) {}

  /**
   * How value is spread.
   *
   * @param valued customers who have a value
   * @param total of all
   * @param gini 0 alike, near 1 one has all
   * @param bestTenth share that the best tenth has
   * @param horizonWeeks how far values look
   */
  public record ValueDistribution(
      long valued,
      double total,
      double mean,
      double median,
      double gini,
      double bestTenth,
      double horizonWeeks,
      List<ValueBar> histogram,
      List<LorenzPoint> lorenz,
      List<AliveBar> alive,
      Optional<Instant> asOf,
      String currency) {}

  /** Customers whose probability of being one still is from {@code from} to a tenth more. */
  public record AliveBar(double from, long customers) {}

  /** A tier, its border, and who came into it since the instant before. */
  public record TierRow(
      Instant asOf,
      String tier,
      @Nullable Double least,
      @Nullable Double share,
      long customers,
      long rose,
      long fell,
      long fresh,
      @Nullable Instant before,
      @Nullable String basis,
      @Nullable String reason) {}

  /** What customers of a channel, campaign, source or cohort cost and are worth. */
  public record EconomicsRow(
      String dimension,
      String name,
      long customers,
      long newCustomers,
      @Nullable Double acquisitionCost,
      @Nullable Double costEach,
      @Nullable Double earnedEach,
      @Nullable Double valueEach,
      @Nullable Double valueLower,
      @Nullable Double valueUpper,
      @Nullable Double ratio,
      @Nullable Double ratioLower,
      @Nullable Double ratioUpper,
      @Nullable Double neverPays,
      @Nullable Double paybackWeeks,
      @Nullable Double paybackLower,
      @Nullable Double paybackUpper,
      @Nullable Double paybackChance,
      @Nullable Double paybackWindowWeeks,
      @Nullable Double equity,
      @Nullable Double equityLower,
      @Nullable Double equityUpper,
      @Nullable Double equityShare,
      @Nullable Double gini,
      @Nullable Double bestTenth) {}

  /** What came of an earlier forecast. */
  public record TrackingRow(
      Instant asOf,
      Instant until,
      String kind,
      String name,
      long customers,
      @Nullable Double expectedPurchases,
      @Nullable Double actualPurchases,
      @Nullable Double expectedMoney,
      @Nullable Double actualMoney,
      @Nullable Double ratio,
      @Nullable Double ratioLower,
      @Nullable Double ratioUpper,
      @Nullable Double horizonWeeks) {}

  /** A week of the past: purchases that the chosen models expect of it, and those that came. */
  public record TrackedWeek(String label, @Nullable Double expected, @Nullable Double actual) {}

  /** Predicted against realised. */
  public record Tracking(
      List<TrackingRow> forecasts,
      List<TrackedWeek> weeks,
      Optional<Instant> asOf,
      String currency) {}

  /** How value is spread over customers. */
  public ValueDistribution distribution() {
    return once.get("distribution", this::spread);
  }

  private ValueDistribution spread() {
    double[] values = new double[1024];
    long[] alive = new long[10];
    int n = 0;
    double weeks = 0;
    try (Batches rows =
        reading.stream(
            "SELECT v.value, v.p_alive, v.horizon_weeks FROM customer_values v"
                + " WHERE v.as_of = (SELECT max(w.as_of) FROM customer_values w)")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          if (!batch.isNull(1, i)) {
            alive[(int) Math.max(0, Math.min(9, batch.doubles(1)[i] * 10))]++;
          }
          if (!batch.isNull(0, i)) {
            if (n == values.length) {
              values = Arrays.copyOf(values, 2 * n);
            }
            values[n++] = batch.doubles(0)[i];
            weeks = batch.doubles(2)[i];
          }
        }
      }
    }
    double[] ascending = Arrays.copyOf(values, n);
    Arrays.sort(ascending);
    double total = Arrays.stream(ascending).sum();
    List<AliveBar> bars = new ArrayList<>();
    for (int k = 0; k < alive.length; k++) {
      bars.add(new AliveBar(k / 10.0, alive[k]));
    }
    return new ValueDistribution(
        n,
        total,
        n == 0 ? 0 : total / n,
        n == 0 ? 0 : (ascending[(n - 1) / 2] + ascending[n / 2]) / 2,
        gini(ascending, total),
        n == 0 || total <= 0
            ? 0
            : Arrays.stream(ascending, n - Math.max(1, n / 10), n).sum() / total,
        weeks,
        histogram(ascending),
        lorenz(ascending, total),
        bars,
        moment.asOf(),
        moment.currency());
  }

  /** By the mean difference of all pairs, over twice the mean. */
  private static double gini(double[] ascending, double total) {
    int n = ascending.length;
    double weighted = 0;
    for (int i = 0; i < n; i++) {
      weighted += (2.0 * (i + 1) - n - 1) * ascending[i];
    }
    return total <= 0 ? 0 : weighted / (n * total);
  }

  /** Bars of a round width up to what 99 of 100 are worth; the last holds the rest. */
  private static List<ValueBar> histogram(double[] ascending) {
    List<ValueBar> bars = new ArrayList<>();
    int n = ascending.length;
    if (n == 0) {
      return bars;
    }
    double most = ascending[Math.min(n - 1, (int) (n * 0.99))];
    double width = most > 0 ? round(most / (BARS - 1)) : 1;
    long[] counts = new long[BARS];
    double[] sums = new double[BARS];
    for (double value : ascending) {
      int bar = (int) Math.max(0, Math.min(BARS - 1, Math.floor(value / width)));
      counts[bar]++;
      sums[bar] += value;
    }
    for (int k = 0; k < BARS; k++) {
      double to = k == BARS - 1 ? Math.max(BARS * width, ascending[n - 1]) : (k + 1) * width;
      bars.add(new ValueBar(k * width, to, counts[k], sums[k]));
    }
    return bars;
  }

  /** The next of 1, 2, 2.5, 5 times a power of ten. */
  private static double round(double width) {
    double power = Math.pow(10, Math.floor(Math.log10(width)));
    for (double step : List.of(1.0, 2.0, 2.5, 5.0)) {
      if (width <= step * power * (1 + 1e-9)) {
        return step * power;
      }
    }
    return 10 * power;
  }

  private static List<LorenzPoint> lorenz(double[] ascending, double total) {
    List<LorenzPoint> points = new ArrayList<>();
    double sum = 0;
    int next = 0;
    for (int k = 0; k <= POINTS && ascending.length > 0; k++) {
      int customers = (int) Math.round((double) ascending.length * k / POINTS);
      while (next < customers) {
        sum += ascending[next++];
      }
      points.add(
          new LorenzPoint((double) customers / ascending.length, total > 0 ? sum / total : 0));
    }
    return points;
  }

  /** The tiers of the newest instant. */
  public List<TierRow> tiers() {
    return once.get(
        "tiers",
        () ->
            reading.list(
                TierRow.class,
                "value_tiers t WHERE t.as_of = (SELECT max(u.as_of) FROM value_tiers u)"
                    + " ORDER BY t.tier"));
  }

  /**
   * What customers cost and are worth by where or when they came.
   *
   * @param by the way; empty for all customers, and those to be won
   */
  public List<EconomicsRow> economics(Optional<String> by) {
    by.ifPresent(
        way -> {
          if (!WAYS.contains(way)) {
            throw Refusal.invalid(
                "by", "Unknown way (must be one of " + String.join(", ", WAYS) + ")");
          }
        });
    List<EconomicsRow> all =
        once.get(
            "economics",
            () ->
                reading.list(
                    EconomicsRow.class,
                    "value_economics e ORDER BY e.dimension, e.customers DESC, e.name"));
    return all.stream()
        .filter(
            row ->
                by.map(way -> row.dimension().equals(way))
                    .orElseGet(() -> WAYS.indexOf(row.dimension()) <= 1))
        .toList();
  }

  /** Forecasts of earlier runs and what came of them; weeks as the models see them. */
  public Tracking tracking() {
    return once.get(
        "tracking",
        () ->
            new Tracking(
                reading.list(
                    TrackingRow.class, "value_tracking t ORDER BY t.as_of DESC, t.kind, t.name"),
                reading.list(
                    TrackedWeek.class,
                    "(SELECT a.label, max(CASE WHEN a.series = 'expected' THEN a.figure END) AS"
                        + " expected, max(CASE WHEN a.series = 'actual' THEN a.figure END) AS actual,"
                        + " a.position FROM evaluations a WHERE a.section = 'tracking' AND a.cohort ="
                        + " (SELECT min(b.cohort) FROM evaluations b WHERE b.section = 'tracking')"
                        + " GROUP BY a.label, a.position) w ORDER BY w.position"),
                moment.asOf(),
                moment.currency()));
  }
}
