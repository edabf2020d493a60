// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.testkit.simulate.EventBlock;
import io.perennial.testkit.simulate.EventSink;
import io.perennial.testkit.simulate.Simulation;
import io.perennial.testkit.simulate.SimulationConfig;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.history.PurchaseLog;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnsweringTest {

  private static final int CUSTOMERS = 3_000;
  private static final SimulationConfig SHOP =
      SimulationConfig.defaults()
          .withCustomers(CUSTOMERS)
          .withSeed(7)
          .withHorizon(Duration.ofDays(52 * 7));
  private static final long START = SHOP.start().getEpochSecond() / 86_400;
  private static final long END = SHOP.end().getEpochSecond() / 86_400 - 1;

  /** Days and amounts of all orders; lines of one order add up. */
  private static PurchaseLog log() throws IOException {
    List<long[]> rows = new ArrayList<>();
    Simulation.of(SHOP)
        .run(
            new EventSink<EventBlock>() {
              @Override
              public EventBlock prepare(EventBlock block) {
                return block;
              }

              @Override
              public void accept(EventBlock block) {
                for (int i = 0; i < block.rows(); i++) {
                  if (block.amountCents(i) > 0) {
                    rows.add(
                        new long[] {
                          block.customer(i), block.epochSecond(i) / 86_400, block.amountCents(i)
                        });
                  }
                }
              }
            },
            1);
    return PurchaseLog.ofDays(
        CUSTOMERS,
        rows.stream().mapToInt(row -> (int) row[0]).toArray(),
        rows.stream().mapToLong(row -> row[1]).toArray(),
        rows.stream().mapToDouble(row -> row[2] / 100.0).toArray());
  }

  private static Answer answer(PurchaseLog log) {
    Base base =
        Base.of(log, START, END, List.of("all"), new int[CUSTOMERS], AnswerConfig.defaults());
    return new Answering(base, AnswerConfig.defaults()).answer();
  }

  @Test
  void what_comes_is_within_what_was_foretold() throws IOException {
    Answer answer = answer(log());
    List<Integer> truth = new ArrayList<>();
    int[] alive = {0};
    Simulation.of(SHOP)
        .forEachTruth(
            1,
            each -> {
              truth.add(each.horizonPurchases());
              alive[0] += each.aliveAtEnd() ? 1 : 0;
            });
    double came = truth.stream().mapToInt(Integer::intValue).sum();
    double stillThere =
        IntStream.range(0, CUSTOMERS).mapToDouble(answer.customers()::probabilityAlive).sum();
    long inside =
        IntStream.range(0, CUSTOMERS)
            .filter(
                i ->
                    answer.customers().purchasesLower(i) <= truth.get(i)
                        && truth.get(i) <= answer.customers().purchasesUpper(i))
            .count();

    assertThat(answer.cohorts()).hasSize(1);
    CohortModel all = answer.cohorts().get(0);
    assertThat(all.purchases()).isBetween(0.9 * came, 1.1 * came);
    assertThat(all.purchasesInterval().contains(came)).as("%s in %s", came, all).isTrue();
    assertThat(stillThere).isBetween(0.8 * alive[0], 1.2 * alive[0]);
    assertThat(inside / (double) CUSTOMERS).isBetween(0.88, 0.99);
    assertThat(answer.proof().orElseThrow().predictive().coverage(0.9)).isBetween(0.86, 0.94);
    assertThat(answer.notes()).isEmpty();
  }

  @Test
  void the_models_beat_the_simple_rules_out_of_sample() throws IOException {
    Proof proof = answer(log()).proof().orElseThrow();
    double chosen = proof.holdout().forecast(Proof.CHOSEN).accuracy().rmse();

    for (String rule : List.of("zero", "mean", "same rate", "last period")) {
      assertThat(chosen).as(rule).isLessThan(proof.holdout().forecast(rule).accuracy().rmse());
    }
  }

  @Test
  void the_same_log_gives_the_same_bits() throws IOException {
    Answer one = answer(log());
    Answer other = answer(log());

    for (int i = 0; i < CUSTOMERS; i++) {
      assertThat(other.customers().valueUpper(i)).isEqualTo(one.customers().valueUpper(i));
      assertThat(other.customers().lifetimeValue(i)).isEqualTo(one.customers().lifetimeValue(i));
    }
  }

  @Test
  void a_base_that_never_came_back_is_refused_with_the_reason() {
    int n = 50;
    PurchaseLog log =
        PurchaseLog.ofDays(n, IntStream.range(0, n).toArray(), new long[n], new double[n]);
    Base base = Base.of(log, 0, 400, List.of("all"), new int[n], AnswerConfig.defaults());

    assertThatThrownBy(() -> new Answering(base, AnswerConfig.defaults()).answer())
        .isInstanceOf(TooLittleDataException.class)
        .hasMessageContaining("no customer has a repeat purchase");
  }

  @Test
  void where_too_few_came_back_before_the_hold_out_there_is_an_answer_without_a_proof() {
    int n = 40;
    int[] customer = IntStream.range(0, 2 * n).map(i -> i / 2).toArray();
    long[] day = IntStream.range(0, 2 * n).mapToLong(i -> i / 2 + (i % 2) * 320L).toArray();
    double[] amount = IntStream.range(0, 2 * n).mapToDouble(i -> 5 + i % 13).toArray();
    PurchaseLog log = PurchaseLog.ofDays(n, customer, day, amount);
    Base base = Base.of(log, 0, 364, List.of("all"), new int[n], AnswerConfig.defaults());

    Answer answer = new Answering(base, AnswerConfig.defaults()).answer();

    assertThat(answer.proof()).isEmpty();
    assertThat(answer.customers().expectedPurchases(0)).isFinite();
    assertThat(answer.customers().value(0)).isFinite();
    assertThat(answer.notes())
        .anyMatch(note -> note.contains("No forecast could be checked on a hold-out"));
  }

  @Test
  void without_spend_purchases_are_foretold_and_values_are_not() {
    int n = 200;
    int[] customer = IntStream.range(0, 3 * n).map(i -> i / 3).toArray();
    long[] day =
        IntStream.range(0, 3 * n)
            .mapToLong(i -> (i / 3) % 90 + (i % 3) * (7L + i / 3 % 40))
            .toArray();
    PurchaseLog log = PurchaseLog.ofDays(n, customer, day, new double[3 * n]);
    Base base = Base.of(log, 0, 364, List.of("all"), new int[n], AnswerConfig.defaults());

    Answer answer = new Answering(base, AnswerConfig.defaults()).answer();

    assertThat(answer.spend()).isEmpty();
    assertThat(answer.customers().expectedPurchases(0)).isFinite();
    assertThat(answer.customers().value(0)).isNaN();
    assertThat(answer.cohorts().get(0).value()).isEmpty();
    assertThat(answer.notes()).anyMatch(note -> note.contains("their value is not"));
  }
}
