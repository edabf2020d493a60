// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.distribution.Beta;
import io.perennial.math.distribution.Normal;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Against GrowthBook's gbstats, and the papers' formulas by SciPy 1.17.1. */
class SequentialOracleTest {

  private static final Offset<Double> CLOSE = within(1e-9);

  @Test
  void the_sequential_test_is_that_of_growthbook() {
    Effect large = look(new ArmSummary(3000, 10, 25), new ArmSummary(2900, 10.4, 27));
    Effect small = look(new ArmSummary(300, 10, 25), new ArmSummary(200, 11.2, 30));

    assertThat(large.interval().low()).isCloseTo(-0.0033156807931704058, CLOSE);
    assertThat(large.interval().high()).isCloseTo(0.8033156807931712, CLOSE);
    assertThat(large.pValue()).isCloseTo(0.05352890647639889, CLOSE);
    assertThat(small.interval().low()).isCloseTo(-0.6621683023877005, CLOSE);
    assertThat(small.interval().high()).isCloseTo(3.062168302387699, CLOSE);
    assertThat(small.pValue()).isCloseTo(0.3419093222513684, CLOSE);
    assertThat(NormalMixture.tightestAt(5_000, 0.05).precision())
        .as("the square of its rho")
        .isCloseTo(0.03984006677137368 * 0.03984006677137368, within(1e-15));
  }

  @Test
  void the_evidence_is_the_likelihood_ratio_of_johari() {
    // equation 11: n pairs, tau, V = both variances together; here .12, 500, .2, 2 x 1.7
    double tau = 0.2;
    double variance = 2 * 1.7;
    NormalMixture mixture = new NormalMixture(tau * tau / variance);
    double z = 0.12 / StrictMath.sqrt(variance / 500);

    assertThat(mixture.logEvidence(z, 500)).isCloseTo(-0.05950291980515918, CLOSE);
    // the same by units of both arms: 1,000 units, a unit's variance twice as large
    assertThat(NormalMixture.forEffects(tau, 2 * variance).logEvidence(z, 1_000))
        .isCloseTo(-0.05950291980515918, CLOSE);
  }

  @Test
  void the_one_sided_evidence_is_the_integral_over_effects_above_none() {
    assertThat(new NormalMixture(0.0016).logEvidenceAbove(2.5, 400))
        .isCloseTo(1.6043132252236185, CLOSE);
    assertThat(new NormalMixture(0.0016).logEvidenceAbove(-1.2, 400))
        .isCloseTo(-0.7571873551069276, CLOSE);
    assertThat(new NormalMixture(0.0005).logEvidenceAbove(4.1, 10_000))
        .isCloseTo(6.801343107362769, CLOSE);
    assertThat(Double.isFinite(new NormalMixture(0.0016).logEvidenceAbove(-1e6, 400))).isTrue();
  }

  @Test
  void reach_and_evidence_are_one_rule() {
    NormalMixture mixture = NormalMixture.tightestAt(5_000, 0.05);
    for (double units : new double[] {10, 1_000, 5_000, 1e6, 1e12}) {
      double both = mixture.reach(units, 0.05);
      double one = mixture.reachOneSided(units, 0.05);
      assertThat(mixture.logEvidence(both, units)).isCloseTo(StrictMath.log(20), CLOSE);
      assertThat(mixture.logEvidenceAbove(one, units)).isCloseTo(StrictMath.log(20), CLOSE);
      assertThat(one).isLessThan(both);
    }
  }

  @Test
  void it_is_tightest_where_it_was_asked_to_be() {
    double at = NormalMixture.tightestAt(5_000, 0.05).reach(5_000, 0.05);
    for (double other : new double[] {2_000, 3_500, 7_000, 12_000}) {
      assertThat(NormalMixture.tightestAt(other, 0.05).reach(5_000, 0.05)).isGreaterThan(at);
    }
  }

  @Test
  void the_sequential_check_of_sizes_is_that_of_lindon_and_malek() {
    assertThat(new SequentialSampleRatio(1, 1).look(821_588, 815_482))
        .isCloseTo(0.00015595044051607853, within(1e-10));
    assertThat(new SequentialSampleRatio(1, 1).look(5_200, 4_800))
        .isCloseTo(0.02589046135095638, CLOSE);
    SequentialSampleRatio three = new SequentialSampleRatio(2, 1, 1);
    assertThat(three.look(0, 0, 0)).isEqualTo(1);
    assertThat(three.look(700, 150, 150)).isCloseTo(0.0007479324333727047, CLOSE);
    assertThat(three.look(1_000, 500, 500)).as("what was seen stays").isLessThan(0.001);
    assertThat(three.mismatch()).isTrue();
  }

  @Test
  void several_tests_are_adjusted_as_statsmodels_does() {
    double[] p = {0.01, 0.04, 0.03, 0.005, 0.9, 0.2};

    assertThat(MultipleTesting.holm(p))
        .containsExactly(new double[] {0.05, 0.12, 0.12, 0.03, 0.9, 0.4}, CLOSE);
    assertThat(MultipleTesting.benjaminiHochberg(p))
        .containsExactly(new double[] {0.03, 0.06, 0.06, 0.03, 0.9, 0.24}, CLOSE);
    assertThat(MultipleTesting.holm()).isEmpty();
  }

  @Test
  void chances_to_be_best_and_losses_are_scipys_integrals() {
    BestArm normals =
        BestArm.of(List.of(new Normal(1, 0.5), new Normal(1.4, 0.7), new Normal(0.2, 1.5)));
    BestArm shares =
        BestArm.of(
            List.of(
                BestArm.posterior(new Proportion(12, 100), new Beta(1, 1)),
                BestArm.posterior(new Proportion(20, 105), new Beta(1, 1))));

    assertThat(normals.probabilityBest())
        .usingElementComparator(SequentialOracleTest::compare)
        .containsExactly(0.2452781932457213, 0.5604007824130375, 0.19432102434124052);
    assertThat(normals.expectedLoss())
        .usingElementComparator(SequentialOracleTest::compare)
        .containsExactly(0.7506433104941017, 0.3506433104941018, 1.5506433104941018);
    assertThat(shares.probabilityBest().get(1)).isCloseTo(0.9148105416166394, CLOSE);
  }

  @Test
  void what_is_believed_lies_between_the_prior_and_the_data() {
    Normal posterior = BestArm.posterior(new Estimate(10, 4, 1), new Normal(0, 1));

    assertThat(posterior.mean()).isCloseTo(2, CLOSE);
    assertThat(posterior.variance()).isCloseTo(0.5, CLOSE);
  }

  private static int compare(double a, double b) {
    return StrictMath.abs(a - b) < 1e-9 ? 0 : Double.compare(a, b);
  }

  private static Effect look(ArmSummary control, ArmSummary treatment) {
    return SequentialTest.ofDefaults(0.05).look(control, treatment).effect().orElseThrow();
  }
}
