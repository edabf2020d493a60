// SPDX-License-Identifier: Apache-2.0
package io.perennial.features;

import static io.perennial.features.EventsInMemory.micros;
import static io.perennial.features.PurchaseHistory.NO_ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.domain.AsOf;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PurchaseHistoryTest {

  private static final AsOf OCTOBER = AsOf.startOf(LocalDate.of(1997, 10, 1));

  private final PurchaseHistory byDay = new PurchaseHistory(PurchaseRule.byDay(ZoneOffset.UTC));
  private final PurchaseHistory byOrder = new PurchaseHistory(PurchaseRule.byOrder(ZoneOffset.UTC));

  @Nested
  class ByDay {

    @Test
    void lines_of_a_day_are_one_purchase_and_time_is_counted_in_days() {
      byDay.order(micros("1997-01-01T09:00:00Z"), 1, 10);
      byDay.order(micros("1997-01-01T10:00:00Z"), 2, 20);
      byDay.order(micros("1997-01-15T23:00:00Z"), 3, 40);
      byDay.order(micros("1997-02-05T01:00:00Z"), NO_ORDER, 50);

      PurchaseSummary known = byDay.summary(OCTOBER);

      assertThat(known.purchases()).isEqualTo(3);
      assertThat(known.repeatPurchases()).isEqualTo(2);
      assertThat(known.ageAtLastWeeks()).isEqualTo(35 / 7.0);
      assertThat(known.ageWeeks()).as("to 30 September").isEqualTo(272 / 7.0);
      assertThat(known.spend()).isEqualTo(120);
      assertThat(known.spendMean()).isEqualTo(40);
      assertThat(known.repeatSpendMean()).isEqualTo(45);
      assertThat(known.firstAtMicros()).isEqualTo(micros("1997-01-01T09:00:00Z"));
      assertThat(known.lastAtMicros()).isEqualTo(micros("1997-02-05T01:00:00Z"));
      assertThat(known.gapMeanWeeks()).isEqualTo(2.5);
      assertThat(known.gapDeviationWeeks()).isCloseTo(Math.sqrt(0.5), within(1e-15));
      assertThat(known.regularity()).isCloseTo(12.5, within(1e-12));
      assertThat(known.gapLogSum()).isCloseTo(Math.log(2) + Math.log(3), within(1e-15));
    }

    @Test
    void spend_by_age_is_at_present_value_as_of_the_first_purchase() {
      double[] ages = {0, 1, 2, 4};
      assertThat(byDay.spendByAge(ages, 0)).as("no purchase").containsOnly(Double.NaN);
      byDay.order(micros("1997-01-01T09:00:00Z"), 1, 10);
      byDay.order(micros("1997-01-08T10:00:00Z"), 2, 20);
      byDay.order(micros("1997-01-16T10:00:00Z"), 3, 40);
      byDay.order(micros("1997-12-31T10:00:00Z"), 4, 80);
      byDay.giveBack(3, 5);

      assertThat(byDay.spendByAge(ages, 0)).containsExactly(145, 10, 30, 30, 65);
      assertThat(byDay.spendByAge(ages, 0.1)[2]).isCloseTo(10 + 20 * Math.exp(-0.1), within(1e-12));
      byDay.giveBack(1, 10);
      assertThat(byDay.spendByAge(ages, 0))
          .as("the second is the first")
          .containsExactly(135, 20, 20, 55, 55);
    }

    @Test
    void the_zone_decides_what_a_day_is() {
      PurchaseHistory berlin = new PurchaseHistory(PurchaseRule.byDay(ZoneId.of("Europe/Berlin")));
      berlin.order(micros("2026-01-01T22:30:00Z"), NO_ORDER, 1);
      berlin.order(micros("2026-01-01T23:30:00Z"), NO_ORDER, 1);

      assertThat(berlin.summary(OCTOBER).purchases()).isEqualTo(2);
    }

    @Test
    void a_day_that_begins_twice_is_one_day() {
      // clocks went back from midnight to 23:00 in Sao Paulo
      PurchaseHistory saoPaulo =
          new PurchaseHistory(PurchaseRule.byDay(ZoneId.of("America/Sao_Paulo")));
      saoPaulo.order(micros("2018-02-18T01:30:00Z"), NO_ORDER, 1);
      saoPaulo.order(micros("2018-02-18T02:30:00Z"), NO_ORDER, 1);

      assertThat(saoPaulo.summary(OCTOBER).purchases()).isEqualTo(1);
    }

    @Test
    void one_purchase_has_an_age_and_no_rhythm() {
      byDay.order(micros("1997-09-30T23:59:59Z"), 1, 10);

      PurchaseSummary known = byDay.summary(OCTOBER);

      assertThat(known.ageAtLastWeeks()).isZero();
      assertThat(known.ageWeeks()).as("bought on the last day that is known").isZero();
      assertThat(known.repeatSpendMean()).isNaN();
      assertThat(known.gapMeanWeeks()).isNaN();
      assertThat(known.gapDeviationWeeks()).isNaN();
      assertThat(known.regularity()).isNaN();
      assertThat(known.gapLogSum()).isZero();
    }
  }

  @Nested
  class ByOrder {

    @Test
    void orders_are_purchases_at_their_instants_and_lines_without_a_number_are_by_day() {
      byOrder.order(micros("2026-01-01T00:00:00Z"), 1, 10);
      byOrder.order(micros("2026-01-01T12:00:00Z"), 2, 20);
      byOrder.order(micros("2026-01-01T13:00:00Z"), 1, 1);
      byOrder.order(micros("2026-01-02T13:00:00Z"), NO_ORDER, 5);
      byOrder.order(micros("2026-01-02T14:00:00Z"), 3, 6);
      byOrder.order(micros("2026-01-02T15:00:00Z"), NO_ORDER, 7);

      PurchaseSummary known = byOrder.summary(AsOf.of(Instant.parse("2026-01-08T00:00:00Z")));

      assertThat(known.purchases()).as("1, 2, the day's, 3").isEqualTo(4);
      assertThat(known.spend()).isEqualTo(49);
      assertThat(known.repeatSpendMean()).isEqualTo(38 / 3.0);
      assertThat(known.ageWeeks()).isEqualTo(1);
      assertThat(known.ageAtLastWeeks()).isEqualTo(38 / 168.0);
    }

    @Test
    void two_orders_of_an_instant_do_not_make_the_logarithm_infinite() {
      byOrder.order(0, 1, 10);
      byOrder.order(0, 2, 10);

      assertThat(byOrder.summary(OCTOBER).gapLogSum()).isEqualTo(StrictMath.log(1 / 604_800.0));
    }

    @Test
    void thousands_of_orders_are_told_apart() {
      for (int i = 0; i < 20_000; i++) {
        byOrder.order(i, i % 10_000, 1);
      }

      assertThat(byOrder.summary(OCTOBER).purchases()).isEqualTo(10_000);
      assertThat(byOrder.summary(OCTOBER).spendMean()).isEqualTo(2);
    }
  }

  @Nested
  class Returns {

    @Test
    void a_return_of_a_known_order_is_taken_from_its_purchase() {
      byDay.order(micros("2026-01-01"), 1, 10);
      byDay.order(micros("2026-02-01"), 2, 20);
      byDay.giveBack(1, -4);

      PurchaseSummary known = byDay.summary(OCTOBER);

      assertThat(known.spend()).isEqualTo(26);
      assertThat(known.repeatSpendMean()).as("the first purchase paid").isEqualTo(20);
      assertThat(known.returns()).isEqualTo(1);
      assertThat(known.returned()).isEqualTo(4);
    }

    @Test
    void any_other_is_taken_from_the_latest_purchase_worth_as_much() {
      byDay.order(micros("2026-01-01"), 1, 100);
      byDay.order(micros("2026-02-01"), 2, 20);
      byDay.giveBack(NO_ORDER, 50);

      assertThat(byDay.summary(OCTOBER).repeatSpendMean()).isEqualTo(20);
      assertThat(byDay.summary(OCTOBER).spend()).isEqualTo(70);
    }

    @Test
    void a_purchase_that_was_wholly_returned_is_none() {
      byDay.order(micros("2026-01-01"), 1, 0.1);
      byDay.order(micros("2026-01-01"), 1, 0.2);
      byDay.order(micros("2026-02-01"), 2, 20);
      byDay.giveBack(1, -0.3);

      PurchaseSummary known = byDay.summary(OCTOBER);

      assertThat(known.purchases()).isEqualTo(1);
      assertThat(known.firstAtMicros()).isEqualTo(micros("2026-02-01"));
      assertThat(known.repeatPurchases()).isZero();
    }

    @Test
    void a_free_purchase_that_was_not_returned_is_one() {
      byDay.order(micros("2026-01-01"), 1, 0);
      byDay.order(micros("2026-02-01"), 2, Double.NaN);

      assertThat(byDay.summary(OCTOBER).purchases()).isEqualTo(2);
    }

    @Test
    void what_was_bought_before_the_data_begin_is_taken_from_nothing() {
      byDay.giveBack(NO_ORDER, 50);

      assertThat(byDay.summary(OCTOBER)).isEqualTo(PurchaseSummary.none(1, 50));

      byDay.order(micros("2026-02-01"), 2, 20);
      assertThat(byDay.summary(OCTOBER).spend()).isEqualTo(20);
    }
  }

  @Test
  void what_came_since_an_instant_is_counted_by_when_a_purchase_began() {
    byDay.order(micros("2026-01-01"), 1, 10);
    byDay.order(micros("2026-02-01"), 2, 20);
    byDay.order(micros("2026-03-01"), 3, 40);
    byDay.giveBack(3, 1);
    AsOf february = AsOf.startOf(LocalDate.of(2026, 2, 1));

    assertThat(byDay.purchasesSince(february)).isEqualTo(2);
    assertThat(byDay.spendSince(february)).isEqualTo(59);
    assertThat(byDay.repeatsIfAcquiredBefore(february)).isEqualTo(2);
    assertThat(byDay.repeatsIfAcquiredBefore(AsOf.startOf(LocalDate.of(2026, 1, 1)))).isZero();
  }
}
