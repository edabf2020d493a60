// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.distribution.Poisson;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class LevelTest {

  @Property(tries = 60)
  void a_factor_is_a_factor_of_the_mean_and_counts_stay_whole(
      @ForAll @DoubleRange(min = 0.2, max = 5) double factor) {
    RandomStream random = RandomSource.seeded(5).stream((long) (factor * 1e6));
    double[] draws = new double[20_000];
    Arrays.setAll(draws, d -> new Poisson(0.7).sample(random));
    double before = Arrays.stream(draws).average().orElseThrow();
    double share = Arrays.stream(draws).filter(x -> x > 0).count() / (double) draws.length;
    double p = Level.probability(Target.PURCHASES, draws, share, factor);

    Level.apply(Target.PURCHASES, draws, factor, random);

    assertThat(Arrays.stream(draws).average().orElseThrow())
        .isCloseTo(factor * before, within(0.05 * factor));
    assertThat(Arrays.stream(draws).allMatch(x -> x >= 0 && x == Math.rint(x))).isTrue();
    assertThat(Arrays.stream(draws).filter(x -> x > 0).count() / (double) draws.length)
        .isCloseTo(p, within(0.02));
  }

  @Property(tries = 20)
  void spend_is_multiplied(@ForAll @DoubleRange(min = 0.2, max = 5) double factor) {
    double[] draws = {-3, 0, 8};
    Level.apply(Target.SPEND, draws, factor, RandomSource.seeded(1).stream(0));
    assertThat(draws).containsExactly(-3 * factor, 0 * factor, 8 * factor);
    assertThat(Level.probability(Target.SPEND, draws, 0.3, factor)).isEqualTo(0.3);
  }
}
