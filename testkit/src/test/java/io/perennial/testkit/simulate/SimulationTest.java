// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.domain.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulationTest {

  static final SimulationConfig BUSY =
      SimulationConfig.defaults()
          .withCustomers(5_000)
          .withBehaviour(Behaviour.defaults().withVisits(2, 1));

  @TempDir Path folder;

  /** An event in words, and the means to compare runs. */
  record Row(String text, long customer, long second, EventType type, long cents, int position) {

    static Row of(EventBlock block, int row) {
      String text =
          String.join(
              "|",
              block.orderId(row),
              block.customerId(row),
              Instant.ofEpochSecond(block.epochSecond(row)).toString(),
              block.type(row).word(),
              block.channel(row).word(),
              block.productId(row),
              block.category(row),
              block.brand(row),
              Integer.toString(block.quantity(row)),
              Long.toString(block.amountCents(row)),
              Long.toString(block.discountCents(row)),
              block.currency(),
              block.country(row),
              block.email(row));
      return new Row(
          text,
          block.customer(row),
          block.epochSecond(row),
          block.type(row),
          block.amountCents(row),
          block.position(row));
    }
  }

  /** Keeps all events. */
  static final class Rows implements EventSink<List<Row>> {

    final List<Row> all = new ArrayList<>();

    @Override
    public List<Row> prepare(EventBlock block) {
      List<Row> rows = new ArrayList<>();
      for (int row = 0; row < block.rows(); row++) {
        rows.add(Row.of(block, row));
      }
      return rows;
    }

    @Override
    public void accept(List<Row> prepared) {
      all.addAll(prepared);
    }
  }

  private static List<Row> rows(SimulationConfig config, int threads) throws IOException {
    Rows rows = new Rows();
    Simulation.of(config).run(rows, threads);
    return rows.all;
  }

  @Nested
  class Determinism {

    @Test
    void any_number_of_threads_gives_the_same_events() throws IOException {
      assertThat(rows(BUSY, 4)).isEqualTo(rows(BUSY, 1));
    }

    @Test
    void the_first_event_never_changes() throws IOException {
      List<Row> rows = rows(SimulationConfig.defaults().withCustomers(10), 1);
      assertThat(rows.get(0).text())
          .isEqualTo(
              "O0000000000-1|C0000000000|2023-08-06T19:21:38Z|order|mobile_app|P0000000|Shoes"
                  + "|Rowan 4|2|1955|0|EUR|FR|eva.petrov0@example.net");
    }

    @Test
    void another_seed_gives_other_events() throws IOException {
      assertThat(rows(BUSY.withSeed(2), 2)).isNotEqualTo(rows(BUSY, 2));
    }

    @Test
    void more_customers_leave_the_first_as_they_were() throws IOException {
      List<Row> few = rows(BUSY.withCustomers(100), 1);
      assertThat(rows(BUSY.withCustomers(3_000), 2).subList(0, few.size())).isEqualTo(few);
    }

    @Test
    void page_views_and_the_horizon_leave_the_orders_as_they_were() throws IOException {
      SimulationConfig quiet = BUSY.withBehaviour(Behaviour.defaults()).withHorizon(Duration.ZERO);
      List<String> orders = rows(quiet, 2).stream().map(Row::text).toList();
      List<String> among =
          rows(BUSY, 2).stream()
              .filter(row -> row.type() != EventType.PAGE_VIEW)
              .map(Row::text)
              .toList();
      assertThat(among).isEqualTo(orders);
    }
  }

  @Nested
  class Order {

    @Test
    void each_customer_comes_in_order_of_time_and_counts_their_events() throws IOException {
      List<Row> rows = rows(BUSY, 2);
      for (int i = 1; i < rows.size(); i++) {
        Row before = rows.get(i - 1);
        Row row = rows.get(i);
        if (row.customer() == before.customer()) {
          assertThat(row.second()).isGreaterThanOrEqualTo(before.second());
          assertThat(row.position()).isEqualTo(before.position() + 1);
        } else {
          assertThat(row.customer()).isEqualTo(before.customer() + 1);
          assertThat(row.position()).isZero();
        }
      }
    }

    @Test
    void in_time_order_the_same_events_come_however_small_the_runs() throws IOException {
      List<Row> expected = new ArrayList<>(rows(BUSY, 2));
      expected.sort(
          Comparator.comparingLong(Row::second)
              .thenComparingLong(Row::customer)
              .thenComparingInt(Row::position));
      for (int eventsInMemory : new int[] {997, 20_000, 10_000_000}) {
        Rows rows = new Rows();
        SimulationTotals totals =
            Simulation.of(BUSY).runInTimeOrder(rows, 2, folder, eventsInMemory);
        assertThat(rows.all).isEqualTo(expected);
        assertThat(totals.rows()).isEqualTo(expected.size());
      }
    }

    @Test
    void spilled_files_are_gone_afterwards_also_after_a_failure() throws IOException {
      EventSink<Integer> failing =
          new EventSink<>() {
            @Override
            public Integer prepare(EventBlock block) {
              return block.rows();
            }

            @Override
            public void accept(Integer prepared) throws IOException {
              throw new IOException("Cannot write events.csv: no space left");
            }
          };
      assertThatThrownBy(() -> Simulation.of(BUSY).runInTimeOrder(failing, 2, folder, 1_000))
          .isInstanceOf(IOException.class)
          .hasMessage("Cannot write events.csv: no space left");
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files).isEmpty();
      }
    }
  }

  @Nested
  class Rules {

    @Test
    void all_events_lie_within_the_observation_and_no_two_are_equal() throws IOException {
      Set<String> seen = new HashSet<>();
      for (Row row : rows(BUSY, 2)) {
        assertThat(row.second())
            .isBetween(BUSY.start().getEpochSecond(), BUSY.end().getEpochSecond() - 1);
        assertThat(seen.add(row.text())).as(row.text()).isTrue();
      }
    }

    @Test
    void only_orders_bring_money_in_and_only_returns_take_it_out() throws IOException {
      for (Row row : rows(BUSY, 2)) {
        switch (row.type()) {
          case ORDER -> assertThat(row.cents()).isPositive();
          case RETURN -> assertThat(row.cents()).isNegative();
          default -> assertThat(row.cents()).isZero();
        }
      }
    }

    @Test
    void addresses_are_at_domains_that_nobody_can_own() throws IOException {
      assertThat(rows(BUSY, 2))
          .allSatisfy(
              row ->
                  assertThat(row.text()).matches(".*@(example\\.(com|org|net)|mail\\.invalid)$"));
    }

    @Test
    void totals_are_those_of_the_events() throws IOException {
      Rows rows = new Rows();
      SimulationTotals totals = Simulation.of(BUSY).run(rows, 2);
      assertThat(totals.rows()).isEqualTo(rows.all.size());
      assertThat(totals.orders()).isEqualTo(count(rows.all, EventType.ORDER));
      assertThat(totals.returns()).isEqualTo(count(rows.all, EventType.RETURN)).isPositive();
      assertThat(totals.pageViews()).isEqualTo(count(rows.all, EventType.PAGE_VIEW)).isPositive();
      assertThat(totals.orderCents() + totals.returnCents())
          .isEqualTo(rows.all.stream().mapToLong(Row::cents).sum());
    }

    @Test
    void the_truth_agrees_with_the_events() throws IOException {
      long[] orders = new long[(int) BUSY.customers()];
      long[] cents = new long[(int) BUSY.customers()];
      for (Row row : rows(BUSY, 2)) {
        if (row.type() == EventType.ORDER) {
          orders[(int) row.customer()]++;
          cents[(int) row.customer()] += row.cents();
        }
      }
      List<CustomerTruth> truths = new ArrayList<>();
      Simulation simulation = Simulation.of(BUSY);
      simulation.forEachTruth(2, truths::add);
      assertThat(truths).hasSize((int) BUSY.customers());
      for (CustomerTruth truth : truths) {
        int customer = (int) truth.customer();
        assertThat(truth.repeats() + 1).isEqualTo((int) orders[customer]);
        assertThat(Math.round(truth.spend() * 100)).isEqualTo(cents[customer]);
        if (!truth.aliveAtEnd()) {
          assertThat(truth.horizonPurchases()).isZero();
          assertThat(truth.aliveUntil()).isBeforeOrEqualTo(BUSY.end());
        }
      }
      assertThat(simulation.truth(42)).isEqualTo(truths.get(42));
    }

    private static long count(List<Row> rows, EventType type) {
      return rows.stream().filter(row -> row.type() == type).count();
    }
  }

  @Test
  void an_unknown_customer_is_refused() {
    assertThatThrownBy(() -> Simulation.of(BUSY).truth(5_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Unknown customer: 5000 (must be within [0, 5000))");
  }

  @Test
  void a_run_needs_a_thread() {
    assertThatThrownBy(() -> Simulation.of(BUSY).run(new Rows(), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid threads: 0 (must be >= 1)");
  }
}
