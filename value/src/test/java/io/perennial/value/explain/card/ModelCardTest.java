// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.explain.card;

import static io.perennial.value.explain.FormulaModel.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.evaluate.PredictiveScore;
import io.perennial.value.explain.FormulaModel;
import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.Labelled;
import io.perennial.value.ladder.LadderModel;
import io.perennial.value.ladder.Target;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModelCardTest {

  private static final Cases BASE = FormulaModel.cases(600, 4);
  private static final LadderModel MODEL =
      new FormulaModel((cases, i) -> 2 * column(cases, i, "a") + 5);

  /** Outcomes as forecast, but those of the late come 3 short. */
  private static final Labelled HELD_OUT = heldOut();

  private static final List<String> COHORTS =
      IntStream.range(0, 600)
          .mapToObj(i -> i < 10 ? "first few" : i < 400 ? "early" : "late")
          .toList();

  private static final Evidence EVIDENCE = Evidence.of(MODEL, HELD_OUT, COHORTS);

  private static Labelled heldOut() {
    double[] spend = new double[600];
    Arrays.setAll(spend, i -> MODEL.predict(BASE).draws(i)[3] - (i < 400 ? 0 : 3));
    return new Labelled(BASE, new double[600], spend);
  }

  private static ModelCard card() {
    return ModelCard.of(
        MODEL,
        "EUR",
        new ModelCard.Data(1200, List.of("2026-06-01T00:00:00Z", "2026-03-01T00:00:00Z"), 26),
        List.of(
            new ModelCard.Feature("a", "behaviour", 1),
            new ModelCard.Feature("share|of \"x\"", "derived", 0.871)),
        "depth 4, 200 trees",
        7,
        EVIDENCE,
        List.of("To rank customers by what they will spend."),
        List.of("It knows nothing of prices."));
  }

  @Test
  void cohorts_in_which_it_is_weak_are_named_with_the_reason() {
    assertThat(EVIDENCE.cohorts())
        .extracting(Evidence.Group::name)
        .containsExactly("early", "first few", "late");
    assertThat(EVIDENCE.cohorts().get(0).weak()).isFalse();
    assertThat(EVIDENCE.cohorts().get(1).finding()).isEqualTo("too few customers to tell");
    assertThat(EVIDENCE.cohorts().get(2).weak()).isTrue();
    assertThat(card().limits())
        .anySatisfy(
            limit ->
                assertThat(limit)
                    .matches("It is weak for late: its total was .*, and .* ± .* was forecast."));
    assertThat(card().limits())
        .anySatisfy(limit -> assertThat(limit).startsWith("On average it forecast too much: by "));
  }

  @Test
  void scores_are_means_with_their_intervals() {
    double crps =
        IntStream.range(0, 600)
            .mapToDouble(
                i ->
                    PredictiveScore.crps(
                        MODEL.predict(BASE).draws(i), HELD_OUT.outcome(Target.SPEND, i)))
            .average()
            .orElseThrow();
    Evidence.Score score = EVIDENCE.scores().get(0);
    assertThat(score.name()).isEqualTo("CRPS");
    assertThat(score.value()).isCloseTo(crps, within(1e-12));
    assertThat(score.lower()).isLessThan(crps);
    assertThat(score.upper()).isGreaterThan(crps);
    assertThat(EVIDENCE.scores().get(2).value()).isCloseTo(1, within(0.2));
    assertThat(EVIDENCE.drift().get(0).limit()).isGreaterThan(score.upper());
    assertThat(EVIDENCE.calibration()).hasSize(10);
    assertThat(EVIDENCE.calibration()).extracting(Evidence.Bin::forecast).isSorted();
    assertThat(EVIDENCE.calibration().stream().mapToInt(Evidence.Bin::customers).sum())
        .isEqualTo(600);
  }

  @Test
  void the_card_is_the_same_every_time_and_json_reads_back() throws Exception {
    ModelCard card = card();
    assertThat(card().json()).isEqualTo(card.json());
    assertThat(card().markdown()).isEqualTo(card.markdown());

    JsonNode json = new ObjectMapper().readTree(card.json());
    assertThat(json.get("model").asText()).isEqualTo("formula");
    assertThat(json.get("features").get(1).get("name").asText()).isEqualTo("share|of \"x\"");
    assertThat(json.get("evidence").get("scores").get(0).get("value").asDouble())
        .isEqualTo(EVIDENCE.scores().get(0).value());
    assertThat(json.get("evidence").get("cohorts")).hasSize(3);
    assertThat(json.get("seed").asLong()).isEqualTo(7);
  }

  @Test
  void the_card_in_words_has_all_that_one_should_know() {
    assertThat(card().markdown())
        .startsWith("# formula, forecasting spend in EUR\n\na formula\n\n## Intended use\n")
        .contains(
            "- It forecasts 26 weeks ahead, not farther, and customers like those that it was"
                + " fitted to.\n")
        .contains("1200 customers, as of 2026-06-01T00:00:00Z, 2026-03-01T00:00:00Z, 26 weeks")
        .contains("| share\\|of \"x\" | derived | 87.1 % |\n")
        .contains("depth 4, 200 trees, seed 7")
        .contains("## Scores on 600 customers held out")
        .contains("| population stability index of a feature or of the forecasts | 0.2000 |");
  }

  @Test
  void a_few_customers_are_said_to_be_few_and_one_is_too_few() {
    int[] rows = IntStream.range(0, 40).toArray();
    Evidence few = Evidence.of(MODEL, HELD_OUT.only(rows), COHORTS.subList(0, 40));
    assertThat(
            ModelCard.of(
                    MODEL,
                    "EUR",
                    new ModelCard.Data(40, List.of("2026"), 26),
                    List.of(),
                    "none",
                    1,
                    few,
                    List.of(),
                    List.of())
                .limits())
        .contains("It was checked on 40 customers only: the scores are unsure.");
    assertThatThrownBy(() -> Evidence.of(MODEL, HELD_OUT.only(new int[] {3}), List.of("early")))
        .isInstanceOf(TooLittleDataException.class)
        .hasMessage(
            "Cannot say how good formula is: customers held out: 1 (at least 2 are needed)");
    assertThatThrownBy(() -> new ModelCard.Feature("a", "behaviour", Double.NaN))
        .hasMessage("Invalid share of customers of whom a is known: NaN (must be within [0, 1])");
    assertThatThrownBy(() -> Evidence.of(MODEL, HELD_OUT, List.of("early")))
        .hasMessage("Invalid cohorts: 1 (must be one for each of 600 customers)");
  }
}
