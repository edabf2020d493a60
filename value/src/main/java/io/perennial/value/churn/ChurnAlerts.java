// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.churn;

import io.perennial.value.Discounting;
import io.perennial.value.GroupedHistories;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.PurchaseModel;
import io.perennial.value.history.Observed;
import io.perennial.value.tabular.TextTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Who may be leaving, by what would be lost: value at risk is the probability that the customer has
 * left times what he would bring if he stayed. Whoever is lost almost surely is not warned of.
 */
public final class ChurnAlerts {

  private static final int REASONS = 3;

  private ChurnAlerts() {}

  /**
   * Alerts of customers without a contract.
   *
   * @param observed the customers
   * @param model of their buying
   * @param rhythm of their pauses
   * @param spend of a purchase that is to come, in currency, double[n]
   * @param horizonWeeks over which value is counted, > 0
   * @return by value at risk, the largest first; equal ones by row
   */
  public static List<ChurnAlert> ofPurchases(
      Observed observed,
      PurchaseModel model,
      OwnRhythm rhythm,
      double[] spend,
      double horizonWeeks,
      Plays plays,
      AlertConfig config) {
    Discounting.checkHorizon(horizonWeeks);
    int n = observed.customers();
    if (spend.length != n) {
      throw new IllegalArgumentException(
          "Invalid spend: " + spend.length + " for " + n + " customers (must be as many of each)");
    }
    GroupedHistories base = observed.histories();
    double[] alive = base.spread(model.probabilityAlive(base));
    double[] value = base.spread(model.expectedIfAlive(base, horizonWeeks));
    Arrays.setAll(value, i -> value[i] * spend[i]);
    double[] none = PurchaseChurn.of(model, base, horizonWeeks);
    double[] ranks = ranks(value);
    List<ChurnAlert> alerts = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      PurchaseHistory history = observed.history(i);
      double left = 1 - alive[i];
      double unusual = rhythm.unusual(history);
      boolean rings = left >= config.least() || unusual <= config.falseAlarms();
      if (left > config.most() || !rings || !(value[i] > 0)) {
        continue;
      }
      double risk = left * value[i];
      Map<String, Double> figures = new HashMap<>();
      figures.put("left", left);
      figures.put("none", none[i]);
      figures.put("value", value[i]);
      figures.put("value_rank", ranks[i]);
      figures.put("at_risk", risk);
      figures.put("purchases", history.repeats() + 1.0);
      figures.put("silence_weeks", history.silenceWeeks());
      figures.put("unusual", unusual);
      alerts.add(
          new ChurnAlert(
              i,
              left,
              value[i],
              risk,
              words(history, rhythm, left, none[i], unusual, horizonWeeks),
              plays.of(figures)));
    }
    return first(alerts, config);
  }

  private static String words(
      PurchaseHistory history,
      OwnRhythm rhythm,
      double left,
      double none,
      double unusual,
      double horizonWeeks) {
    String pauses =
        history.repeats() == 0
            ? "bought once; others pause %.1f weeks in the middle"
            : "own pauses are %.1f weeks in the middle";
    return String.format(
        Locale.ROOT,
        "Silent for %.1f weeks: "
            + pauses
            + ", and %s are longer than this silence. Has left with %.0f %%; no purchase in the next"
            + " %.0f weeks with %.0f %%.",
        history.silenceWeeks(),
        rhythm.usualWeeks(history),
        unusual < 0.001 ? "hardly any" : String.format(Locale.ROOT, "%.1f %%", 100 * unusual),
        100 * left,
        horizonWeeks,
        100 * none);
  }

  /**
   * Alerts of customers of a table, who have not left yet.
   *
   * @param probability P(leaves), double[n], as of {@link ChurnStudy#probabilities()}
   * @param value if the customer stays, in currency, double[n]; {@code NaN} counts as 0
   * @param stays whether a row may be warned of: not who has left already, boolean[n]
   * @return by value at risk, the largest first; equal ones by row
   */
  public static List<ChurnAlert> ofTable(
      TextTable table,
      ChurnModel model,
      double[] probability,
      double[] value,
      boolean[] stays,
      Plays plays,
      AlertConfig config) {
    int n = table.rows();
    if (probability.length != n || value.length != n || stays.length != n) {
      throw new IllegalArgumentException(
          "Invalid columns: "
              + probability.length
              + " probabilities, "
              + value.length
              + " values, "
              + stays.length
              + " flags (must be "
              + n
              + " of each)");
    }
    double[] worth = Arrays.stream(value).map(v -> Double.isFinite(v) ? v : 0).toArray();
    double[] ranks = ranks(worth);
    int[] rows =
        IntStream.range(0, n)
            .filter(i -> stays[i] && worth[i] > 0)
            .filter(i -> probability[i] >= config.least() && probability[i] <= config.most())
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer i) -> -probability[i] * worth[i])
                    .thenComparingInt(i -> i))
            .limit(config.limit())
            .mapToInt(Integer::intValue)
            .toArray();
    List<List<ChurnReason>> reasons = model.reasons(table, rows, REASONS);
    List<ChurnAlert> alerts = new ArrayList<>();
    for (int k = 0; k < rows.length; k++) {
      int i = rows[k];
      double left = probability[i];
      Map<String, Double> figures = new HashMap<>(model.numbers(table, i));
      figures.put("left", left);
      figures.put("value", worth[i]);
      figures.put("value_rank", ranks[i]);
      figures.put("at_risk", left * worth[i]);
      String words =
          String.format(
              Locale.ROOT,
              "Leaves with %.0f %%: %s.",
              100 * left,
              String.join("; ", reasons.get(k).stream().map(ChurnReason::words).toList()));
      alerts.add(new ChurnAlert(i, left, worth[i], left * worth[i], words, plays.of(figures)));
    }
    return List.copyOf(alerts);
  }

  /** How many of the alerts are expected to be false: the sum of 1 - probability. */
  public static double falseAlarms(List<ChurnAlert> alerts) {
    double sum = 0;
    for (ChurnAlert alert : alerts) {
      sum += 1 - alert.probability();
    }
    return sum;
  }

  private static List<ChurnAlert> first(List<ChurnAlert> alerts, AlertConfig config) {
    return alerts.stream()
        .sorted(
            Comparator.comparingDouble((ChurnAlert alert) -> -alert.valueAtRisk())
                .thenComparingInt(ChurnAlert::row))
        .limit(config.limit())
        .toList();
  }

  /** The share of values that are less, and half of those that are equal. */
  private static double[] ranks(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double[] ranks = new double[values.length];
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] = Place.of(sorted, values[i]);
    }
    return ranks;
  }
}
