// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import io.perennial.math.quadrature.BetaExpectation;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.Certificate;
import io.perennial.value.Fitted;
import io.perennial.value.TooLittleDataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RenewalTest {

  /**
   * Customers left of 1,000 after 0 to 12 years. Source: Fader and Hardie (2007), table 1; the
   * models are fitted to 7 years there, and to 4 years by Fader, Hardie, Liu, Davin and Steenburgh
   * (2018).
   */
  private static final double[] HIGH_END = {
    1000, 869, 743, 653, 593, 551, 517, 491, 468, 445, 427, 409, 394
  };

  private static final double[] REGULAR = {
    1000, 631, 468, 382, 326, 289, 262, 241, 223, 207, 194, 183, 173
  };

  private static Renewals first(double[] survivors, int years) {
    return Renewals.ofSurvivors(Arrays.copyOf(survivors, years + 1));
  }

  @Nested
  class Published {

    @ParameterizedTest
    @CsvSource({"high end, 0.668, 3.806, -1611.2", "regular, 0.704, 1.182, -1680.3"})
    void shifted_beta_geometric_parameters(
        String segment, double alpha, double beta, double likelihood) {
      double[] survivors = segment.equals("regular") ? REGULAR : HIGH_END;
      Fitted<RenewalModel> fitted = new RenewalTrainer().shiftedBetaGeometric(first(survivors, 7));
      assertThat(fitted.certificate().verdict()).isEqualTo(Certificate.Verdict.CONVERGED);
      assertThat(fitted.model().parameters()[0]).isCloseTo(alpha, within(6e-4));
      assertThat(fitted.model().parameters()[1]).isCloseTo(beta, within(6e-4));
      assertThat(fitted.certificate().logLikelihood()).isCloseTo(likelihood, within(0.06));
      // the projection of year 12, five years on
      assertThat(fitted.model().survival(12))
          .isCloseTo(survivors[12] / 1000, withPercentage(segment.equals("regular") ? 3 : 6));
    }

    @Test
    void beta_discrete_weibull_parameters_and_projection() {
      Fitted<RenewalModel> fitted = new RenewalTrainer().betaDiscreteWeibull(first(HIGH_END, 4));
      assertThat(fitted.model().parameters()[0]).isCloseTo(0.259, within(6e-4));
      assertThat(fitted.model().parameters()[1]).isCloseTo(1.722, within(1.5e-3));
      assertThat(fitted.model().parameters()[2]).isCloseTo(1.584, within(6e-4));
      double[] projected = {1, .86914, .74193, .65478, .59293, .54661, .51037, .48104, .45668};
      for (int t = 0; t < projected.length; t++) {
        assertThat(fitted.model().survival(t)).isCloseTo(projected[t], within(5e-5));
      }
    }

    @Test
    void duration_dependence_is_found_in_the_high_end_and_not_in_the_regular_segment() {
      RenewalTrainer.Choice high = new RenewalTrainer().choose(first(HIGH_END, 7));
      RenewalTrainer.Choice regular = new RenewalTrainer().choose(first(REGULAR, 4));
      assertThat(high.model()).isInstanceOf(BetaDiscreteWeibullModel.class);
      assertThat(high.reason()).startsWith("beta-discrete-Weibull: each customer's own chance");
      assertThat(regular.model())
          .as(regular.reason())
          .isInstanceOf(ShiftedBetaGeometricModel.class);
    }
  }

  @Nested
  class Figures {

    private final RenewalModel model = new ShiftedBetaGeometricModel(0.668, 3.806);

    /** r(t) = (beta + t - 1) / (alpha + beta + t - 1): equation 8 of Fader and Hardie (2007). */
    @Test
    void retention_has_its_closed_form() {
      for (int t = 1; t < 40; t++) {
        assertThat(model.retention(t)).isCloseTo((3.806 + t - 1) / (4.474 + t - 1), within(1e-13));
      }
      assertThat(model.survival(3, 4))
          .isCloseTo(model.survival(7) / model.survival(3), within(1e-14));
      assertThat(new BetaDiscreteWeibullModel(0.668, 3.806, 1).survival(9))
          .isCloseTo(model.survival(9), within(1e-14));
    }

    /** E[(1 - p) (1 + d) / (d + p)] over p ~ Beta(alpha, beta + n - 1), a route without sums. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 20})
    void residual_lifetime_is_the_mean_over_the_chances_to_leave(int made) {
      double d = 0.1;
      double mean = BetaExpectation.of(0.668, 3.806 + made).of(p -> (1 - p) * (1 + d) / (d + p));
      assertThat(model.discountedRenewals(made, RenewalModel.FOR_EVER, d, 1))
          .isCloseTo(mean, withPercentage(1e-8));
    }

    @Test
    void draws_have_the_expected_mean_and_shape() {
      RenewalModel weibull = new BetaDiscreteWeibullModel(0.259, 1.722, 1.584);
      RandomStream random = RandomSource.seeded(4).stream(0);
      int draws = 60_000;
      double sum = 0;
      int none = 0;
      for (int i = 0; i < draws; i++) {
        int more = weibull.drawRenewals(2, 12, random);
        sum += more;
        none += more == 0 ? 1 : 0;
      }
      assertThat(sum / draws).isCloseTo(weibull.expectedRenewals(2, 12), withPercentage(1));
      assertThat(none / (double) draws).isCloseTo(1 - weibull.retention(3), within(0.005));
    }

    @Test
    void a_horizon_for_ever_needs_a_rate() {
      assertThatThrownBy(() -> model.discountedRenewals(0, RenewalModel.FOR_EVER, 0, 0))
          .hasMessageStartingWith("Invalid rate: 0.0 (must be >= 1e-5");
      assertThat(model.expectedRenewals(0, 0)).isZero();
      RenewalModel wild = new BetaDiscreteWeibullModel(1e-9, 1e9, 9);
      assertThat(wild.discountedRenewals(1_000_000, 50, 0.01, 0.5)).isBetween(0.0, 50.0);
    }
  }

  @Nested
  class Truth {

    @Test
    void is_recovered_from_staggered_and_left_truncated_customers() {
      RenewalModel truth = new BetaDiscreteWeibullModel(0.8, 4, 1.4);
      List<RenewalHistory> histories = new ArrayList<>();
      for (int i = 0; i < 12_000; i++) {
        RandomStream random = RandomSource.seeded(8).stream(i);
        int age = 1 + i % 12;
        int seen = i % 3 == 0 ? Math.max(0, age - 6) : 0; // the data of these begin 6 periods ago
        int made = truth.drawRenewals(0, age, random);
        if (made >= age) {
          histories.add(new RenewalHistory(seen, age, false));
        } else if (made + 1 > seen) {
          histories.add(new RenewalHistory(seen, made + 1, true));
        }
      }
      Fitted<RenewalModel> fitted =
          new RenewalTrainer().betaDiscreteWeibull(Renewals.of(histories));
      for (int k = 0; k < 3; k++) {
        String name = fitted.certificate().names().get(k);
        assertThat(fitted.model().parameters()[k])
            .as("%s of %s", name, fitted.certificate())
            .isCloseTo(
                truth.parameters()[k],
                within(3 * fitted.certificate().standardError(name).orElseThrow()));
      }
      assertThat(fitted.model().survival(12)).isCloseTo(truth.survival(12), within(0.01));
    }

    @Test
    void customers_who_are_all_alike_are_flagged() {
      Renewals alike = Renewals.ofSurvivors(10_000, 8_000, 6_400, 5_120, 4_096, 3_277);
      Fitted<RenewalModel> fitted = new RenewalTrainer().shiftedBetaGeometric(alike);
      assertThat(fitted.certificate().warnings())
          .anyMatch(w -> w.startsWith("differences between customers not identified"));
      assertThat(fitted.model().retention(9)).isCloseTo(0.8, within(0.01));
    }
  }

  @Nested
  class BadInput {

    @Test
    void too_little_is_refused() {
      RenewalTrainer trainer = new RenewalTrainer();
      assertThatThrownBy(() -> trainer.shiftedBetaGeometric(Renewals.ofSurvivors(9, 5, 4)))
          .isInstanceOf(TooLittleDataException.class)
          .hasMessage(
              "Cannot fit shifted beta-geometric: only 5 of 9 customers left (at least 10 are"
                  + " needed)");
      assertThatThrownBy(() -> trainer.choose(Renewals.ofSurvivors(100, 50)))
          .hasMessage(
              "Cannot fit shifted beta-geometric: only 1 different renewals were up for decision"
                  + " (at least 2 are needed)");
      assertThat(trainer.choose(Renewals.ofSurvivors(100, 50, 40)).reason())
          .contains("fewer than 3 renewals");
      assertThatThrownBy(() -> Renewals.ofSurvivors(10, 11))
          .hasMessageStartingWith("Invalid survivors: 11.0 after 1 renewals");
      assertThatThrownBy(() -> new RenewalHistory(2, 2, true))
          .hasMessageStartingWith("Invalid renewals: 2 before seen, 2 periods");
    }

    @Test
    void everybody_leaving_at_once_is_no_disaster() {
      RenewalTrainer.Choice choice =
          new RenewalTrainer().choose(Renewals.ofSurvivors(1000, 20, 0, 0, 0));
      assertThat(choice.model().survival(1)).isCloseTo(0.02, within(0.02));
      assertThat(choice.fitted().certificate().toString()).doesNotContain("NaN");
    }
  }
}
