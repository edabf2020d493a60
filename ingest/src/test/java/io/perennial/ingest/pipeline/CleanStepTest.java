// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.ingest.CleanConfig;
import io.perennial.ingest.CleanRule;
import io.perennial.ingest.ColumnChoice;
import io.perennial.ingest.EventField;
import io.perennial.ingest.Mapping;
import io.perennial.ingest.RowRules;
import io.perennial.ingest.SourceConfig;
import io.perennial.lake.Tables;
import io.perennial.lake.step.StepReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanStepTest {

  @TempDir Path folder;
  private Workspace workspace;

  @BeforeEach
  void open() {
    workspace = new Workspace(folder);
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  private static final String HEADER = "who,when,order,product,quantity,amount,words";

  private static SourceConfig source(String name) {
    return SourceConfig.of(
            name,
            List.of(name + ".csv"),
            new Mapping(
                Map.of(
                    EventField.CUSTOMER, ColumnChoice.of("who"),
                    EventField.TIME, ColumnChoice.of("when"),
                    EventField.ORDER_ID, ColumnChoice.of("order"),
                    EventField.PRODUCT_ID, ColumnChoice.of("product"),
                    EventField.QUANTITY, ColumnChoice.of("quantity"),
                    EventField.AMOUNT, ColumnChoice.of("amount")),
                Map.of(),
                "order",
                Map.of(),
                Optional.of("C"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of("words")))
        .withRules(RowRules.defaults().withIdenticalRows(RowRules.IdenticalRows.KEEP));
  }

  private StepReport clean(CleanConfig config) {
    return new CleanStep(config).run(workspace.context());
  }

  /** Order, product and rule of each flag, with the order that it leads to. */
  private List<String> flags() {
    workspace.engine().view("e", workspace.lake().table(Tables.EVENTS).scan());
    return workspace.rows(
        Tables.FLAGS,
        "SELECT e.order_id, e.product_id, t.rule, r.order_id, t.known_at FROM t"
            + " JOIN e ON e.event_id = t.event_id LEFT JOIN e r ON r.event_id = t.related_event_id"
            + " ORDER BY e.occurred_at, e.order_id, e.product_id, t.rule");
  }

  @Test
  void returns_lead_to_their_orders_and_whole_ones_are_reversed() {
    workspace.file(
        "shop.csv",
        HEADER,
        "ada,2025-03-01 10:00:00,100,P1,2,10,",
        "ada,2025-03-01 10:00:00,100,P2,1,3,",
        "ada,2025-03-01 10:30:00,C101,P2,-1,-3,",
        "ada,2025-03-05 10:00:00,102,P1,80995,404975,",
        "ada,2025-03-05 10:12:00,C103,P1,-80995,-404975,",
        "ada,2025-03-06 10:00:00,C104,P1,-1,-5,",
        "ada,2025-03-07 10:00:00,C105,P9,-1,-5,");
    workspace.ingest(source("shop"));

    StepReport report = clean(CleanConfig.defaults().withOff(Set.of(CleanRule.OUTLIER)));

    assertThat(flags())
        .containsExactly(
            "C101|P2|return-linked|100|2025-03-01T10:30:00Z",
            "102|P1|reversed|C103|2025-03-05T10:12:00Z",
            "C103|P1|return-linked|102|2025-03-05T10:12:00Z",
            "C103|P1|reversed|102|2025-03-05T10:12:00Z",
            "C104|P1|return-linked|102|2025-03-06T10:00:00Z",
            "C105|P9|return-unlinked|-|2025-03-07T10:00:00Z");
    assertThat(report.message())
        .isEqualTo("7 events, 6 flags: return-linked 3, reversed 2, return-unlinked 1");
    assertThat(report.figures()).containsEntry("flagged_reversed", 2.0);
  }

  @Test
  void orders_that_are_told_twice_are_flagged_and_days_are_not_moments() {
    workspace.file(
        "shop.csv",
        HEADER,
        "ada,2025-03-01 10:00:00,100,P1,2,10,",
        "ada,2025-03-01 10:00:20,101,P1,2,10,",
        "bob,2025-03-01,200,P1,2,10,",
        "bob,2025-03-01,201,P1,2,10,",
        "bob,2025-03-01,,P1,2,10,",
        "bob,2025-03-01,,P1,2,10,",
        "cem,2025-03-02 10:00:00,300,P1,2,10,",
        "cem,2025-03-02 10:00:00,300,P2,1,4,");
    workspace.file(
        "till.csv",
        HEADER,
        "card7,2025-03-02 10:04:00,300,P1,2,10,",
        "card7,2025-03-02 10:04:00,300,P2,1,4,");
    workspace.ingest(source("shop"), source("till"));

    clean(CleanConfig.defaults());

    assertThat(flags())
        .containsExactly(
            "101|P1|repeated|100|2025-03-01T10:00:20Z",
            "300|P1|repeated|300|2025-03-02T10:04:00Z",
            "300|P2|repeated|300|2025-03-02T10:04:00Z");
  }

  @Test
  void an_order_called_off_and_entered_again_counts_once() {
    workspace.file(
        "shop.csv",
        HEADER,
        "ada,2025-03-01 10:00:00,100,P1,2,10,",
        "ada,2025-03-01 10:00:00,100,POST,1,3,",
        "ada,2025-03-01 10:01:00,C101,P1,-2,-10,",
        "ada,2025-03-01 10:01:30,102,P1,2,10,",
        "ada,2025-03-01 10:01:30,102,POST,1,3,",
        "ada,2025-03-01 10:01:40,103,P1,2,10,",
        "ada,2025-03-01 10:01:40,103,POST,1,3,");
    workspace.ingest(source("shop"));

    clean(CleanConfig.defaults().withOff(Set.of(CleanRule.CHARGE)));

    assertThat(flags())
        .containsExactly(
            "100|P1|reversed|C101|2025-03-01T10:01:00Z",
            "C101|P1|return-linked|100|2025-03-01T10:01:00Z",
            "C101|P1|reversed|100|2025-03-01T10:01:00Z",
            "103|P1|repeated|102|2025-03-01T10:01:40Z",
            "103|POST|repeated|102|2025-03-01T10:01:40Z");
  }

  @Test
  void returns_with_numbers_of_their_own_are_of_what_their_customer_bought() {
    workspace.file(
        "shop.csv",
        HEADER,
        "ada,2025-03-01 10:00:00,1001,P1,2,10,",
        "bob,2025-03-01 11:00:00,1002,P1,2,10,",
        "cem,2025-03-01 12:00:00,1003,P2,2,8,",
        "bob,2025-03-05 10:00:00,CRMA-1001,P1,-2,-10,",
        "dan,2025-03-05 11:00:00,CRMA-1003,P2,-2,-8,");
    workspace.ingest(source("shop"));

    clean(CleanConfig.defaults());

    assertThat(flags())
        .containsExactly(
            "1002|P1|reversed|CRMA-1001|2025-03-05T10:00:00Z",
            "CRMA-1001|P1|return-linked|1002|2025-03-05T10:00:00Z",
            "CRMA-1001|P1|reversed|1002|2025-03-05T10:00:00Z",
            "CRMA-1003|P2|return-unlinked|-|2025-03-05T11:00:00Z");
  }

  @Test
  void where_returns_name_their_order_one_that_is_not_known_is_of_nothing_else() {
    workspace.file(
        "shop.csv",
        HEADER,
        "ada,2025-03-01 10:00:00,1001,P1,2,10,",
        "ada,2025-03-02 10:00:00,1002,P1,2,10,",
        "bob,2025-03-03 10:00:00,1003,P2,1,4,",
        "guest-1003,2025-03-04 10:00:00,C1003,P2,-1,-4,",
        "ada,2025-03-05 10:00:00,C1001,P1,-2,-10,",
        "ada,2025-03-06 10:00:00,C9001,P1,-2,-10,");
    workspace.ingest(source("shop"));

    clean(CleanConfig.defaults().withOff(Set.of(CleanRule.REVERSED)));

    assertThat(flags())
        .containsExactly(
            "C1003|P2|return-linked|1003|2025-03-04T10:00:00Z",
            "C1001|P1|return-linked|1001|2025-03-05T10:00:00Z",
            "C9001|P1|return-unlinked|-|2025-03-06T10:00:00Z");
  }

  @Test
  void a_product_is_a_test_since_it_is_called_so_and_only_if_it_always_is() {
    workspace.file(
        "shop.csv",
        HEADER.replace("words", "title"),
        "ada,2025-03-01 10:00:00,100,P1,1,10,",
        "ada,2025-03-02 10:00:00,101,P1,1,10,Test product",
        "ada,2025-03-03 10:00:00,102,P1,1,10,test item",
        "ada,2025-03-01 10:00:00,103,P2,1,10,Test 1",
        "ada,2025-03-02 10:00:00,104,P2,1,10,Mug",
        "ada,2025-03-03 10:00:00,105,P2,1,10,Test 3");
    workspace.ingest(
        source("shop").withMapping(source("shop").mapping().withProperties(List.of("title"))));

    clean(CleanConfig.defaults());

    assertThat(flags())
        .containsExactly(
            "100|P1|test|-|2025-03-02T10:00:00Z",
            "101|P1|test|-|2025-03-02T10:00:00Z",
            "102|P1|test|-|2025-03-03T10:00:00Z");
  }

  @Test
  void what_is_no_product_is_flagged_and_rules_can_be_off() {
    workspace.file(
        "shop.csv",
        HEADER,
        "ada,2025-03-01 10:00:00,100,POST,1,5,POSTAGE",
        "ada,2025-03-01 10:00:00,100,M,1,5,x",
        "ada,2025-03-02 10:00:00,101,P1,1,0,x",
        "test-7,2025-03-03 10:00:00,102,P1,1,4,x");
    workspace.ingest(source("shop"));

    clean(CleanConfig.defaults());

    assertThat(flags())
        .containsExactly(
            "100|POST|charge|-|2025-03-01T10:00:00Z",
            "101|P1|zero-price|-|2025-03-02T10:00:00Z",
            "102|P1|test|-|2025-03-03T10:00:00Z");
    clean(CleanConfig.defaults().withOff(Set.of(CleanRule.CHARGE, CleanRule.TEST)));
    assertThat(flags()).containsExactly("101|P1|zero-price|-|2025-03-02T10:00:00Z");
    clean(CleanConfig.defaults().withOff(Set.of(CleanRule.values())));
    assertThat(flags()).isEmpty();
  }

  @Test
  void an_empty_lake_has_no_flags() {
    assertThat(clean(CleanConfig.defaults()).message()).isEqualTo("0 events, 0 flags");
  }
}
