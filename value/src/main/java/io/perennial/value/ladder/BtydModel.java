// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import io.perennial.value.Fitted;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.PurchaseModel;
import io.perennial.value.gammagamma.GammaGammaModel;
import io.perennial.value.history.Observed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A fitted buy-till-you-die model of purchases, or with gamma-gamma of spend. */
final class BtydModel implements LadderModel {

  private static final List<String> READ = List.of("repeats", "recency_weeks", "age_weeks");
  private static final String SPENT = "mean_spend";

  private final String name;
  private final Fitted<? extends PurchaseModel> purchases;
  private final Optional<Fitted<GammaGammaModel>> spend;
  private final TypicalHistory typical;
  private final LadderConfig config;

  BtydModel(
      String name,
      Fitted<? extends PurchaseModel> purchases,
      Optional<Fitted<GammaGammaModel>> spend,
      TypicalHistory typical,
      LadderConfig config) {
    this.name = name;
    this.purchases = purchases;
    this.spend = spend;
    this.typical = typical;
    this.config = config;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Target target() {
    return spend.isPresent() ? Target.SPEND : Target.PURCHASES;
  }

  @Override
  public Predictive predict(Cases cases) {
    BtydFutures counts = BtydFutures.of(purchases, cases, config);
    return spend.isPresent() ? BtydSpend.of(counts, spend.orElseThrow(), cases, config) : counts;
  }

  /**
   * What each number of the history adds, from that of a mean customer: exact Shapley values, over
   * all orders in which the numbers may be exchanged.
   */
  @Override
  public Explanation explain(Cases cases, int row) {
    Observed observed = cases.observed();
    SpendSeen seen = SpendSeen.of(cases);
    PurchaseHistory history = observed.history(row);
    int first = seen.purchases(row) - history.repeats();
    double[] own = {
      history.repeats(),
      history.ageWeeks() > 0 ? history.recencyWeeks() / history.ageWeeks() : 0,
      history.ageWeeks(),
      seen.mean(row)
    };
    double[] mean = {
      typical.repeats(), typical.recencyShare(), typical.ageWeeks(), typical.meanSpend()
    };
    int k = spend.isPresent() ? 4 : 3;
    double[] values = new double[1 << k];
    double[] mixed = new double[4];
    for (int taken = 0; taken < values.length; taken++) {
      for (int f = 0; f < 4; f++) {
        mixed[f] = (taken >> f & 1) == 1 ? own[f] : mean[f];
      }
      values[taken] = expected(mixed, first, cases.horizonWeeks());
    }
    double[] shown = {own[0], history.recencyWeeks(), own[2], own[3]};
    List<Explanation.Contribution> parts = new ArrayList<>();
    for (int f = 0; f < k; f++) {
      parts.add(
          new Explanation.Contribution(
              f < 3 ? READ.get(f) : SPENT, shown[f], Shapley.value(values, k, f)));
    }
    parts.sort(
        Comparator.comparingDouble((Explanation.Contribution part) -> -Math.abs(part.amount())));
    return new Explanation(
        values[0], values[values.length - 1], parts, "Shapley values of the history");
  }

  private double expected(double[] numbers, int first, double horizonWeeks) {
    int repeats = (int) Math.rint(numbers[0]);
    double recency = repeats == 0 ? 0 : Math.min(1, numbers[1]) * numbers[2];
    PurchaseHistory history = new PurchaseHistory(repeats, recency, numbers[2]);
    double count = purchases.model().expectedPurchases(history, horizonWeeks);
    return spend
        .map(fitted -> count * fitted.model().expectedSpend(repeats + first, numbers[3]))
        .orElse(count);
  }

  @Override
  public String summary() {
    return name
        + " fitted to the histories of now: "
        + purchases.certificate()
        + spend.map(fitted -> "; gamma-gamma: " + fitted.certificate()).orElse("");
  }
}
