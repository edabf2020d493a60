// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.personal;

import io.perennial.value.Fitted;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.gammagamma.GammaGammaModel;
import io.perennial.value.gammagamma.GammaGammaTrainer;
import io.perennial.value.gammagamma.SpendHistories;
import io.perennial.value.history.Observed;
import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.Explanation;
import io.perennial.value.ladder.Explanation.Contribution;
import io.perennial.value.ladder.LadderConfig;
import io.perennial.value.ladder.LadderModel;
import io.perennial.value.ladder.Predictive;
import io.perennial.value.ladder.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A {@link PersonalModel} as a model on the ladder, of purchases or with gamma-gamma of spend. */
public final class PersonalLadderModel implements LadderModel {

  private static final List<String> READ = List.of("repeats", "recency_weeks", "age_weeks");
  private static final String SPENT = "mean_spend";

  private final String name;
  private final PersonalModel purchases;
  private final Optional<Fitted<GammaGammaModel>> spend;
  private final double[] typical;
  private final LadderConfig config;

  private PersonalLadderModel(
      String name,
      PersonalModel purchases,
      Optional<Fitted<GammaGammaModel>> spend,
      double[] typical,
      LadderConfig config) {
    this.name = name;
    this.purchases = purchases;
    this.spend = spend;
    this.typical = typical;
    this.config = config;
  }

  /**
   * The model of {@code target}.
   *
   * @param now the customers whose spend is learned from, and whose mean explanations start from
   * @throws io.perennial.value.TooLittleDataException if the target is spend, and there is too
   *     little
   */
  public static PersonalLadderModel of(
      String name, PersonalModel purchases, Cases now, Target target, LadderConfig config) {
    Observed observed = now.observed();
    Optional<Fitted<GammaGammaModel>> spend =
        target == Target.SPEND
            ? Optional.of(
                new GammaGammaTrainer()
                    .train(SpendHistories.of(observed.repeats(), observed.meanSpend())))
            : Optional.empty();
    return new PersonalLadderModel(name, purchases, spend, typical(purchases, now), config);
  }

  /** Means of repeats, share of recency in age, age, mean spend of repeaters, and columns. */
  private static double[] typical(PersonalModel purchases, Cases now) {
    Observed observed = now.observed();
    int n = now.customers();
    double[] spend = observed.meanSpend();
    double[][] columns = Covariates.of(now.features(), purchases.columns());
    double[] sums = new double[4 + columns.length];
    double[] counts = new double[sums.length];
    for (int i = 0; i < n; i++) {
      double[] own = own(observed, spend, i, columns);
      for (int f = 0; f < own.length; f++) {
        boolean known = !Double.isNaN(own[f]) && (f != 3 || own[0] > 0);
        sums[f] += known ? own[f] : 0;
        counts[f] += known ? 1 : 0;
      }
    }
    for (int f = 0; f < sums.length; f++) {
      sums[f] = counts[f] == 0 ? (f < 4 ? 0 : Double.NaN) : sums[f] / counts[f];
    }
    return sums;
  }

  private static double[] own(Observed observed, double[] spend, int row, double[][] columns) {
    PurchaseHistory history = observed.history(row);
    double[] own = new double[4 + columns.length];
    own[0] = history.repeats();
    own[1] = history.ageWeeks() > 0 ? history.recencyWeeks() / history.ageWeeks() : 0;
    own[2] = history.ageWeeks();
    own[3] = spend[row];
    for (int k = 0; k < columns.length; k++) {
      own[4 + k] = columns[k][row];
    }
    return own;
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
    PersonalForecast counts = PersonalForecast.of(purchases, cases, config);
    return spend.isPresent()
        ? PersonalSpend.of(counts, spend.orElseThrow(), cases.observed(), config)
        : counts;
  }

  /** What each number of the history and each covariate adds, from those of a mean customer. */
  @Override
  public Explanation explain(Cases cases, int row) {
    double[][] columns = Covariates.of(cases.features(), purchases.columns());
    double[] own = own(cases.observed(), cases.observed().meanSpend(), row, columns);
    double horizon = cases.horizonWeeks();
    double[] shares = Shares.of(own, typical, numbers -> expected(numbers, horizon));
    List<Contribution> contributions = new ArrayList<>();
    for (int f = 0; f < own.length; f++) {
      if (f != 3 || spend.isPresent()) {
        String feature = f < 3 ? READ.get(f) : f == 3 ? SPENT : purchases.columns().get(f - 4);
        double value = f == 1 ? cases.observed().history(row).recencyWeeks() : own[f];
        contributions.add(new Contribution(feature, value, shares[f]));
      }
    }
    contributions.sort(Comparator.comparingDouble(each -> -Math.abs(each.amount())));
    return new Explanation(
        expected(typical, horizon),
        expected(own, horizon),
        contributions,
        "Shapley values of the model's expectation");
  }

  private double expected(double[] numbers, double horizonWeeks) {
    double share = Math.min(1, numbers[1]);
    double below = expected((int) numbers[0], share, numbers, horizonWeeks);
    double part = numbers[0] - Math.floor(numbers[0]); // between two counts, in a straight line
    return part == 0
        ? below
        : (1 - part) * below + part * expected((int) numbers[0] + 1, share, numbers, horizonWeeks);
  }

  private double expected(int repeats, double share, double[] numbers, double horizonWeeks) {
    double age = numbers[2];
    PurchaseHistory history =
        repeats == 0
            ? PurchaseHistory.boughtOnce(age)
            : new PurchaseHistory(repeats, share * age, age);
    double[] covariates = Arrays.copyOfRange(numbers, 4, numbers.length);
    double count = purchases.expectedPurchases(history, covariates, horizonWeeks);
    return spend.isEmpty()
        ? count
        : count * spend.orElseThrow().model().expectedSpend(repeats, numbers[3]);
  }

  @Override
  public String summary() {
    String text = name + ": " + purchases.summary();
    return spend.isEmpty()
        ? text
        : text + ". Spend per purchase, gamma-gamma: " + spend.orElseThrow().certificate();
  }
}
