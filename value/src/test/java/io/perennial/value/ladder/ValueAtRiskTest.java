// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.distribution.Normal;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class ValueAtRiskTest {

  /** The greatest over v of v - E[(v - X)+] / share: their theorem 1, for gains. */
  @Property(tries = 200)
  void it_is_the_greatest_of_rockafellar_and_uryasev(
      @ForAll @IntRange(min = 1, max = 40) int n,
      @ForAll long seed,
      @ForAll @DoubleRange(min = 0.01, max = 1) double share) {
    RandomStream random = RandomSource.seeded(seed).stream(0);
    double[] values = new double[n];
    Arrays.setAll(values, i -> Math.rint(20 * Normal.standard(random)) * 10); // some are equal
    double most = Arrays.stream(values).map(Math::abs).max().orElseThrow() / share;
    double greatest = Double.NEGATIVE_INFINITY;
    for (double v : values) {
      double below = Arrays.stream(values).map(x -> Math.max(0, v - x)).average().orElseThrow();
      greatest = Math.max(greatest, v - below / share);
    }
    assertThat(ValueAtRisk.of(values, share)).isCloseTo(greatest, within(1e-9 * (1 + most)));
  }

  @Example
  void the_worst_twentieth_of_a_hundred_is_the_mean_of_five() {
    double[] values = new double[100];
    Arrays.setAll(values, i -> 99 - i);
    assertThat(ValueAtRisk.of(values, 0.05)).isEqualTo(2);
    assertThat(ValueAtRisk.of(values, 1)).isEqualTo(49.5);
    assertThatThrownBy(() -> ValueAtRisk.of(values, 0))
        .hasMessage("Invalid tail: 0.0 of 100 values (must be within (0, 1], of at least 1)");
  }
}
