// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.config.ConfigException;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.IngestReport;
import io.perennial.lake.Tables;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a mapping can say beside the names of columns. */
class MappingTest {

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

  private static final String SHOP =
      """
      sources:
        shop:
          files: shop.csv
          columns:
            customer: "= lower(mail)"
            time: "= coalesce(paid, made)"
            order-id: no
            amount: "= total - coalesce(number(rebate), 0)"
            channel: "= case when till <> '' then 'store' else 'web' end"
          claims:
            email: "= trim(lower(mail))"
            name: "= concat_ws(' ', `first name`, `last name`)"
          properties:
            note: remark
            net: "= round(number(total) / 1.19, 2)"
          constants:
            brand: "= upper(substr(no, 1, 1))"
            category: shoes
      """;

  private void shopFile(String... rows) {
    String[] lines = new String[rows.length + 1];
    lines[0] = "no,mail,paid,made,total,rebate,till,first name,last name,remark";
    System.arraycopy(rows, 0, lines, 1, rows.length);
    workspace.file("shop.csv", lines);
  }

  @Nested
  class Expressions {

    @Test
    void fields_claims_and_properties_are_computed() {
      shopFile(
          "a1,Ada@X.org,,2025-03-01 10:00:00,119.00,,,Ada,King,\"say \"\"hi\"\"\"",
          "b2,bob@x.org,2025-03-03,2025-03-02,20,0.5,7,Bob,,");

      IngestReport report = workspace.ingest(Sources.of(SHOP));

      assertThat(report.summary()).isEqualTo("all: 2 rows = 2 kept + 0 duplicate + 0 quarantined");
      assertThat(
              workspace.events(
                  "occurred_at, order_id, amount, channel, brand, category, properties"))
          .containsExactly(
              "2025-03-01T10:00:00Z|a1|119.0|web|A|shoes|{\"net\":\"100\",\"note\":\"say \\\"hi\\\"\"}",
              "2025-03-03T00:00:00Z|b2|19.5|store|B|shoes|{\"net\":\"16.81\"}");
      assertThat(
              workspace.rows(
                  Tables.CLAIMS, "SELECT attribute, value FROM t ORDER BY attribute, value"))
          .containsExactly(
              "email|ada@x.org",
              "email|bob@x.org",
              "key|ada@x.org",
              "key|bob@x.org",
              "name|Ada King",
              "name|Bob");
    }

    @Test
    void a_text_that_is_no_number_where_one_is_needed_goes_to_quarantine() {
      shopFile(
          "a1,ada@x.org,2025-03-01,,ten,,,,,",
          "a2,ada@x.org,2025-03-01,,10,five,,,,",
          "a3,ada@x.org,2025-03-01,,,,,,,",
          "a4,ada@x.org,2025-03-01,,10,n/a,,,,");

      IngestReport report = workspace.ingest(Sources.of(SHOP));

      assertThat(report.summary()).isEqualTo("all: 4 rows = 2 kept + 0 duplicate + 2 quarantined");
      assertThat(workspace.quarantine("line, field, value, reason"))
          .containsExactly(
              "1|amount|xxx|this is not a number, or could be two",
              "2|amount|xxxx|this is not a number, or could be two");
      assertThat(workspace.events("order_id, amount")).containsExactly("a3|-", "a4|10.0");
    }

    @Test
    void numbers_are_read_by_the_decimal_mark_that_the_files_tell() {
      workspace.file(
          "shop.csv",
          "who;day;gross;net",
          "ada;2025-03-01;1.234,50;1.000,25",
          "bob;2025-03-02;2,5;1");

      workspace.ingest(
          Sources.of(
              """
              sources:
                shop:
                  files: shop.csv
                  columns: {customer: who, time: day, amount: "= gross - net"}
              """));

      assertThat(workspace.events("amount")).containsExactly("234.25", "1.5");
    }

    @Test
    void lines_of_json_may_lack_a_column_with_a_question_mark() {
      workspace.file(
          "shop.jsonl",
          "{\"user\":{\"id\":\"u1\"},\"at\":\"2025-03-01\",\"money\":5}",
          "{\"user\":{\"id\":\"u2\",\"mail\":\"m@x.org\"},\"at\":\"2025-03-02\"}");

      workspace.ingest(
          Sources.of(
              """
              sources:
                shop:
                  files: shop.jsonl
                  columns:
                    customer: "= coalesce(user.id, anonymous_id)"
                    time: at
                    amount: "= money - tax?"
                    cost: "= coalesce(number(shipping.cost?), 1) + 1"
                  claims: {email: user.mail}
              """));

      assertThat(workspace.events("amount, cost")).containsExactly("-|2.0", "-|2.0");
    }

    @Test
    void a_column_that_no_file_has_is_named_with_what_is_near() {
      shopFile("a1,ada@x.org,2025-03-01,,10,,,,,");

      assertThatThrownBy(() -> workspace.ingest(Sources.of(SHOP.replace("(rebate)", "(rebaet)"))))
          .isInstanceOf(IngestException.class)
          .hasMessageContaining("Unknown column: 'rebaet' in sources.shop.columns.amount")
          .hasMessageContaining("did you mean rebate?");
    }

    @Test
    void what_is_wrong_with_an_expression_is_told_with_its_place_in_the_file() {
      assertThatThrownBy(() -> Sources.of(SHOP.replace("upper(", "uper(")))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("perennial.yaml")
          .hasMessageContaining("sources.shop.constants")
          .hasMessageContaining("unknown function uper; did you mean upper?, at character 1");
    }
  }

  @Nested
  class Rows_that_are_left_out {

    private static final String ONLY =
        """
        sources:
          shop:
            files: shop.csv
            columns: {customer: who, time: day, amount: money}
            only: "= state <> 'draft' and number(money) > 0"
        """;

    @Test
    void rows_are_left_out_and_counted() {
      workspace.file(
          "shop.csv",
          "who,day,money,state",
          "ada,2025-03-01,5,paid",
          "ada,2025-03-02,5,draft",
          "ada,2025-03-03,5,",
          "ada,2025-03-04,0,paid",
          "ada,nonsense,0,paid",
          "ada,nonsense,1,paid",
          "ada,2025-03-01,5,paid");

      IngestReport report = workspace.ingest(Sources.of(ONLY));

      assertThat(report.summary())
          .isEqualTo("all: 7 rows = 1 kept + 1 duplicate + 1 quarantined + 4 left out");
      assertThat(report.leftOut()).isEqualTo(4);
      assertThat(workspace.events("occurred_at, amount"))
          .containsExactly("2025-03-01T00:00:00Z|5.0");
      assertThat(
              workspace.rows(
                  Tables.INGESTED_FILES,
                  "SELECT rows_read, rows_kept, rows_duplicate, rows_quarantined, rows_left_out"
                      + " FROM t"))
          .containsExactly("7|1|1|1|4");
      assertThat(report.complaints()).as("of the three rows that were to be taken").hasSize(1);
    }

    @Test
    void a_file_without_the_column_that_decides_is_not_read() {
      workspace
          .file("shop.csv", "who,day,money,state", "ada,2025-03-01,5,paid")
          .file("other.csv", "who,day,money", "bob,2025-03-01,5");

      IngestReport report =
          workspace.ingest(Sources.of(ONLY.replace("shop.csv", "[shop.csv, other.csv]")));

      assertThat(report.notRead()).singleElement().asString().contains("other.csv: Unknown column");
      assertThat(report.kept()).isEqualTo(1);
    }
  }

  @Nested
  class Words_units_and_zones {

    @Test
    void words_get_the_meaning_that_the_mapping_gives_them() {
      workspace.file(
          "shop.csv",
          "who,day,where,land",
          "ada,2025-03-01,POS,UK",
          "ada,2025-03-02,pos,de",
          "ada,2025-03-03,Web,fr",
          "ada,2025-03-04,,");

      workspace.ingest(
          Sources.of(
              """
              sources:
                shop:
                  files: shop.csv
                  columns: {customer: who, time: day, channel: where}
                  claims: {country: land}
                  value-maps:
                    channel: {POS: store, other: web_shop}
                    country: {uk: GB}
              """));

      assertThat(workspace.events("channel")).containsExactly("store", "store", "web_shop", "-");
      assertThat(
              workspace.rows(
                  Tables.CLAIMS, "SELECT value FROM t WHERE attribute = 'country' ORDER BY value"))
          .containsExactly("DE", "FR", "GB");
    }

    @Test
    void minor_units_follow_the_currency_of_the_row() {
      workspace.file(
          "shop.csv",
          "who,day,cents,code,weight,micros",
          "ada,2025-03-01,1999,EUR,1500,1500000",
          "ada,2025-03-02,1999,jpy,250,1",
          "ada,2025-03-03,1999,KWD,0,999999999999999",
          "ada,2025-03-04,1999,,,",
          "ada,2025-03-05,99999999999999,JPY,,");

      workspace.ingest(
          Sources.of(
              """
              sources:
                shop:
                  files: shop.csv
                  columns:
                    customer: who
                    time: day
                    amount: cents
                    currency: code
                    quantity: weight
                    cost: micros
                  units: {amount: minor, quantity: 0.001, cost: 0.000001}
              """));

      assertThat(workspace.events("amount, quantity, cost"))
          .containsExactly(
              "19.99|1.5|1.5",
              "1999.0|0.25|0.0",
              "1.999|0.0|1.0E9",
              "19.99|-|-",
              "9.9999999999999E13|-|-");
    }

    @Test
    void rows_say_the_zone_of_their_times() {
      workspace.file(
          "shop.csv",
          "who,at,zone",
          "ada,2025-01-01 12:00:00,Europe/Berlin",
          "ada,2025-01-01 12:00:00,America/New_York",
          "ada,2025-01-01 12:00:00,",
          "ada,2025-01-01 12:00:00,Mars/Olympus");

      workspace.ingest(
          Sources.of(
              """
              sources:
                shop:
                  files: shop.csv
                  columns: {customer: who, time: at}
                  zone-column: zone
                  zone: Asia/Tokyo
              """));

      assertThat(workspace.events("occurred_at"))
          .containsExactly("2025-01-01T03:00:00Z", "2025-01-01T11:00:00Z", "2025-01-01T17:00:00Z");
      assertThat(workspace.quarantine("line, field, value, reason"))
          .containsExactly("4|zone|Mars/Olympus|this is not a time zone");
    }

    @Test
    void settings_that_mean_nothing_are_refused() {
      String shop = "sources: {shop: {files: a.csv, columns: {customer: who, time: day}, ";

      assertThatThrownBy(() -> Sources.of(shop + "units: {amount: pennies}}}"))
          .hasMessageContaining("sources.shop.units");
      assertThatThrownBy(() -> Sources.of(shop + "units: {channel: minor}}}"))
          .hasMessageContaining("'channel' is no number field");
      assertThatThrownBy(() -> Sources.of(shop + "units: {quantity: minor}}}"))
          .hasMessageContaining("must be a factor of a number, or minor for money");
      assertThatThrownBy(() -> Sources.of(shop + "value-maps: {type: {a: order}}}}"))
          .hasMessageContaining("say in type-values what its words mean");
    }
  }

  @Nested
  class Rows_that_say_who_a_customer_is {

    private static final String CONTACTS =
        """
        sources:
          crm:
            files: contacts.csv
            system: shop
            type: profile
            columns: {customer: id}
            claims: {email: mail, name: name}
        """;

    @Test
    void they_become_claims_and_no_events() {
      workspace.file(
          "contacts.csv",
          "id,mail,name",
          "1,ada@x.org,Ada",
          "2,bob@x.org,",
          ",who@x.org,nobody",
          "1,ada@x.org,Ada",
          "1,ada@y.org,Ada");

      IngestReport report = workspace.ingest(Sources.of(CONTACTS));

      assertThat(report.summary()).isEqualTo("all: 5 rows = 3 kept + 1 duplicate + 1 quarantined");
      assertThat(workspace.quarantine("line, field, reason"))
          .containsExactly("3|customer|the customer is empty");
      assertThat(workspace.events("type")).isEmpty();
      assertThat(
              workspace.rows(
                  Tables.CLAIMS,
                  "SELECT source, attribute, value, seen_at FROM t ORDER BY attribute, value"))
          .containsExactly(
              "shop|email|ada@x.org|2026-01-01T00:00:00Z",
              "shop|email|ada@y.org|2026-01-01T00:00:00Z",
              "shop|email|bob@x.org|2026-01-01T00:00:00Z",
              "shop|key|1|2026-01-01T00:00:00Z",
              "shop|key|2|2026-01-01T00:00:00Z",
              "shop|name|Ada|2026-01-01T00:00:00Z");
    }

    @Test
    void a_time_is_taken_where_there_is_one() {
      workspace.file(
          "contacts.csv",
          "id,mail,name,changed",
          "1,ada@x.org,Ada,2025-05-01",
          "2,bob@x.org,,",
          "3,cy@x.org,,soon");

      IngestReport report =
          workspace.ingest(
              Sources.of(CONTACTS.replace("{customer: id}", "{customer: id, time: changed}")));

      assertThat(report.summary()).isEqualTo("all: 3 rows = 2 kept + 0 duplicate + 1 quarantined");
      assertThat(
              workspace.rows(
                  Tables.CLAIMS,
                  "SELECT value, seen_at FROM t WHERE attribute = 'key' ORDER BY value"))
          .containsExactly("1|2025-05-01T00:00:00Z", "2|2026-01-01T00:00:00Z");
    }

    @Test
    void they_may_stand_among_events() {
      workspace.file(
          "calls.jsonl",
          "{\"u\":\"1\",\"t\":\"2025-05-01\",\"what\":\"identify\",\"m\":\"a@x.org\"}",
          "{\"u\":\"1\",\"t\":\"2025-05-02\",\"what\":\"page\"}",
          "{\"u\":\"1\",\"what\":\"page\"}");

      IngestReport report =
          workspace.ingest(
              Sources.of(
                  """
                  sources:
                    web:
                      files: calls.jsonl
                      columns: {customer: u, time: t, type: what}
                      type-values: {identify: profile, page: page_view}
                      claims: {email: m}
                  """));

      assertThat(report.summary()).isEqualTo("all: 3 rows = 2 kept + 0 duplicate + 1 quarantined");
      assertThat(workspace.events("type, occurred_at"))
          .containsExactly("page_view|2025-05-02T00:00:00Z");
      assertThat(report.claims()).isEqualTo(2);
    }
  }

  @Nested
  class Rows_that_were_landed {

    @Test
    void they_say_their_line_and_why_they_cannot_be_read() {
      workspace.file(
          "book.json",
          "[{\"who\":\"ada\",\"day\":\"2025-05-01\",\"state\":\"paid\"},",
          " {\"who\":\"ada\",\"day\":\"later\",\"state\":\"paid\"}, 7]");

      IngestReport report =
          workspace.ingest(
              Sources.of(
                  """
                  sources:
                    book:
                      files: book.json
                      columns: {customer: who, time: day}
                      only: "= state = 'paid'"
                  """));

      assertThat(report.summary()).isEqualTo("all: 3 rows = 1 kept + 0 duplicate + 2 quarantined");
      assertThat(workspace.quarantine("line, field, value, reason"))
          .containsExactly(
              "2|time|xxxxx|this is not a time in the source's format",
              "3|row|-|the row is no JSON object");
    }
  }
}
