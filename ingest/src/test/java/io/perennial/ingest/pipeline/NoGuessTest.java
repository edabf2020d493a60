// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.ingest.ColumnChoice;
import io.perennial.ingest.EventField;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.Mapping;
import io.perennial.ingest.RowRules;
import io.perennial.ingest.SourceConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What could mean two things is asked, not guessed; money is what price times quantity is. */
class NoGuessTest {

  private static final String HEADER = "customer,time,order,amount";

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

  private static SourceConfig shop(String... files) {
    return SourceConfig.of(
            "shop",
            List.of(files),
            Mapping.of(
                Map.of(
                    EventField.CUSTOMER, ColumnChoice.of("customer"),
                    EventField.TIME, ColumnChoice.of("time"),
                    EventField.ORDER_ID, ColumnChoice.of("order"),
                    EventField.AMOUNT, ColumnChoice.of("amount"))))
        .withRules(RowRules.defaults().withAllowQuarantined(1));
  }

  @Test
  void a_day_that_could_be_a_month_is_asked() {
    workspace.file("mar.csv", HEADER, "ada,05/05/2025,o1,1", "ada,05/03/2025,o2,1");

    assertThatThrownBy(() -> workspace.ingest(shop("mar.csv")))
        .isInstanceOf(IngestException.class)
        .hasMessage(
            "Cannot tell day from month in mar.csv, column time: 05/03/2025 in row 2 is 2025-03-05"
                + " or 2025-05-03, and no other time decides (set sources.shop.time-format:"
                + " '%d/%m/%Y' or '%m/%d/%Y')");
    assertThat(workspace.events("order_id")).isEmpty();
  }

  @Test
  void another_file_of_the_source_can_say_which_is_the_day() {
    workspace.file("jan.csv", HEADER + ",note", "ada,28/01/2025,o1,1,x");
    workspace.file("mar.csv", HEADER, "ada,05/03/2025,o2,1");

    workspace.ingest(shop("jan.csv", "mar.csv"));

    assertThat(workspace.events("occurred_at"))
        .containsExactly("2025-01-28T00:00:00Z", "2025-03-05T00:00:00Z");
  }

  @Test
  void a_day_beside_iso_times_is_asked_as_well() {
    workspace.file("mar.csv", HEADER, "ada,2025-03-01,o1,1", "ada,05/03/2025,o2,1");

    assertThatThrownBy(() -> workspace.ingest(shop("mar.csv")))
        .hasMessageStartingWith(
            "Cannot tell day from month in mar.csv, column time: 05/03/2025 in");
  }

  @Test
  void a_point_that_could_group_thousands_is_asked() {
    workspace.file("feb.csv", HEADER, "ada,2025-02-01,o1,7", "ada,2025-02-02,o2,1.234");

    assertThatThrownBy(() -> workspace.ingest(shop("feb.csv")))
        .isInstanceOf(IngestException.class)
        .hasMessage(
            "Cannot tell the decimal mark of feb.csv, column amount: 1.234 in row 2 is 1234 or"
                + " 1.234, and no other number decides (set sources.shop.decimal-mark: '.' or"
                + " ',')");
  }

  @Test
  void thousands_in_every_row_are_asked_and_not_read_as_ones() {
    StringBuilder points = new StringBuilder("customer;time;order;amount");
    StringBuilder commas = new StringBuilder(HEADER);
    for (int i = 10; i < 30; i++) {
      points.append("\nada;2025-02-").append(i).append(";o").append(i).append(";2.000");
      commas.append("\nada,2025-02-").append(i).append(",o").append(i).append(",\"2,000\"");
    }
    workspace.file("points.csv", points.toString().replace("02-29", "03-01"));
    workspace.file("commas.csv", commas.toString().replace("02-29", "03-01"));

    assertThatThrownBy(() -> workspace.ingest(shop("points.csv")))
        .hasMessageStartingWith(
            "Cannot tell the decimal mark of points.csv, column amount: 2.000 in row 1 is 2000 or"
                + " 2.000");
    assertThatThrownBy(() -> workspace.ingest(shop("commas.csv")))
        .hasMessageStartingWith(
            "Cannot tell the decimal mark of commas.csv, column amount: 2,000 in row 1 is 2000 or"
                + " 2.000");
    assertThat(workspace.events("amount")).isEmpty();
  }

  @Test
  void points_and_commas_that_both_could_group_are_asked() {
    workspace.file(
        "feb.csv",
        "customer;time;order;amount",
        "ada;2025-02-01;o1;2,000",
        "ada;2025-02-02;o2;1.000");

    assertThatThrownBy(() -> workspace.ingest(shop("feb.csv")))
        .hasMessageStartingWith("Cannot tell the decimal mark of feb.csv, column amount: 2,000 in");
  }

  @Test
  void another_file_of_the_source_can_say_what_the_mark_is() {
    workspace.file("jan.csv", "customer;time;order;amount", "ada;2025-01-01;o1;1.234,50");
    workspace.file("feb.csv", HEADER, "ada,2025-02-02,o2,1.234");

    workspace.ingest(shop("jan.csv", "feb.csv"));

    assertThat(workspace.events("amount")).containsExactly("1234.5", "1234.0");
  }

  private static SourceConfig marked(char mark) {
    Mapping plain = shop("feb.csv").mapping();
    return shop("feb.csv")
        .withMapping(
            new Mapping(
                plain.columns(),
                plain.constants(),
                plain.type(),
                plain.typeValues(),
                plain.returnPrefix(),
                plain.timeFormat(),
                plain.zone(),
                Optional.of(mark),
                plain.claims(),
                plain.properties()));
  }

  @Test
  void another_decimal_mark_does_not_double_what_is_in() {
    workspace.file("feb.csv", "customer;time;order;amount", "ada;2025-02-02;o2;1.234");
    workspace.ingest(marked('.'));

    assertThatThrownBy(() -> workspace.ingest(marked(',')))
        .hasMessageStartingWith(
            "Cannot read feb.csv again: it is in the lake under another mapping");
    workspace.again(Set.of("shop"), marked(','));

    assertThat(workspace.events("amount")).containsExactly("1234.0");
  }

  @Test
  void numbers_without_a_mark_may_be_joined_by_others_with_any() {
    String head = "customer;time;order;amount";
    workspace.file("feb.csv", head, "ada;2025-02-02;o2;7");
    workspace.ingest(shop("feb.csv"));
    workspace.file("feb.csv", head, "ada;2025-02-02;o2;7", "ada;2025-02-03;o3;7,5");

    workspace.ingest(shop("feb.csv"));
    workspace.ingest(marked(','));

    assertThat(workspace.events("amount")).containsExactly("7.0", "7.5");
  }

  @Test
  void three_decimals_after_a_zero_are_decimals() {
    workspace.file("feb.csv", HEADER, "ada,2025-02-01,o1,0.750", "ada,2025-02-02,o2,1.250");

    workspace.ingest(shop("feb.csv"));

    assertThat(workspace.events("amount")).containsExactly("0.75", "1.25");
  }

  @Test
  void price_times_quantity_is_rounded_once_and_at_the_end() {
    workspace.file(
        "lines.csv",
        "customer,time,order,units,price",
        "ada,2025-01-01,o1,2,0.12345",
        "ada,2025-01-02,o2,10000,0.00005",
        "ada,2025-01-03,o3,1,1.00005",
        "ada,2025-01-04,o4,-0.5,$0.3",
        "ada,2025-01-05,o5,99999999999,99999999999",
        "ada,2025-01-06,o6,NaN,3",
        "ada,2025-01-07,o7,3,NULL",
        "ada,2025-01-08,o8,,");
    Mapping mapping =
        Mapping.of(
            Map.of(
                EventField.CUSTOMER, ColumnChoice.of("customer"),
                EventField.TIME, ColumnChoice.of("time"),
                EventField.ORDER_ID, ColumnChoice.of("order"),
                EventField.QUANTITY, ColumnChoice.of("units"),
                EventField.UNIT_PRICE, ColumnChoice.of("price")));

    workspace.ingest(shop("lines.csv").withMapping(mapping));

    assertThat(workspace.events("order_id, amount"))
        .containsExactly("o1|0.2469", "o2|0.5", "o3|1.0001", "o4|-0.15", "o8|-");
    assertThat(workspace.quarantine("line, field"))
        .containsExactly("5|amount", "6|quantity", "7|unit_price");
  }
}
