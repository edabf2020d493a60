// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.answer;

import io.perennial.value.Fitted;
import io.perennial.value.GroupedHistories;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.PurchaseModel;
import io.perennial.value.PurchaseTrainer;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.choose.Choice;
import io.perennial.value.choose.ModelChoice;
import io.perennial.value.forecast.Futures;
import io.perennial.value.forecast.Interval;
import io.perennial.value.forecast.SimulationConfig;
import io.perennial.value.forecast.SpendFutures;
import io.perennial.value.forecast.Summary;
import io.perennial.value.forecast.Valuation;
import io.perennial.value.forecast.ValuationConfig;
import io.perennial.value.gammagamma.GammaGammaModel;
import io.perennial.value.gammagamma.GammaGammaTrainer;
import io.perennial.value.gammagamma.SpendHistories;
import io.perennial.value.history.Observed;
import io.perennial.value.history.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Answers for a whole base: chooses a model for each cohort by what each candidate would have
 * forecast, proves the choice on the latest hold-out, fits it to all that is known, and values
 * every customer with intervals. Pure; the same bits on any number of threads.
 */
public final class Answering {

  /** Ten years of silence. */
  private static final double LONG_WEEKS = 520;

  private final Base base;
  private final List<String> names;
  private final AnswerConfig config;
  private final List<String> notes = new ArrayList<>();

  public Answering(Base base, AnswerConfig config) {
    this.base = base;
    this.names = base.cohorts();
    this.config = config;
  }

  /**
   * The answer.
   *
   * @throws TooLittleDataException where no model can be fitted at all; the message says why
   */
  public Answer answer() {
    Observed now = base.now();
    List<Split> origins = base.origins();
    Choices choices = choose(origins);
    All all =
        new All(choices.all().trainer().name(), choices.all().trainer().train(now.histories()));
    Optional<Fitted<GammaGammaModel>> spend = spend(now);
    CustomerAnswers answers = new CustomerAnswers(now.customers());
    List<CohortModel> cohorts = new ArrayList<>();
    for (int c = 0; c < names.size(); c++) {
      int[] rows = base.rows(c);
      if (rows.length > 0) {
        Choice choice = choices.of(names.get(c));
        for (int row : rows) {
          answers.cohort[row] = cohorts.size();
        }
        cohorts.add(value(c, choice, now, rows, all, spend, answers));
      }
    }
    Optional<Proof> proof =
        origins.isEmpty()
            ? Optional.empty()
            : new Proving(base, config, notes).prove(origins.get(0), choices);
    return new Answer(now, cohorts, spend, proof, answers, notes);
  }

  // ---- choosing

  private Choices choose(List<Split> origins) {
    if (origins.isEmpty()) {
      notes.add(
          "What is observed is too short for a hold-out, so that no forecast could be checked.");
    }
    List<PurchaseTrainer<? extends PurchaseModel>> candidates = ModelChoice.candidates();
    Optional<Choice> all = ModelChoice.choose(candidates, origins, config.choice());
    if (all.isEmpty()) {
      notes.add(
          "No model could be fitted before a hold-out: the first of the list is taken untried.");
      return new Choices(
          new Choice(
              candidates.get(0),
              "The first of the list: there was too little to choose by.",
              List.of()),
          Map.of());
    }
    if (names.size() == 1) {
      return new Choices(all.get(), Map.of(names.get(0), all.get()));
    }
    return new Choices(
        all.get(),
        ModelChoice.chooseByCohort(
            all.get(), candidates, names, origins, base.cohortsOfOrigins(), config.choice()));
  }

  // ---- valuing

  /** What is fitted to all customers, for cohorts that are too small. */
  private record All(String name, Fitted<? extends PurchaseModel> fitted) {}

  private Optional<Fitted<GammaGammaModel>> spend(Observed now) {
    try {
      return Optional.of(
          new GammaGammaTrainer().train(SpendHistories.of(now.repeats(), now.meanSpend())));
    } catch (TooLittleDataException tooLittle) {
      notes.add(tooLittle.getMessage() + ": purchases are forecast, their value is not");
      return Optional.empty();
    }
  }

  private CohortModel value(
      int cohort,
      Choice choice,
      Observed now,
      int[] rows,
      All all,
      Optional<Fitted<GammaGammaModel>> spend,
      CustomerAnswers answers) {
    Observed own = rows.length == now.customers() ? now : now.only(rows);
    GroupedHistories histories = own.histories();
    Fitted<? extends PurchaseModel> fitted;
    String model = choice.trainer().name();
    String reason = choice.reason();
    try {
      fitted =
          rows.length == now.customers() && model.equals(all.name())
              ? all.fitted()
              : choice.trainer().train(histories);
    } catch (TooLittleDataException tooLittle) {
      fitted = all.fitted();
      model = all.name();
      reason = "Fitted to all customers, since the cohort is too small: " + tooLittle.getMessage();
    }
    Futures futures =
        Futures.of(
            fitted,
            histories,
            new SimulationConfig(
                config.forecastWeeks(),
                config.drawsOf(now.customers()),
                config.parameterDrawsOf(histories.size()),
                config.seed() + cohort));
    if (fitted.model().logProbabilityAlive(PurchaseHistory.boughtOnce(LONG_WEEKS)) == 0) {
      notes.add(
          model
              + " (cohort "
              + names.get(cohort)
              + "): in this model nobody leaves after one purchase, so that who bought once is a"
              + " customer still with probability 1, whatever the silence");
    }
    int[] together = new int[rows.length];
    Summary purchases = futures.summarize(config.level(), together, 1);
    double[] expected = fitted.model().expectedPurchases(histories, config.forecastWeeks());
    double[] alive = fitted.model().probabilityAlive(histories);
    double total = 0;
    for (int i = 0; i < rows.length; i++) {
      int g = histories.groupOf(i);
      Interval interval = purchases.interval(i);
      answers.probabilityAlive[rows[i]] = alive[g];
      answers.expectedPurchases[rows[i]] = expected[g];
      answers.purchasesLower[rows[i]] = interval.lower();
      answers.purchasesUpper[rows[i]] = interval.upper();
      total += expected[g];
    }
    Optional<Interval> valueInterval = Optional.empty();
    OptionalDouble value = OptionalDouble.empty();
    if (spend.isPresent()) {
      Summary worth =
          SpendFutures.of(futures, spend.get(), own.repeats(), own.meanSpend())
              .atPresentValue(config.weeklyRate(), config.margin())
              .summarize(config.level(), together, 1);
      Valuation year =
          valuation(fitted.model(), spend.get().model(), own, histories, config.forecastWeeks());
      Valuation lifetime =
          valuation(fitted.model(), spend.get().model(), own, histories, Double.POSITIVE_INFINITY);
      double sum = 0;
      for (int i = 0; i < rows.length; i++) {
        Interval interval = worth.interval(i);
        answers.expectedSpend[rows[i]] = year.expectedSpend(i);
        answers.value[rows[i]] = year.value(i);
        answers.valueLower[rows[i]] = interval.lower();
        answers.valueUpper[rows[i]] = interval.upper();
        answers.lifetimeValue[rows[i]] = lifetime.value(i);
        sum += year.value(i);
      }
      value = OptionalDouble.of(sum);
      valueInterval = Optional.of(worth.cohortInterval(0));
    }
    return new CohortModel(
        names.get(cohort),
        rows.length,
        model,
        reason,
        choice.candidates(),
        fitted.model(),
        fitted.certificate(),
        total,
        purchases.cohortInterval(0),
        value,
        valueInterval);
  }

  private Valuation valuation(
      PurchaseModel model,
      GammaGammaModel spend,
      Observed own,
      GroupedHistories histories,
      double horizon) {
    return Valuation.of(
        model,
        spend,
        histories,
        own.repeats(),
        own.meanSpend(),
        new ValuationConfig(horizon, config.weeklyRate(), config.forecastWeeks(), config.margin()));
  }
}
