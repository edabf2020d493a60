// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.distribution.Gamma;
import io.perennial.math.distribution.Poisson;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ShapeTest {

  private static final int CASES = 3_000;

  /** Poisson buyers of whom a model says that they buy {@code wrong} times as often. */
  private static Shape learned(double wrong) {
    Shape.Outcomes outcomes = new Shape.Outcomes(CASES);
    for (int i = 0; i < CASES; i++) {
      RandomStream random = RandomSource.seeded(3).stream(i);
      double rate = Gamma.standard(random, 1);
      double came = new Poisson(rate).sample(random);
      double[] draws = draws(rate * wrong, random);
      outcomes.set(i, i % Strata.COUNT, draws, -Math.expm1(-rate * wrong), came);
    }
    boolean[] use = new boolean[CASES];
    Arrays.fill(use, true);
    return Shape.of(outcomes, use);
  }

  private static double[] draws(double rate, RandomStream random) {
    double[] draws = new double[200];
    Arrays.setAll(draws, d -> new Poisson(rate).sample(random));
    return draws;
  }

  @Test
  void a_model_that_is_right_stays_as_it_is() {
    Shape shape = learned(1);
    double[] sums = sums(shape, 1);
    assertThat(sums[0]).isCloseTo(sums[1], within(0.05 * sums[1]));
    for (double p : new double[] {0.05, 0.3, 0.6, 0.9}) {
      assertThat(shape.probability(p, 0)).isCloseTo(p, within(0.05));
    }
  }

  @Test
  void a_model_that_says_half_or_twice_is_put_right() {
    for (double wrong : new double[] {0.5, 2}) {
      double[] sums = sums(learned(wrong), wrong);
      assertThat(sums[0]).as("mean under a factor of " + wrong).isCloseTo(sums[1], within(0.12));
      assertThat(sums[2]).as("chance").isCloseTo(sums[3], within(0.03));
    }
  }

  /** Mean after, truth; share above zero after, truth. */
  private static double[] sums(Shape shape, double wrong) {
    double[] sums = new double[4];
    for (int i = 0; i < 500; i++) {
      RandomStream random = RandomSource.seeded(8).stream(i);
      double rate = Gamma.standard(random, 1);
      double[] draws = draws(rate * wrong, random);
      double p = shape.probability(-Math.expm1(-rate * wrong), i % Strata.COUNT);
      shape.apply(draws, p, i % Strata.COUNT, true, random);
      sums[0] += Arrays.stream(draws).average().orElseThrow() / 500;
      sums[1] += rate / 500;
      sums[2] += Arrays.stream(draws).filter(x -> x > 0).count() / 200.0 / 500;
      sums[3] += -Math.expm1(-rate) / 500;
    }
    return sums;
  }

  @Test
  void draws_keep_their_order_and_stay_whole() {
    Shape shape = learned(2);
    RandomStream random = RandomSource.seeded(1).stream(0);
    double[] before = draws(3, random);
    double[] after = before.clone();
    shape.apply(after, 0.6, 4, true, random);
    for (int a = 0; a < before.length; a++) {
      assertThat(after[a]).isEqualTo(Math.rint(after[a]));
      for (int b = 0; b < before.length; b++) {
        if (before[a] < before[b]) {
          assertThat(after[a]).isLessThanOrEqualTo(after[b]);
        }
      }
    }
  }

  @Test
  void without_lessons_nothing_changes_and_a_chance_from_nothing_has_a_size() {
    double[] draws = {0, 2, 0, 5};
    Shape.none().apply(draws, 0.5, 0, true, RandomSource.seeded(1).stream(0));
    assertThat(draws).containsExactly(0, 2, 0, 5);
    assertThat(Shape.none().probability(0, 3)).isZero();
    double[] nothing = new double[10];
    learned(1).apply(nothing, 0.5, 0, true, RandomSource.seeded(1).stream(0));
    assertThat(nothing).containsOnly(0, 1).contains(1);
  }

  @Test
  void one_outcome_only_is_no_reason_for_certainty() {
    Shape.Outcomes outcomes = new Shape.Outcomes(30);
    for (int i = 0; i < 30; i++) {
      outcomes.set(i, 0, new double[] {0, 1}, 0.5, 1);
    }
    boolean[] use = new boolean[30];
    Arrays.fill(use, true);
    Shape shape = Shape.of(outcomes, use);
    assertThat(shape.probability(0.5, 0)).isBetween(0.8, 0.999);
    assertThat(shape.probability(1, 0)).isBetween(0.9, 1.0);
    assertThat(shape.probability(0, 8)).isBetween(0.0, 0.2);
  }
}
