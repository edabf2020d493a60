// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.economics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.distribution.Normal;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TiersTest {

  private static final TierConfig CONFIG = TierConfig.defaults();

  private static double[] base(int n, double factor, long seed) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = factor * Math.exp(3 + Normal.standard(RandomSource.seeded(seed).stream(i)));
    }
    return values;
  }

  private static int[] fresh(int n) {
    int[] before = new int[n];
    Arrays.fill(before, Tiers.NEW);
    return before;
  }

  @Test
  void have_their_shares_at_first() {
    double[] values = base(2_000, 1, 1);
    TierBorders borders = TierBorders.of(values, CONFIG);
    Tiers tiers = Tiers.assign(borders, values, new double[2_000], fresh(2_000), CONFIG);
    assertThat(IntStream.range(0, 4).map(tiers::customers).toArray())
        .containsExactly(100, 300, 600, 1_000);
    assertThat(tiers.moves(Tiers.NEW, 1)).isEqualTo(300);
    assertThat(tiers.toString())
        .isEqualTo("2,000 customers in 4 tiers: 0 rose, 0 fell, 2,000 are new, 0 stayed");
  }

  @Test
  void a_customer_changes_only_when_past_the_border_by_his_uncertainty() {
    TierBorders borders =
        new TierBorders(List.of("a", "b", "c"), List.of(100.0, 50.0), List.of(0.2, 0.3));
    TierConfig config = new TierConfig(List.of("a", "b", "c"), List.of(0.2, 0.3), 0.25, 1);
    double[] values = {105, 111, 95, 89, 30, 200};
    double[] uncertainty = {10, 10, 10, 10, 10, 10};
    Tiers tiers = Tiers.assign(borders, values, uncertainty, new int[] {1, 1, 0, 0, 0, 2}, config);
    assertThat(tiers.all()).containsExactly(1, 0, 0, 1, 2, 0);
    assertThat(tiers.moves(0, 2)).isOne();
  }

  @Test
  void noise_moves_far_fewer_than_plain_borders_would() {
    double[] truth = base(5_000, 1, 2);
    TierBorders borders = TierBorders.of(truth, CONFIG);
    double[] error = Arrays.stream(truth).map(value -> 0.1 * value).toArray();
    double[][] runs = new double[2][5_000];
    for (int i = 0; i < 5_000; i++) {
      RandomStream random = RandomSource.seeded(3).stream(i);
      runs[0][i] = truth[i] + error[i] * Normal.standard(random);
      runs[1][i] = truth[i] + error[i] * Normal.standard(random);
    }
    int[] first = Tiers.assign(borders, runs[0], error, fresh(5_000), CONFIG).all();
    Tiers steady = Tiers.assign(borders, runs[1], error, first, CONFIG);
    int moved = 0;
    int plain = 0;
    for (int i = 0; i < 5_000; i++) {
      moved += steady.tier(i) == first[i] ? 0 : 1;
      plain += borders.tierOf(runs[1][i]) == first[i] ? 0 : 1;
    }
    assertThat(plain).isGreaterThan(300);
    assertThat(moved).isLessThan(plain / 2);
  }

  @Test
  void borders_stay_while_the_base_does_and_move_once_when_it_does_not() {
    TierBorders borders = TierBorders.of(base(4_000, 1, 1), CONFIG);
    TierBorders.Review same = borders.reviewed(base(4_000, 1, 9), CONFIG);
    assertThat(same.moved()).as(same.reason()).isFalse();
    assertThat(same.borders()).isSameAs(borders);
    TierBorders.Review risen = borders.reviewed(base(4_000, 1.6, 9), CONFIG);
    assertThat(risen.moved()).isTrue();
    assertThat(risen.reason()).startsWith("borders set anew: platinum has come to 1");
    assertThat(risen.borders().least().get(0))
        .isCloseTo(1.6 * borders.least().get(0), within(20.0));
    assertThat(risen.borders().reviewed(base(4_000, 1.6, 11), CONFIG).moved()).isFalse();
  }

  @Test
  void customers_who_are_mostly_worth_nothing_have_tiers_that_do_not_move() {
    double[] values = new double[1_000];
    Arrays.fill(values, 0, 30, 7);
    TierBorders borders = TierBorders.of(values, CONFIG);
    assertThat(borders.reviewed(values, CONFIG).moved()).isFalse();
    assertThat(borders.tierOf(7)).isZero();
    assertThat(borders.tierOf(-1)).isEqualTo(3);
    assertThat(TierBorders.of(new double[] {4}, CONFIG).tierOf(4)).isZero();
  }

  @Property(tries = 200)
  void the_same_values_move_nobody(
      @ForAll @Size(min = 1, max = 60) List<@DoubleRange(min = -1e9, max = 1e9) Double> list,
      @ForAll @DoubleRange(min = 0, max = 1e9) double error,
      @ForAll @LongRange(min = 0, max = 99) long seed) {
    double[] values = list.stream().mapToDouble(Double::doubleValue).toArray();
    double[] uncertainty = new double[values.length];
    Arrays.fill(uncertainty, error);
    TierBorders borders = TierBorders.of(values, CONFIG);
    assertThat(borders.reviewed(values, CONFIG).moved()).isFalse();
    int[] before = new int[values.length];
    for (int i = 0; i < before.length; i++) {
      before[i] = RandomSource.seeded(seed).stream(i).nextInt(5) - 1;
    }
    int[] once = Tiers.assign(borders, values, uncertainty, before, CONFIG).all();
    int[] twice = Tiers.assign(borders, values, uncertainty, once, CONFIG).all();
    assertThat(twice).containsExactly(once);
  }

  @Test
  void what_cannot_be_is_refused() {
    assertThatThrownBy(() -> TierBorders.of(new double[0], CONFIG))
        .hasMessage("Cannot set borders of tiers: there are no customers");
    assertThatThrownBy(() -> new TierConfig(List.of("a", "b"), List.of(1.0), 0, 0))
        .hasMessageStartingWith("Invalid tiers: [a, b] of [1.0]");
    TierBorders borders = TierBorders.of(new double[] {1, 2}, CONFIG);
    assertThatThrownBy(
            () -> Tiers.assign(borders, new double[] {1}, new double[] {-1}, new int[] {0}, CONFIG))
        .hasMessageStartingWith("Row 0: Invalid value, uncertainty or tier: 1.0, -1.0, 0");
  }
}
