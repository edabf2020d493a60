// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.random.RandomSource;
import io.perennial.value.forecast.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AttributionTest {

  /**
   * Bryl', "Attribution model with R (part 1: Markov chains concept)" (analyzecore.com, 2016),
   * which ChannelAttribution is shown with: removal effects 0.5, 1, 1 and weights 0.2, 0.4, 0.4.
   */
  private static final List<Journey> PUBLISHED =
      List.of(
          new Journey(List.of("c1", "c2", "c3"), 1, 100, 0),
          new Journey(List.of("c1"), 0, 0, 1),
          new Journey(List.of("c2", "c3"), 0, 0, 1));

  private static double[] conversions(List<Journey> journeys, Method method) {
    return Attribution.of(journeys, AttributionConfig.defaults()).credits(method).stream()
        .mapToDouble(Credit::conversions)
        .toArray();
  }

  @Test
  void removal_effects_are_those_published() {
    assertThat(conversions(PUBLISHED, Method.MARKOV))
        .containsExactly(new double[] {0.2, 0.4, 0.4}, within(1e-12));
  }

  /** By hand: 1/18, 5/36 and 5/36 of a chance of conversion of 1/3. */
  @Test
  void shapley_values_are_those_by_hand() {
    assertThat(conversions(PUBLISHED, Method.SHAPLEY))
        .containsExactly(new double[] {1 / 6.0, 5 / 12.0, 5 / 12.0}, within(1e-12));
  }

  @Test
  void rules_share_out_each_journey() {
    assertThat(conversions(PUBLISHED, Method.LAST_TOUCH)).containsExactly(0, 0, 1);
    assertThat(conversions(PUBLISHED, Method.FIRST_TOUCH)).containsExactly(1, 0, 0);
    assertThat(conversions(PUBLISHED, Method.LINEAR))
        .containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, within(1e-12));
    double root = Math.sqrt(0.5);
    double sum = 1 + root + 0.5;
    assertThat(conversions(PUBLISHED, Method.TIME_DECAY))
        .containsExactly(new double[] {0.5 / sum, root / sum, 1 / sum}, within(1e-12));
  }

  private static List<Journey> many(int channels) {
    return IntStream.range(0, 60)
        .mapToObj(
            j ->
                new Journey(
                    IntStream.rangeClosed(0, j % 4)
                        .mapToObj(t -> "c" + (10 + Math.floorMod(j * 7 + t * t * 5, channels)))
                        .toList(),
                    3 + j % 5,
                    10.0 * (3 + j % 5),
                    20 + j % 7))
        .toList();
  }

  @Test
  void every_method_gives_out_all_conversions_and_all_value() {
    for (int channels : new int[] {1, 5, 11}) {
      List<Journey> journeys = many(channels);
      double all = journeys.stream().mapToDouble(Journey::conversions).sum();
      Attribution found = Attribution.of(journeys, AttributionConfig.defaults());
      for (Method method : Method.values()) {
        List<Credit> credits = found.credits(method);
        assertThat(credits).hasSize(channels);
        assertThat(credits.stream().mapToDouble(Credit::conversions).sum())
            .isCloseTo(all, within(1e-9));
        assertThat(credits.stream().mapToDouble(Credit::value).sum())
            .isCloseTo(10 * all, within(1e-8));
        assertThat(credits)
            .allMatch(c -> c.interval().contains(c.conversions()), "inside of its interval");
      }
    }
  }

  @Test
  void sampled_shapley_values_are_near_the_exact_ones() {
    List<Journey> journeys = many(7);
    int[][] touches =
        journeys.stream()
            .map(
                j ->
                    j.channels().stream()
                        .mapToInt(name -> Integer.parseInt(name.substring(1)) - 10)
                        .toArray())
            .toArray(int[][]::new);
    TouchChain chain =
        TouchChain.of(
            7,
            touches,
            journeys.stream().mapToDouble(Journey::conversions).toArray(),
            journeys.stream().mapToDouble(Journey::without).toArray());

    Shapley exact = Shapley.exact(chain);
    Shapley sampled = Shapley.sampled(chain, 400, RandomSource.seeded(3).stream(0));

    boolean[] there = new boolean[7];
    Arrays.fill(there, true);
    assertThat(Arrays.stream(exact.values()).sum())
        .isCloseTo(chain.conversion(there), within(1e-12));
    for (int c = 0; c < 7; c++) {
      assertThat(sampled.values()[c])
          .isCloseTo(exact.values()[c], within(4.5 * sampled.errors()[c] + 1e-12));
      assertThat(sampled.errors()[c]).isBetween(0.0, 0.2 * exact.values()[c] + 1e-12);
    }
  }

  @Test
  void nothing_gives_nothing_and_no_conversion_no_credit() {
    assertThat(Attribution.of(List.of(), AttributionConfig.defaults()).credits(Method.LINEAR))
        .isEmpty();
    List<Journey> lost = List.of(new Journey(List.of("mail", "shop"), 0, 0, 9));
    for (Method method : Method.values()) {
      assertThat(conversions(lost, method)).containsExactly(0, 0);
    }
    assertThatThrownBy(() -> new Journey(List.of(), 1, 1, 1))
        .hasMessage("Invalid journey: no channels (must be one or more)");
    assertThatThrownBy(() -> new Journey(List.of("a"), -1, 0, 1))
        .hasMessage("Invalid conversions: -1.0 (must be >= 0 and finite)");
  }

  @Test
  void a_hold_out_says_what_was_truly_brought() {
    HoldOut mail = new HoldOut("mail", 9000, 540, 1000, 50);

    assertThat(mail.incremental()).isCloseTo(90, within(1e-9));
    assertThat(mail.interval(0.9).contains(90)).isTrue();
    assertThat(mail.against(new Credit("mail", 400, 0, new Interval(380, 420), 0), 0.9))
        .startsWith("mail brought 90 conversions (")
        .endsWith("and is credited with 400: it is credited with too much");
    assertThatThrownBy(() -> new HoldOut("mail", 10, 11, 5, 0))
        .hasMessage("Invalid conversions: 11 (must be 0 to 10, the customers reached)");
  }
}
