// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.explain;

import io.perennial.math.summary.StableSum;
import io.perennial.value.Discounting;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.PurchaseModel;
import io.perennial.value.forecast.ValuationConfig;
import io.perennial.value.gammagamma.GammaGammaModel;
import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.Explanation;
import java.util.Optional;

/**
 * A forecast in closed form as a function of four facts: repeats, weeks of silence, age, and mean
 * spend. Its reasons are exact Shapley values, 16 evaluations for each customer of the background;
 * its sensitivities are differences of the formula itself. Immutable.
 */
public final class ClosedForm implements Forecaster {

  private static final double HALF_LIFE_LIMIT = 5200;

  private final PurchaseModel purchases;
  private final Optional<GammaGammaModel> spend;
  private final Form form;

  private ClosedForm(PurchaseModel purchases, Optional<GammaGammaModel> spend, Form form) {
    this.purchases = purchases;
    this.spend = spend;
    this.form = form;
  }

  private interface Form {
    double purchases(PurchaseModel model, PurchaseHistory history);
  }

  /** Expected purchases in the next weeks. */
  public static ClosedForm ofPurchases(PurchaseModel model, double horizonWeeks) {
    Discounting.checkHorizon(horizonWeeks);
    return new ClosedForm(
        model, Optional.empty(), (m, history) -> m.expectedPurchases(history, horizonWeeks));
  }

  /** Expected spend in the next weeks, in currency. */
  public static ClosedForm ofSpend(
      PurchaseModel model, GammaGammaModel spend, double horizonWeeks) {
    Discounting.checkHorizon(horizonWeeks);
    return new ClosedForm(
        model, Optional.of(spend), (m, history) -> m.expectedPurchases(history, horizonWeeks));
  }

  /** Residual value as {@code Valuation} has it, in currency. */
  public static ClosedForm ofValue(
      PurchaseModel model, GammaGammaModel spend, ValuationConfig config) {
    return new ClosedForm(
        model,
        Optional.of(spend),
        (m, history) ->
            config.margin()
                * m.discountedPurchases(history, config.weeklyRate(), config.horizonWeeks()));
  }

  /**
   * The forecast of a customer.
   *
   * @param meanSpend of his repeat purchases; 0 or below where not known; not read for purchases
   */
  public double at(PurchaseHistory history, double meanSpend) {
    return form.purchases(purchases, history) * each(history, meanSpend);
  }

  @Override
  public double[] forecasts(Cases cases) {
    double[] meanSpend = cases.observed().meanSpend();
    double[] forecasts = new double[cases.customers()];
    for (int i = 0; i < forecasts.length; i++) {
      forecasts[i] = at(cases.observed().history(i), meanSpend[i]);
    }
    return forecasts;
  }

  private double each(PurchaseHistory history, double meanSpend) {
    return spend.map(model -> model.expectedSpend(history.repeats(), meanSpend)).orElse(1.0);
  }

  /**
   * Why a customer's forecast is what it is, against the mean forecast of the background. A fact
   * that the forecast does not read (the mean spend, of purchases) is not listed.
   */
  public Explanation explain(PurchaseHistory history, double meanSpend, Background background) {
    Facts own = Facts.of(history, meanSpend, 0);
    int facts = spend.isPresent() ? Facts.NAMES.size() : Facts.SPEND;
    double[] amounts =
        Shapley.exact(
            facts,
            kept -> {
              StableSum sum = new StableSum();
              for (Facts other : background.customers()) {
                Facts mix = own.mixed(other, kept);
                sum.add(at(mix.history(), mix.meanSpend()));
              }
              return sum.value() / background.size();
            });
    double[] values = new double[facts];
    for (int fact = 0; fact < facts; fact++) {
      values[fact] = own.value(fact);
    }
    double total = at(history, meanSpend);
    return Additive.of(
        total - StableSum.of(amounts),
        total,
        Facts.NAMES.subList(0, facts),
        values,
        amounts,
        background.size() == 1
            ? "exact Shapley values of the closed form against the typical customer"
            : "exact Shapley values of the closed form against the mean of "
                + background.size()
                + " customers");
  }

  /** What a step of a customer's would do to his forecast; a few dozen evaluations. */
  public Sensitivities sensitivities(PurchaseHistory history, double meanSpend) {
    double now = at(history, meanSpend);
    double buying = at(bought(history), history.repeats() > 0 ? meanSpend : 0);
    double silent = at(silent(history, 1), meanSpend);
    // the forecast is linear in the mean spend: the weight is that of a unit more
    double perUnit =
        spend.isPresent() && history.repeats() > 0 && meanSpend > 0
            ? form.purchases(purchases, history)
                * (each(history, 2 * meanSpend) - each(history, meanSpend))
                / meanSpend
            : 0;
    return new Sensitivities(
        now, buying - now, silent - now, perUnit, halfLife(history, meanSpend, now));
  }

  /** The history after one more purchase, now. */
  public static PurchaseHistory bought(PurchaseHistory history) {
    return new PurchaseHistory(history.repeats() + 1, history.ageWeeks(), history.ageWeeks());
  }

  /** The history after so many more weeks without a purchase. */
  public static PurchaseHistory silent(PurchaseHistory history, double weeks) {
    return new PurchaseHistory(
        history.repeats(), history.recencyWeeks(), history.ageWeeks() + weeks);
  }

  /** After how many more silent weeks half is left; negative if not within a century. */
  private double halfLife(PurchaseHistory history, double meanSpend, double now) {
    double half = now / 2;
    double until = 1;
    while (at(silent(history, until), meanSpend) > half) {
      until *= 2;
      if (until > HALF_LIFE_LIMIT) {
        return -1;
      }
    }
    double from = until == 1 ? 0 : until / 2;
    while (until - from > 1e-9 * until) {
      double middle = 0.5 * (from + until);
      if (at(silent(history, middle), meanSpend) > half) {
        from = middle;
      } else {
        until = middle;
      }
    }
    return until;
  }
}
