// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.domain.Purpose;
import io.perennial.governance.Permit;
import io.perennial.serve.Paging;
import io.perennial.serve.Refusal;
import io.perennial.serve.answer.CustomerList.CustomerRow;
import io.perennial.serve.answer.CustomerView.EventRow;
import io.perennial.serve.answer.PersonalAnswers.ClaimRow;
import io.perennial.serve.answer.ValueAnswers.LorenzPoint;
import io.perennial.serve.answer.ValueAnswers.ValueBar;
import io.perennial.serve.answer.ValueAnswers.ValueDistribution;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswersTest {

  private static final Paging USUAL = new Paging(Paging.USUAL, Optional.empty());
  private static final Permit PERMIT =
      new Permit("test", Purpose.SERVICE, Instant.parse("2030-01-01T00:00:00Z"));

  @TempDir static Path folder;
  private static ServedShop shop;
  private static Answers answers;

  @BeforeAll
  static void open() {
    shop = ServedShop.in(folder.resolve("shop"));
    answers = Answers.open(shop);
  }

  @AfterAll
  static void close() {
    answers.close();
    shop.close();
  }

  private static List<String> all(CustomerFilter filter, int limit) {
    List<String> ids = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Page<CustomerRow> page = answers.list().page(filter, new Paging(limit, cursor));
      page.items().forEach(row -> ids.add(row.customerId()));
      assertThat(page.total()).isEqualTo(answers.list().page(filter, USUAL).total());
      cursor = page.nextCursor();
    } while (cursor.isPresent());
    return ids;
  }

  @Test
  void all_pages_together_are_the_whole_list_once_in_whatever_order() {
    for (String sort : CustomerFilter.SORTS) {
      CustomerFilter filter = CustomerFilter.all().sortedBy(sort);
      List<String> pages = all(filter, 17);

      assertThat(pages)
          .as(sort)
          .hasSize(ServedShop.CUSTOMERS)
          .doesNotHaveDuplicates()
          .isEqualTo(all(filter, 500));
    }
    assertThat(all(CustomerFilter.all(), 500).subList(0, 2)).containsExactly("4000", "9000");
    assertThat(all(CustomerFilter.all(), 500)).endsWith("60000");
  }

  @Test
  void filters_leave_those_who_pass_all_of_them() {
    CustomerFilter filter =
        new CustomerFilter(
            Optional.empty(),
            Optional.of("rfm"),
            Optional.of("Loyal"),
            Optional.of("A"),
            OptionalDouble.of(40),
            OptionalDouble.of(0.3),
            "customer_id");

    // even, 4 modulo 5, up to 30
    assertThat(all(filter, 2)).containsExactly("4000", "14000", "24000");
  }

  @Test
  void a_cursor_goes_on_with_its_own_question_alone() {
    Paging first = new Paging(5, Optional.empty(), "/customers\ntier=A");
    Optional<String> cursor = answers.list().page(CustomerFilter.all(), first).nextCursor();

    assertThatThrownBy(
            () ->
                answers
                    .list()
                    .page(CustomerFilter.all(), new Paging(5, cursor, "/customers\ntier=B")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("begin again");
    assertThat(
            answers
                .list()
                .page(CustomerFilter.all(), new Paging(9, cursor, "/customers\ntier=A"))
                .items())
        .hasSize(9);
  }

  @Test
  void the_timeline_is_all_that_happened_also_beyond_what_the_index_has() {
    answers.index(folder.resolve("index"), () -> false);
    List<EventRow> events = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Page<EventRow> page = answers.customers().timeline(1000, new Paging(40, cursor));
      events.addAll(page.items());
      cursor = page.nextCursor();
    } while (cursor.isPresent());

    assertThat(events).hasSize(ServedShop.EVENTS_OF_FIRST).doesNotHaveDuplicates();
    assertThat(events)
        .extracting(EventRow::occurredAt)
        .isSortedAccordingTo((a, b) -> b.compareTo(a));
    assertThat(answers.customers().view(1000).timeline()).isEqualTo(events.subList(0, 20));
  }

  @Test
  void decisions_are_all_that_were_taken_also_beyond_what_the_index_has() {
    answers.index(folder.resolve("index"), () -> false);
    List<CustomerView.DecisionRow> decisions = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Page<CustomerView.DecisionRow> page =
          answers.customers().decisions(60_000, new Paging(25, cursor));
      assertThat(page.items()).hasSizeBetween(1, 25);
      decisions.addAll(page.items());
      cursor = page.nextCursor();
    } while (cursor.isPresent());

    assertThat(decisions).hasSize(ServedShop.DECISIONS_OF_LAST).doesNotHaveDuplicates();
    assertThat(decisions)
        .extracting(CustomerView.DecisionRow::asOf)
        .isSortedAccordingTo((a, b) -> b.compareTo(a));
  }

  @Test
  void the_index_says_of_a_customer_what_the_tables_say() {
    try (Answers slow = Answers.open(shop)) {
      answers.index(folder.resolve("index"), () -> false);
      for (long customer : new long[] {1000, 3000, 10_000}) {
        assertThat(answers.customers().view(customer))
            .as("customer " + customer)
            .isEqualTo(slow.customers().view(customer));
      }
    }
    CustomerView view = answers.customers().view(3000);
    assertThat(view.identity().records()).hasSize(2);
    assertThat(view.totals())
        .singleElement()
        .satisfies(row -> assertThat(row.events()).isEqualTo(3));
    assertThat(view.scorecard().nextAction()).isEqualTo("win-back by email");
    assertThat(view.recommendations())
        .containsExactly(new CustomerView.CandidateRow("win-back", 2.0, 0.5, 0.75));
    assertThat(view.products())
        .extracting(CustomerView.ProductRow::productId)
        .containsExactly("p1", "p2");
    assertThat(answers.customers().view(1000).identity().household()).containsExactly("2000");
    assertThat(answers.customers().features(List.of(3000L, 77L), List.of("spend_total")))
        .containsExactly(
            new CustomerAnswers.FeatureRow("3000", Map.of("spend_total", (Object) 4.5)));
    assertThatThrownBy(() -> answers.customers().view(77))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("Unknown customer");
  }

  @Test
  void value_is_spread_as_the_customers_have_it() {
    ValueDistribution spread = answers.values().distribution();

    // 54 customers of 0, 10, 20, 30, 40: six of ten tens have no 0
    assertThat(spread.valued()).isEqualTo(54);
    assertThat(spread.total()).isEqualTo(1200);
    assertThat(spread.histogram().stream().mapToLong(ValueBar::customers).sum()).isEqualTo(54);
    assertThat(spread.histogram().stream().mapToDouble(ValueBar::value).sum()).isEqualTo(1200);
    assertThat(spread.lorenz().get(spread.lorenz().size() - 1)).isEqualTo(new LorenzPoint(1, 1));
    // twice the area between the Lorenz curve, by its points, and equality
    double area = 0;
    for (int i = 1; i < spread.lorenz().size(); i++) {
      LorenzPoint a = spread.lorenz().get(i - 1);
      LorenzPoint b = spread.lorenz().get(i);
      area += (b.customers() - a.customers()) * (a.value() + b.value()) / 2;
    }
    assertThat(spread.gini()).isCloseTo(1 - 2 * area, within(0.002));
  }

  @Test
  void what_changed_is_told_with_the_share_of_each_part() {
    PortfolioAnswers.Portfolio portfolio = answers.portfolio().portfolio();

    assertThat(portfolio.figures()).hasSize(1);
    assertThat(portfolio.changes())
        .extracting(row -> row.name() + " " + row.change() + " " + row.share())
        .containsExactly("A 15.0 1.5", "B -5.0 -0.5");
  }

  @Test
  void personal_data_is_masked_for_whoever_has_no_permit() {
    assertThat(answers.personal().masked(7000).claims())
        .extracting(ClaimRow::value)
        .containsExactly("xxx9@xxxxxxx.xxx");
    assertThat(answers.personal().of(7000, PERMIT).claims())
        .containsExactly(
            new ClaimRow(
                "7000",
                "shop",
                "email",
                "ada7@example.org",
                Instant.parse("2026-01-01T00:00:00Z"),
                null,
                "recent"));
    assertThat(answers.personal().customersOf(" Ada7@Example.org", PERMIT)).containsExactly(7000L);
    assertThat(answers.personal().customersOfId(3001)).containsExactly(3000L);
    assertThat(answers.personal().customersOfKey("3001", PERMIT)).containsExactly(3000L);
  }

  @Test
  void an_export_has_all_rows_and_no_personal_data() throws IOException {
    ByteArrayOutputStream csv = new ByteArrayOutputStream();
    answers.exports().write(answers.exports().table("claims"), Exports.Format.CSV, csv);
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    ByteArrayOutputStream events = new ByteArrayOutputStream();
    answers.exports().write(answers.exports().table("events"), Exports.Format.CSV, events);
    long rows =
        answers.exports().write(answers.exports().table("links"), Exports.Format.NDJSON, json);

    assertThat(csv.toString(StandardCharsets.UTF_8))
        .startsWith("record_id,source,attribute,seen_at,batch_id,flag\n1000,shop,email,")
        .doesNotContain("example.org");
    assertThat(events.toString(StandardCharsets.UTF_8).lines().findFirst().orElseThrow())
        .contains("event_id", "amount", "batch_id")
        .doesNotContain("properties", "text");
    assertThat(json.toString(StandardCharsets.UTF_8).lines()).hasSize((int) rows);
    assertThat(json.toString(StandardCharsets.UTF_8)).contains("{\"record_id\":\"3001\",");
  }

  @Test
  void a_segment_has_its_members_and_what_they_are_worth() {
    SegmentAnswers.SegmentRow loyal = answers.segments().profile("rfm", "Loyal").segment();

    // even numbers that no ten divides: 12 of each of 10 x 0..4 without the tens
    assertThat(loyal.valued()).isEqualTo(24);
    assertThat(loyal.value()).isEqualTo(600);
    assertThatThrownBy(() -> answers.segments().profile("rfm", "Gold"))
        .hasMessage("Unknown segment of scheme rfm (there are Lost, Loyal)");
  }
}
