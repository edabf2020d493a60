// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.perennial.ingest.ColumnChoice;
import io.perennial.ingest.EventField;
import io.perennial.ingest.FileReading;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.IngestReport;
import io.perennial.ingest.Mapping;
import io.perennial.ingest.RowRules;
import io.perennial.ingest.SourceConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadInputTest {

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

  private static Mapping mapping() {
    return Mapping.of(
        Map.of(
            EventField.CUSTOMER, ColumnChoice.of("customer"),
            EventField.TIME, ColumnChoice.of("time"),
            EventField.ORDER_ID, ColumnChoice.of("order"),
            EventField.AMOUNT, ColumnChoice.of("amount")));
  }

  private static SourceConfig shop(String... files) {
    return SourceConfig.of("shop", List.of(files), mapping())
        .withRules(RowRules.defaults().withAllowQuarantined(1));
  }

  private static FileReading reading(char delimiter, String encoding) {
    return new FileReading(
        FileReading.Format.CSV,
        Optional.of(delimiter),
        Optional.empty(),
        Optional.of(encoding),
        Optional.empty(),
        Optional.empty());
  }

  private void refused(SourceConfig source, String message) {
    assertThatThrownBy(() -> workspace.ingest(source))
        .isInstanceOf(IngestException.class)
        .hasMessage(message);
  }

  @Nested
  class Files_that_cannot_be_read {

    @Test
    void a_missing_file() {
      refused(
          shop("orders.csv"),
          "Cannot read orders.csv: there is no such file (check sources.shop.files; paths are"
              + " relative to the workspace)");
    }

    @Test
    void a_glob_that_matches_nothing() {
      refused(
          shop("data/*.csv"),
          "Cannot find files for source shop: nothing matches data/*.csv (check"
              + " sources.shop.files; paths are relative to the workspace)");
    }

    @Test
    void an_empty_file() {
      workspace.bytes("orders.csv", new byte[0]);

      refused(
          shop("orders.csv"),
          "Cannot read orders.csv: the file is empty (write it again, or delete it)");
    }

    @Test
    void a_folder() throws IOException {
      Files.createDirectories(folder.resolve("orders"));

      refused(
          shop("orders"),
          "Cannot read orders: it is a folder (name its files, such as orders/*.csv)");
    }

    @Test
    void a_file_without_permission() throws IOException {
      workspace.file("orders.csv", HEADER, "ada,2025-01-01,o1,1");
      Files.setPosixFilePermissions(folder.resolve("orders.csv"), java.util.Set.of());
      assumeFalse(
          Files.isReadable(folder.resolve("orders.csv")), "Skipped: this user may read anything");

      refused(
          shop("orders.csv"),
          "Cannot read orders.csv: no permission (let this user read it: chmod u+r)");
    }

    @Test
    void text_that_is_called_gz() {
      workspace.file("orders.csv.gz", HEADER, "ada,2025-01-01,o1,1");

      refused(
          shop("orders.csv.gz"),
          "Cannot read orders.csv.gz: it is not gzip data (rename it without .gz if it is text, or"
              + " copy it again)");
    }

    @Test
    void a_gz_file_that_is_damaged() throws IOException {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
        gzip.write((HEADER + "\nada,2025-01-01,o1,1\n").getBytes(StandardCharsets.UTF_8));
      }
      byte[] bytes = packed.toByteArray();
      bytes[bytes.length - 8] ^= 1; // of the checksum
      workspace.bytes("orders.csv.gz", bytes);

      refused(
          shop("orders.csv.gz"),
          "Cannot read orders.csv.gz: its gzip data is damaged (copy it again)");
    }

    @Test
    void a_gz_file_that_is_cut_off() throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
        gzip.write(
            (HEADER + "\nada,2025-01-01,o1,1\n").repeat(50).getBytes(StandardCharsets.UTF_8));
      }
      workspace.bytes("orders.csv.gz", Arrays.copyOf(bytes.toByteArray(), bytes.size() - 12));

      refused(
          shop("orders.csv.gz"),
          "Cannot read orders.csv.gz: the file ends too early (copy it again)");
    }

    @Test
    void another_encoding_than_the_one_that_is_set() {
      workspace.file("orders.csv", StandardCharsets.ISO_8859_1, HEADER, "Jürgen,2025-01-01,o1,1");

      refused(
          shop("orders.csv").withReading(reading(',', "utf-8")),
          "Cannot read orders.csv: it is not utf-8 (byte 0xFC in line 2); set encoding: latin-1, or"
              + " leave it out");
    }
  }

  @Nested
  class Files_that_are_not_what_they_are_said_to_be {

    @Test
    void a_wrong_delimiter() {
      workspace.file("orders.csv", "customer;time;order;amount", "ada;2025-01-01;o1;1");

      refused(
          shop("orders.csv").withReading(reading(',', "utf-8")),
          "Cannot split orders.csv: it has one column, 'customer;time;order;amount' (check"
              + " sources.shop.delimiter: it looks like ';')");
    }

    @Test
    void an_unknown_column() {
      workspace.file("orders.csv", "customer_id,time,order,amount", "ada,2025-01-01,o1,1");

      refused(
          shop("orders.csv"),
          "Unknown column: 'customer' in sources.shop.columns.customer: orders.csv has customer_id,"
              + " time, order, amount (did you mean customer_id?)");
    }

    @Test
    void a_header_and_no_rows_is_said() {
      workspace.file("orders.csv", HEADER);

      assertThat(workspace.ingest(shop("orders.csv")).lines())
          .containsExactly(
              "shop",
              "  orders.csv: 0 rows = 0 kept + 0 duplicate + 0 quarantined",
              "orders.csv has a header and no rows: nothing was read from it",
              "all: 0 rows = 0 kept + 0 duplicate + 0 quarantined");
    }
  }

  @Nested
  class Rows_that_cannot_be_taken {

    private List<String> quarantined(String... rows) {
      String[] lines = new String[rows.length + 2];
      lines[0] = HEADER;
      lines[1] = "ada,2025-01-01 12:00,o0,1.50";
      System.arraycopy(rows, 0, lines, 2, rows.length);
      workspace.file("orders.csv", lines);
      IngestReport report = workspace.ingest(shop("orders.csv"));
      assertThat(report.read()).isEqualTo(rows.length + 1);
      return workspace.quarantine("file, line, field, value, reason, advice");
    }

    @Test
    void an_empty_customer() {
      assertThat(quarantined(",2025-01-01,o1,1", "  ,2025-01-01,o2,1"))
          .containsExactly(
              "orders.csv|2|customer|-|the customer is empty|fill it in, or set empty-customer:"
                  + " guest to make each order a customer of its own",
              "orders.csv|3|customer|-|the customer is empty|fill it in, or set empty-customer:"
                  + " guest to make each order a customer of its own");
    }

    @Test
    void dates_that_are_none() {
      assertThat(quarantined("bob,2025-02-30,o1,1", "bob,soon,o2,1", "bob,,o3,1"))
          .containsExactly(
              "orders.csv|2|time|2025-02-30|this is not a time in the source's format|mend it, or"
                  + " set time-format, such as dd.MM.yyyy HH:mm",
              "orders.csv|3|time|xxxx|this is not a time in the source's format|mend it, or set"
                  + " time-format, such as dd.MM.yyyy HH:mm",
              "orders.csv|4|time|-|the time is empty|fill it in");
    }

    @Test
    void dates_that_cannot_be_true() {
      assertThat(quarantined("bob,2999-12-31,o1,1", "bob,1900-01-01,o2,1"))
          .containsExactly(
              "orders.csv|2|time|2999-12-31|the time is too late to be true|mend it, or set a later"
                  + " latest",
              "orders.csv|3|time|1900-01-01|the time is too early to be true|mend it, or set an"
                  + " earlier earliest");
    }

    @Test
    void numbers_that_are_none() {
      assertThat(quarantined("bob,2025-01-02,o1,twelve", "bob,2025-01-02,o2,1.2.3"))
          .containsExactly(
              "orders.csv|2|amount|xxxxxx|this is not a number, or could be two|mend it, or set"
                  + " decimal-mark",
              "orders.csv|3|amount|1.2.3|this is not a number, or could be two|mend it, or set"
                  + " decimal-mark");
    }

    @Test
    void rows_with_too_few_or_too_many_fields() {
      assertThat(quarantined("bob,2025-01-02", "bob,2025-01-02,o2,1,x"))
          .containsExactly(
              "orders.csv|2|row|-|2 fields where 4 are expected|mend the line: its quotes and the"
                  + " number of its fields",
              "orders.csv|3|row|-|5 fields where 4 are expected|mend the line: its quotes and the"
                  + " number of its fields");
    }

    @Test
    void a_quote_that_is_not_closed_quarantines_its_line_and_swallows_no_other() {
      String quoted = "bob,2025-01-02,\"o1,2\",1";
      assertThat(quarantined(quoted, quoted, "bob,2025-01-02,\"o1,1", "cid,2025-01-03,o2,2"))
          .containsExactly(
              "orders.csv|4|row|-|a quoted field is not closed|mend the line: its quotes and the"
                  + " number of its fields");
    }

    @Test
    void a_type_that_is_unknown_or_empty_is_no_return_because_its_amount_is_negative() {
      workspace.file(
          "orders.csv",
          "customer,time,kind,amount",
          "ada,2025-01-01,order,-3",
          "ada,2025-01-02,chargeback,-5",
          "ada,2025-01-03,,-6");
      Mapping typed =
          Mapping.of(
              Map.of(
                  EventField.CUSTOMER, ColumnChoice.of("customer"),
                  EventField.TIME, ColumnChoice.of("time"),
                  EventField.TYPE, ColumnChoice.of("kind"),
                  EventField.AMOUNT, ColumnChoice.of("amount")));

      workspace.ingest(shop("orders.csv").withMapping(typed));

      assertThat(workspace.events("type, amount")).containsExactly("return|-3.0");
      assertThat(workspace.quarantine("line, field, value, reason"))
          .containsExactly(
              "2|type|chargeback|this is not a type of event", "3|type|-|the type is empty");
    }

    @Test
    void a_price_times_a_quantity_that_no_amount_can_hold_is_not_kept_without_money() {
      workspace.file(
          "orders.csv",
          "customer,time,price,units",
          "ada,2025-01-01,2.50,4",
          "ada,2025-01-02,99999999999,99999999999");
      Mapping multiplied =
          Mapping.of(
              Map.of(
                  EventField.CUSTOMER, ColumnChoice.of("customer"),
                  EventField.TIME, ColumnChoice.of("time"),
                  EventField.UNIT_PRICE, ColumnChoice.of("price"),
                  EventField.QUANTITY, ColumnChoice.of("units")));

      workspace.ingest(shop("orders.csv").withMapping(multiplied));

      assertThat(workspace.events("quantity, amount")).containsExactly("4.0|10.0");
      assertThat(workspace.quarantine("line, field, value, reason"))
          .containsExactly(
              "2|amount|99999999999 x 99999999999|unit price times quantity is more than an amount"
                  + " can be");
    }

    @Test
    void seconds_that_no_instant_can_hold_stop_their_row_alone() {
      workspace.file(
          "orders.csv", HEADER, "ada,1700000000,o1,1", "ada,1e300,o2,1", "ada,-1e18,o3,1");
      Mapping plain = mapping();
      Mapping epoch =
          new Mapping(
              plain.columns(),
              plain.constants(),
              plain.type(),
              plain.typeValues(),
              plain.returnPrefix(),
              Optional.of("epoch-seconds"),
              plain.zone(),
              plain.decimalMark(),
              plain.claims(),
              plain.properties());

      workspace.ingest(shop("orders.csv").withMapping(epoch));

      assertThat(workspace.events("occurred_at, order_id"))
          .containsExactly("2023-11-14T22:13:20Z|o1");
      assertThat(workspace.quarantine("line, field, value, reason"))
          .containsExactly(
              "2|time|1x300|this is not a time in the source's format",
              "3|time|-1x18|this is not a time in the source's format");
    }

    @Test
    void one_line_of_a_million_characters() {
      assertThat(quarantined("bob,2025-01-02," + "x".repeat(1_000_000) + ",1"))
          .singleElement()
          .asString()
          .startsWith("orders.csv|2|row|10000")
          .endsWith(
              "|the row is longer than 100,000 bytes|shorten its texts, or look for a quote"
                  + " that is not closed");
    }
  }

  @Nested
  class Numbers_as_people_write_them {

    private List<String> amounts(String... amounts) {
      String[] lines = new String[amounts.length + 1];
      lines[0] = "customer;time;order;amount";
      for (int i = 0; i < amounts.length; i++) {
        lines[i + 1] = "ada;2025-01-01 10:00:" + (10 + i) + ";o" + (10 + i) + ";" + amounts[i];
      }
      workspace.file("orders.csv", lines);
      workspace.ingest(shop("orders.csv"));
      return workspace.events("order_id, type, amount");
    }

    @Test
    void thousands_and_currency_signs_with_a_point() {
      assertThat(amounts("1,234.56", "$12.50", "EUR 7", "7.25 USD", "(3.10)", "1 000.5", "2,500"))
          .containsExactly(
              "o10|order|1234.56",
              "o11|order|12.5",
              "o12|order|7.0",
              "o13|order|7.25",
              "o14|return|-3.1",
              "o15|order|1000.5",
              "o16|order|2500.0");
    }

    @Test
    void thousands_and_currency_signs_with_a_comma() {
      assertThat(amounts("1.234,56", "12,50 €", "7", "-3,1", "1.000.000,00", "2.500"))
          .containsExactly(
              "o10|order|1234.56",
              "o11|order|12.5",
              "o12|order|7.0",
              "o13|return|-3.1",
              "o14|order|1000000.0",
              "o15|order|2500.0");
    }

    @Test
    void what_could_be_two_numbers_is_not_taken() {
      assertThat(amounts("5", "1,234")).containsExactly("o10|order|5.0");
      assertThat(workspace.quarantine("field, value, reason"))
          .containsExactly("amount|1,234|this is not a number, or could be two");
    }
  }

  @Test
  void personal_values_are_masked() {
    Mapping withIds =
        Mapping.of(
            Map.of(
                EventField.CUSTOMER, ColumnChoice.of("customer"),
                EventField.TIME, ColumnChoice.of("time"),
                EventField.EVENT_ID, ColumnChoice.of("order"),
                EventField.AMOUNT, ColumnChoice.of("amount")));
    workspace.file(
        "orders.csv",
        HEADER,
        "ada,2025-01-01,Ev-12,1",
        "ada,2025-01-01,Ev-12,1",
        "ada,2025-01-01,Ev-12,2");
    SourceConfig source = shop("orders.csv").withMapping(withIds);

    assertThat(workspace.ingest(source).lines())
        .contains("  orders.csv: 3 rows = 1 kept + 1 duplicate + 1 quarantined");
    assertThat(workspace.events("amount")).containsExactly("1.0");
    assertThat(workspace.quarantine("line, field, value, reason"))
        .containsExactly(
            "3|event_id|xx-99|another row has the same event id and says something else");
  }

  @Test
  void broken_rows_and_wrong_ones_are_counted_alike() {
    workspace.file(
        "orders.csv",
        HEADER,
        "ada,2025-01-01,o1",
        "bob,soon,o2,2",
        "",
        "bob,2025-01-03,o3,3",
        "bob,2025-01-03,o4,3",
        "bob,2025-01-04",
        "bob,late,o5,5");

    workspace.ingest(shop("orders.csv"));

    assertThat(workspace.quarantine("line, field"))
        .containsExactly("1|row", "2|time", "6|row", "7|time");
  }

  @Test
  void control_characters_do_not_reach_a_terminal() {
    workspace.file("orders.csv", HEADER, "bob,2025-01-01,o1,1\u001b[2J\u0000\u00857");

    List<String> lines = workspace.ingest(shop("orders.csv")).lines();

    assertThat(lines).anyMatch(line -> line.contains("'1\\u001b[2x\\u0000\\u00857'"));
    assertThat(String.join("", lines).chars()).noneMatch(Character::isISOControl);
    workspace.file("more.csv", "client\u001b[2J,time,order,amount", "bob,2025-01-01,o1,1");
    refused(
        shop("more.csv"),
        "Unknown column: 'customer' in sources.shop.columns.customer: more.csv has"
            + " client\\u001b[2J, time, order, amount");
  }

  /** The columns of the second row are shifted by one, those of the third by two. */
  @Test
  void a_name_where_a_number_or_a_time_should_be_is_masked() {
    workspace.file(
        "orders.csv",
        HEADER,
        "bob,Ada Lovelace,2025-01-01,1",
        "bob,2025-01-01,o2,ada@example.org",
        "bob,31 Feb 2025,o3,1",
        "bob,N/A,o4,1",
        "bob,2025-01-01,o5,12.5O");

    IngestReport report = workspace.ingest(shop("orders.csv"));

    assertThat(workspace.quarantine("line, field, value"))
        .containsExactly(
            "1|time|xxx xxxxxxxx",
            "2|amount|xxx@xxxxxxx.xxx",
            "3|time|31 xxx 2025",
            "4|time|N/A",
            "5|amount|12.5x");
    assertThat(report.lines().toString()).doesNotContainIgnoringCase("ada").doesNotContain("Love");
  }

  @Test
  void too_much_in_quarantine_is_said() {
    workspace.file("orders.csv", HEADER, "ada,2025-01-01,o1,1", ",2025-01-01,o1,1");

    IngestReport report =
        workspace.ingest(SourceConfig.of("shop", List.of("orders.csv"), mapping()));

    assertThat(report.complaints())
        .containsExactly(
            "shop: 50.0 % of its rows are in quarantine (allowed: 5.0 %). Look at them with perennial"
                + " quarantine, mend the file or the mapping and run again, or raise"
                + " sources.shop.allow-quarantined.");
  }
}
