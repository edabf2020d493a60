// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.explain;

import static io.perennial.value.explain.FormulaModel.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.domain.FeatureMatrix;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.Reference;
import io.perennial.value.explain.Counterfactual.Move;
import io.perennial.value.explain.Lever.Way;
import io.perennial.value.history.Observed;
import io.perennial.value.ladder.Cases;
import io.perennial.value.paretonbd.ParetoNbdModel;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CounterfactualTest {

  private static final Cases BASE = FormulaModel.cases(400, 2);

  /** a counts up to 10 in halves; b works half as much. */
  private static final Forecaster SUM =
      cases ->
          IntStream.range(0, cases.customers())
              .mapToDouble(i -> 10 + 4 * column(cases, i, "a") - 2 * column(cases, i, "b"))
              .toArray();

  private static final Lever A = Lever.within("a", Way.UP, BASE);
  private static final Lever B = Lever.within("b", Way.DOWN, BASE);
  private static final int ROW =
      IntStream.range(0, 400)
          .filter(i -> column(BASE, i, "a") == 4 && column(BASE, i, "b") > 4)
          .findFirst()
          .orElseThrow();
  private static final double NOW = SUM.forecasts(BASE)[ROW];

  private static Counterfactual over(double threshold, Lever... levers) {
    return Counterfactual.of(SUM, BASE, ROW, List.of(levers), threshold);
  }

  @Nested
  class OneMove {

    @Test
    void is_the_cheapest_that_does() {
      Counterfactual found = over(NOW + 6, A, B);

      // b would have to fall by 3, a to rise by 1.5 of much the same spread
      assertThat(found.moves()).hasSize(1);
      Move move = found.moves().get(0);
      assertThat(move.input()).isEqualTo("a");
      assertThat(move.to()).isCloseTo(5.5, within(1e-5));
      assertThat(found.reached()).isGreaterThanOrEqualTo(NOW + 6);
      assertThat(found.isReached()).isTrue();
    }

    @Test
    void is_of_the_other_input_where_the_first_cannot_be_moved() {
      Counterfactual found = over(NOW + 2, B);
      assertThat(found.moves()).extracting(Move::input).containsExactly("b");
      assertThat(found.moves().get(0).to()).isCloseTo(column(BASE, ROW, "b") - 1, within(1e-5));
    }

    @Test
    void goes_down_where_the_threshold_is_below() {
      Lever down = new Lever("a", Way.EITHER, 0, 10, 3, false);
      Counterfactual found = over(NOW - 4, down);
      assertThat(found.moves().get(0).to()).isCloseTo(3, within(1e-5));
      assertThat(found.isReached()).isTrue();
    }
  }

  @Nested
  class More {

    @Test
    void moves_are_taken_where_one_is_not_enough() {
      double most = 4 * (A.highest() - 4);
      Counterfactual found = over(NOW + most + 2, A, B);
      assertThat(found.moves()).extracting(Move::input).containsExactly("a", "b");
      assertThat(found.isReached()).isTrue();
      assertThat(found.reached()).isCloseTo(NOW + most + 2, within(1e-3));
    }

    @Test
    void than_can_be_is_said_with_how_far_it_goes() {
      Counterfactual found = over(NOW + 1000, A, B);
      assertThat(found.isReached()).isFalse();
      assertThat(found.reached())
          .isCloseTo(
              NOW + 4 * (A.highest() - 4) + 2 * (column(BASE, ROW, "b") - B.lowest()),
              within(1e-9));
      assertThat(found.sentence(Vocabulary.money("EUR")))
          .startsWith("No plausible change brings the forecast to ")
          .contains(" or more; ")
          .contains(" more of a (");
    }

    @Test
    void than_nothing_is_not_needed_where_it_is_there_already() {
      Counterfactual found = over(NOW, A);
      assertThat(found.moves()).isEmpty();
      assertThat(found.sentence(Vocabulary.purchases())).endsWith("or more already");
      assertThat(over(NOW + 1).sentence(Vocabulary.purchases()))
          .startsWith("No plausible change brings the forecast, ");
    }
  }

  @Nested
  class InWords {

    @Test
    void visits_a_month_are_visits_a_month() {
      Counterfactual found =
          new Counterfactual(80, 120, 121, List.of(new Move("visits_28d", 3, 5)));
      Vocabulary words =
          Vocabulary.money("EUR")
              .with("visits_28d", Wording.rate("visits", "visit", "visits", "a month"));
      assertThat(found.sentence(words))
          .isEqualTo(
              "2 more visits a month (5 visits a month instead of 3) would bring the"
                  + " forecast from 80.00 EUR to 121.00 EUR, that is to 120.00 EUR or more");
      Counterfactual fewer =
          new Counterfactual(
              80, 60, 59.5, List.of(new Move("history.silence_weeks", 8, 7), new Move("p", 2, 1)));
      assertThat(fewer.sentence(Vocabulary.money("EUR")))
          .isEqualTo(
              "1 week less (time since the last purchase: 7 weeks instead of 8) and 1.00"
                  + " less of p (1.00 instead of 2.00) would bring the forecast from 80.00 EUR to"
                  + " 59.50 EUR, that is to 60.00 EUR or less");
    }
  }

  @Nested
  class Histories {

    private static final Observed CDNOW = Reference.splitOf("cdnow_sample").observed();
    private static final Cases CASES =
        new Cases(
            CDNOW,
            new FeatureMatrix(new long[CDNOW.customers()], List.of(), new double[0][]),
            Optional.empty(),
            39);
    private static final ParetoNbdModel PARETO = new ParetoNbdModel(0.5533, 10.578, 0.6062, 11.669);

    @Test
    void of_cdnow_need_whole_purchases_and_stay_histories() {
      int row =
          IntStream.range(0, CDNOW.customers())
              .filter(i -> CDNOW.history(i).repeats() == 1 && CDNOW.history(i).recencyWeeks() > 20)
              .findFirst()
              .orElseThrow();
      ClosedForm form = ClosedForm.ofPurchases(PARETO, 39);
      Lever repeats = Lever.within("history.repeats", Way.UP, CASES);

      Counterfactual found = Counterfactual.of(form, CASES, row, List.of(repeats), 2);

      PurchaseHistory own = CDNOW.history(row);
      int needed = 1;
      while (PARETO.expectedPurchases(
              new PurchaseHistory(needed, own.recencyWeeks(), own.ageWeeks()), 39)
          < 2) {
        needed++;
      }
      assertThat(found.moves()).containsExactly(new Move("history.repeats", 1, needed));
      assertThat(found.sentence(Vocabulary.purchases()))
          .startsWith(
              (needed - 1)
                  + " more purchases (purchases after the first: "
                  + needed
                  + " purchases instead of 1) would bring the forecast from ");
    }

    @Test
    void of_who_bought_once_get_a_recency_with_their_first_repeat() {
      int row =
          IntStream.range(0, CDNOW.customers())
              .filter(i -> CDNOW.history(i).repeats() == 0)
              .findFirst()
              .orElseThrow();
      Counterfactual found =
          Counterfactual.of(
              ClosedForm.ofPurchases(PARETO, 39),
              CASES,
              row,
              List.of(
                  Lever.within("history.repeats", Way.UP, CASES),
                  Lever.within("history.silence_weeks", Way.DOWN, CASES)),
              1.2);
      assertThat(found.isReached()).isTrue();
      assertThat(found.moves()).extracting(Move::input).contains("history.repeats");
    }
  }

  @Test
  void what_cannot_be_is_refused() {
    assertThatThrownBy(() -> over(Double.NaN, A))
        .hasMessage("Invalid threshold: NaN (must be finite)");
    assertThatThrownBy(() -> over(1, A, A)).hasMessage("Invalid levers: two of one input");
    assertThatThrownBy(() -> new Lever("a", Way.UP, 2, 1, 1, false))
        .hasMessage("Invalid range of a: 2.0 to 1.0 (must be finite and ascending)");
    assertThatThrownBy(() -> new Lever("a", Way.UP, 1, 2, 0, false))
        .hasMessage("Invalid spread of a: 0.0 (must be > 0 and finite)");
    assertThatThrownBy(() -> over(1, new Lever("z", Way.UP, 1, 2, 1, false)))
        .hasMessageStartingWith("Unknown input: z");
  }
}
