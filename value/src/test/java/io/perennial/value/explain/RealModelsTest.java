// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.value.Reference;
import io.perennial.value.explain.Lever.Way;
import io.perennial.value.explain.card.Evidence;
import io.perennial.value.explain.card.ModelCard;
import io.perennial.value.forecast.ValuationConfig;
import io.perennial.value.gammagamma.GammaGammaTrainer;
import io.perennial.value.gammagamma.SpendHistories;
import io.perennial.value.history.Observed;
import io.perennial.value.history.PurchaseLog;
import io.perennial.value.ladder.BtydTrainer;
import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.Explanation;
import io.perennial.value.ladder.Explanation.Contribution;
import io.perennial.value.ladder.Labelled;
import io.perennial.value.ladder.LadderConfig;
import io.perennial.value.ladder.LadderModel;
import io.perennial.value.ladder.LadderOrigins;
import io.perennial.value.ladder.Lessons;
import io.perennial.value.ladder.Target;
import io.perennial.value.paretonbd.ParetoNbdTrainer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The Pareto/NBD as a step of the ladder, on the CDNOW sample, 39 weeks after 39 weeks. */
class RealModelsTest {

  private static final PurchaseLog LOG = Reference.log("cdnow_sample");
  private static final Labelled CDNOW = LadderOrigins.labelled(LOG, 272, 273);
  private static final Cases CASES = CDNOW.cases();
  private static final LadderModel PURCHASES =
      new BtydTrainer(new ParetoNbdTrainer())
          .train(new Lessons(List.of(), CASES), Target.PURCHASES, new LadderConfig(50, 1));

  /** The first of those with seven repeats. */
  private static final int GOOD =
      IntStream.range(0, CASES.customers())
          .filter(i -> CASES.observed().history(i).repeats() == 7)
          .findFirst()
          .orElseThrow();

  @Test
  void any_explainer_adds_up_to_what_the_model_forecasts_and_agrees_on_the_reason() {
    double forecast = PURCHASES.predict(CASES).mean(GOOD);
    List<Explanation> explanations =
        List.of(
            PURCHASES.explain(CASES, GOOD),
            SampledShapley.of(PURCHASES, CASES, GOOD, CASES, 12, 1).explanation(),
            LocalSurrogate.of(PURCHASES, CASES, GOOD, CASES, 500, 1).explanation());
    for (Explanation explanation : explanations) {
      double sum = explanation.contributions().stream().mapToDouble(Contribution::amount).sum();
      assertThat(explanation.total()).isCloseTo(forecast, within(1e-9));
      assertThat(explanation.base() + sum).isCloseTo(forecast, within(1e-9));
      assertThat(ReasonsInWords.of(explanation, Vocabulary.purchases(), 1).reasons().get(0))
          .as(explanation.method())
          .startsWith("purchases after the first: 7 purchases, +");
    }
  }

  @Test
  void the_readme_shows_what_comes_out() {
    Observed known = LOG.asOf(272);
    ClosedForm form =
        ClosedForm.ofValue(
            new ParetoNbdTrainer().train(known.histories()).model(),
            new GammaGammaTrainer()
                .train(SpendHistories.of(known.repeats(), known.meanSpend()))
                .model(),
            ValuationConfig.defaults());

    Explanation why =
        form.explain(
            known.history(GOOD), known.meanSpend()[GOOD], Background.sample(known, 200, 1));

    assertThat(ReasonsInWords.of(why, Vocabulary.money("USD"), 3).text())
        .isEqualTo(
            """
            1,185.01 USD, 1,048.32 USD more than of the customers compared with
            - purchases after the first: 7 purchases, +881.91 USD
            - mean spend of a purchase: 73.74 USD, +135.79 USD
            - time since the last purchase: 9.4 weeks, +96.89 USD
            - 1 other reason: -66.27 USD""");
  }

  @Test
  void what_does_not_matter_to_the_model_has_no_importance() {
    int[] some = IntStream.range(0, 100).map(i -> i * 21).toArray();
    List<Importance> order = GlobalImportance.byPermutation(PURCHASES, CDNOW.only(some), 1, 1);

    assertThat(order.get(0).input()).isEqualTo(GlobalImportance.HISTORY);
    assertThat(order.get(0).amount()).isGreaterThan(2 * order.get(0).standardError());
    assertThat(order.subList(1, order.size()))
        .allSatisfy(importance -> assertThat(importance.amount()).isZero());
  }

  @Test
  void what_would_have_to_be_otherwise_is_said_in_words() {
    Counterfactual found =
        Counterfactual.of(
            Forecaster.of(PURCHASES),
            CASES,
            GOOD,
            List.of(Lever.within("history.repeats", Way.UP, CASES)),
            PURCHASES.predict(CASES).mean(GOOD) + 0.5);
    assertThat(found.sentence(Vocabulary.purchases()))
        .matches("2 more purchases \\(purchases after the first: .* instead of 7\\) would.*");
  }

  @Test
  void the_card_says_that_the_pareto_nbd_is_low() {
    int[] weeks =
        IntStream.range(0, CASES.customers())
            .map(i -> (int) ((39 - CASES.observed().history(i).ageWeeks()) / 4))
            .toArray();
    List<String> cohorts =
        Arrays.stream(weeks).mapToObj(w -> "weeks " + 4 * w + " to " + (4 * w + 3)).toList();
    Evidence evidence = Evidence.of(PURCHASES, CDNOW, cohorts);
    ModelCard card =
        ModelCard.of(
            PURCHASES,
            "purchases",
            new ModelCard.Data(2357, List.of("1997-09-30"), 39),
            List.of(),
            "defaults",
            1,
            evidence,
            List.of("To plan stock and service."),
            List.of());

    // as the hold-out table has it: MAE 0.7545, and 11.5 % of 0.798 too low
    assertThat(evidence.scores().get(1).value()).isCloseTo(0.7545, within(0.0005));
    assertThat(evidence.scores().get(2).value()).isCloseTo(-0.0918, within(0.001));
    assertThat(evidence.scores().get(2).upper()).isNegative();
    assertThat(evidence.cohorts()).hasSize(4);
    assertThat(card.limits())
        .anySatisfy(
            limit ->
                assertThat(limit).startsWith("On average it forecast too little: by 0.0918 ("));
    assertThat(card.markdown()).contains("It reads the purchase history alone.");
  }
}
