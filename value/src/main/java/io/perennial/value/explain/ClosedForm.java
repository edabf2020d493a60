// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.explain;

import io.perennial.math.summary.StableSum;
import io.perennial.value.Discounting;
import io.perennial.value.GroupedHistories;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.PurchaseModel;
import io.perennial.value.forecast.ValuationConfig;
import io.perennial.value.gammagamma.GammaGammaModel;
import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.Explanation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A forecast in closed form as a function of four facts: repeats, weeks of silence, age, and mean
 * spend. Its reasons are exact Shapley values, 16 evaluations for each customer of the background,
 * equal histories once; its sensitivities are differences of the formula itself. Immutable.
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

  /** Purchases to come of one history, and of many at once. */
  private interface Form {
    double of(PurchaseModel model, PurchaseHistory history);

    double[] of(PurchaseModel model, GroupedHistories histories);
  }

  /** As many purchases as are expected in some weeks. */
  private record Counted(double weeks) implements Form {
    @Override
    public double of(PurchaseModel model, PurchaseHistory history) {
      return model.expectedPurchases(history, weeks);
    }

    @Override
    public double[] of(PurchaseModel model, GroupedHistories histories) {
      return model.expectedPurchases(histories, weeks);
    }
  }

  /** The same at present value, after margin. */
  private record Valued(ValuationConfig config) implements Form {
    @Override
    public double of(PurchaseModel model, PurchaseHistory history) {
      return config.margin()
          * model.discountedPurchases(history, config.weeklyRate(), config.horizonWeeks());
    }

    @Override
    public double[] of(PurchaseModel model, GroupedHistories histories) {
      double[] purchases =
          model.discountedPurchases(histories, config.weeklyRate(), config.horizonWeeks());
      for (int g = 0; g < purchases.length; g++) {
        purchases[g] *= config.margin();
      }
      return purchases;
    }
  }

  /** Expected purchases in the next weeks. */
  public static ClosedForm ofPurchases(PurchaseModel model, double horizonWeeks) {
    Discounting.checkHorizon(horizonWeeks);
    return new ClosedForm(model, Optional.empty(), new Counted(horizonWeeks));
  }

  /** Expected spend in the next weeks, in currency. */
  public static ClosedForm ofSpend(
      PurchaseModel model, GammaGammaModel spend, double horizonWeeks) {
    Discounting.checkHorizon(horizonWeeks);
    return new ClosedForm(model, Optional.of(spend), new Counted(horizonWeeks));
  }

  /** Residual value as {@code Valuation} has it, in currency. */
  public static ClosedForm ofValue(
      PurchaseModel model, GammaGammaModel spend, ValuationConfig config) {
    return new ClosedForm(model, Optional.of(spend), new Valued(config));
  }

  /**
   * The forecast of a customer.
   *
   * @param meanSpend of his repeat purchases; 0 or below where not known; not read for purchases
   */
  public double at(PurchaseHistory history, double meanSpend) {
    return form.of(purchases, history) * each(history, meanSpend);
  }

  /** All at once, each different history once. */
  @Override
  public double[] forecasts(Cases cases) {
    GroupedHistories histories = cases.observed().histories();
    double[] forecasts = histories.spread(form.of(purchases, histories));
    double[] meanSpend = cases.observed().meanSpend();
    for (int i = 0; i < forecasts.length; i++) {
      forecasts[i] *= each(histories.history(histories.groupOf(i)), meanSpend[i]);
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
    double[] worths = worths(own, background, 1 << facts);
    double[] amounts = Shapley.exact(facts, kept -> worths[kept]);
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

  /** The mean forecast of the background's customers who have some of one's own facts. */
  private double[] worths(Facts own, Background background, int coalitions) {
    int n = background.size();
    List<Facts> mixes = new ArrayList<>(coalitions * n);
    List<PurchaseHistory> histories = new ArrayList<>(coalitions * n);
    for (int kept = 0; kept < coalitions; kept++) {
      for (Facts other : background.customers()) {
        Facts mix = own.mixed(other, kept);
        mixes.add(mix);
        histories.add(mix.history());
      }
    }
    GroupedHistories grouped = GroupedHistories.of(histories);
    double[] counts = form.of(purchases, grouped);
    double[] worths = new double[coalitions];
    for (int kept = 0; kept < coalitions; kept++) {
      StableSum sum = new StableSum();
      for (int m = kept * n; m < (kept + 1) * n; m++) {
        sum.add(counts[grouped.groupOf(m)] * each(histories.get(m), mixes.get(m).meanSpend()));
      }
      worths[kept] = sum.value() / n;
    }
    return worths;
  }

  /** What a step of a customer's would do to his forecast; a few dozen evaluations. */
  public Sensitivities sensitivities(PurchaseHistory history, double meanSpend) {
    double now = at(history, meanSpend);
    double buying = at(bought(history), history.repeats() > 0 ? meanSpend : 0);
    double silent = at(silent(history, 1), meanSpend);
    // the forecast is linear in the mean spend: the weight is that of a unit more
    double perUnit =
        spend.isPresent() && history.repeats() > 0 && meanSpend > 0
            ? form.of(purchases, history)
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
