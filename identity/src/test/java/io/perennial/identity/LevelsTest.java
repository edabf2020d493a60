// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LevelsTest {

  private static Levels levels(double... defaultM) {
    return new Levels(
        "city",
        AttributeKind.PLACE,
        List.of("missing", "different", "close", "equal"),
        defaultM,
        true,
        true);
  }

  @Test
  void go_from_missing_to_equal() {
    Levels levels = levels(.2, .1, .7);

    assertThat(levels.size()).isEqualTo(4);
    assertThat(levels.top()).isEqualTo(3);
    assertThat(levels.m(Levels.DIFFERENT)).isEqualTo(.2);
    assertThat(levels.m(levels.top())).isEqualTo(.7);
  }

  @Test
  void cannot_be_changed_from_outside() {
    double[] given = {.2, .1, .7};
    Levels levels = levels(given);
    given[0] = 1;
    levels.defaultM()[1] = 1;

    assertThat(levels).isEqualTo(levels(.2, .1, .7)).hasSameHashCodeAs(levels(.2, .1, .7));
    assertThat(levels).isNotEqualTo(levels(.1, .2, .7));
  }

  @Test
  void have_shares_that_sum_to_one() {
    assertThatThrownBy(() -> levels(.2, .1, .6))
        .hasMessage(
            "Invalid default m of city: [0.2, 0.1, 0.6]"
                + " (must be positive, one for each level from 1, and sum to 1)");
    assertThatThrownBy(() -> levels(.3, .7)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> levels(0, .3, .7)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void are_three_at_least() {
    assertThatThrownBy(
            () ->
                new Levels(
                    "city",
                    AttributeKind.PLACE,
                    List.of("missing", "equal"),
                    new double[] {1},
                    true,
                    true))
        .hasMessage("Invalid levels of city: [missing, equal] (must be 3 to 127 names)");
  }
}
