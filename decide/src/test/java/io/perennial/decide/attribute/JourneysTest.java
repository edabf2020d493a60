// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class JourneysTest {

  private static final OptionalLong NO_NUMBER = OptionalLong.empty();

  private static OptionalLong order(long id) {
    return OptionalLong.of(id);
  }

  @Test
  void touches_of_the_window_led_to_a_purchase_and_older_ones_to_nothing() {
    Journeys journeys = new Journeys(30, 1_000);
    journeys.touch(1, 60, "ads");
    journeys.touch(1, 80, "email");
    journeys.touch(1, 85, "email");
    journeys.touch(1, 100, "web");
    journeys.purchase(1, 110, order(7), 20);

    assertThat(journeys.list())
        .containsExactly(
            new Journey(List.of("ads"), 0, 0, 1), new Journey(List.of("email", "web"), 1, 20, 0));
  }

  @Test
  void lines_of_an_order_are_one_purchase_and_what_follows_it_is_another_journey() {
    Journeys journeys = new Journeys(30, 1_000);
    journeys.touch(1, 100, "email");
    journeys.purchase(1, 101, order(7), 20);
    journeys.purchase(1, 101, order(7), 5);
    journeys.purchase(1, 104, order(8), 1);
    journeys.purchase(2, 104, NO_NUMBER, 3);
    journeys.purchase(2, 104, NO_NUMBER, 4);

    assertThat(journeys.list()).containsExactly(new Journey(List.of("email"), 1, 25, 0));
    assertThat(journeys.direct()).isEqualTo(2);
    assertThat(journeys.directValue()).isEqualTo(8);
  }

  @Test
  void lines_that_each_name_the_campaign_of_their_order_leave_no_journey_behind() {
    Journeys journeys = new Journeys(30, 1_000);
    for (long line = 0; line < 2; line++) {
      journeys.touch(1, 101, "ads");
      journeys.purchase(1, 101, order(7), 20);
    }
    journeys.touch(1, 101, "ads");
    journeys.purchase(1, 101, NO_NUMBER, 1);

    assertThat(journeys.list()).containsExactly(new Journey(List.of("ads"), 2, 41, 0));
  }

  @Test
  void a_journey_that_may_still_lead_to_something_is_left_out() {
    Journeys journeys = new Journeys(30, 100);
    journeys.touch(1, 71, "email");
    journeys.touch(2, 70, "email");
    journeys.touch(2, 10, "email");

    assertThat(journeys.list()).containsExactly(new Journey(List.of("email"), 0, 0, 1));
    assertThat(journeys.open()).isEqualTo(1);
  }

  @Test
  void too_many_ways_are_told_apart_by_their_last_touches_and_nothing_is_lost() {
    Journeys journeys = new Journeys(1_000, 10_000);
    for (int customer = 0; customer < 30_000; customer++) {
      int code = customer;
      for (int at = 0; at < 8; at++, code /= 4) {
        journeys.touch(customer, at, "c" + (code % 4 + 4 * (at % 2)));
      }
      journeys.purchase(customer, 9, NO_NUMBER, 2);
    }

    List<Journey> all = journeys.list();
    assertThat(all).hasSizeLessThanOrEqualTo(5_000);
    assertThat(journeys.longest()).isBetween(5, 6);
    assertThat(all.stream().mapToDouble(Journey::conversions).sum()).isEqualTo(30_000);
    assertThat(all.stream().mapToDouble(Journey::value).sum()).isEqualTo(60_000);
    assertThatThrownBy(() -> new Journeys(0, 1)).hasMessage("Invalid window: 0 (must be > 0)");
  }
}
