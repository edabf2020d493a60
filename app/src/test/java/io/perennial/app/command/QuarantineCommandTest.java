// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What quarantine shows, and what becomes of it when the configuration is mended. */
class QuarantineCommandTest {

  @TempDir Path folder;

  @BeforeEach
  void make() throws IOException {
    new Shell(folder).run("init", "shop");
    Files.createDirectories(folder.resolve("shop/data"));
    Files.writeString(
        folder.resolve("shop/data/a.csv"),
        """
        customer,time,what,order,amount
        ada,2025-01-01 10:00:00,order,o1,1
        bob,2025-01-02 10:00:00,buy,o2,2
        cid,2025-01-03 10:00:00,buy,o3,3
        dan,soon,order,o4,4
        """);
    configure("zone: UTC");
    shell().run("ingest", "--quiet");
  }

  private Shell shell() {
    return new Shell(folder).in("shop");
  }

  private void configure(String line) throws IOException {
    Path file = folder.resolve("shop/perennial.yaml");
    String before = Files.readString(file).replaceFirst("(?s)\nsources:.*", "\n");
    Files.writeString(
        file,
        before
            + "\nsources:\n  till:\n    files: data/*.csv\n    columns:\n      customer: customer\n"
            + "      time: time\n      type: what\n      order-id: order\n      amount: amount\n    "
            + line
            + "\n");
  }

  @Test
  void shows_reasons_with_an_example_and_a_line_that_would_help() {
    assertThat(shell().run("quarantine").out())
        .isEqualTo(
            """
            till
              2 (50.0 %) type: this is not a type of event
                first in data/a.csv, row 2: 'buy'
                say in type-values what it means
                try   type-values: {buy: order}
              1 (25.0 %) time: this is not a time in the source's format
                first in data/a.csv, row 4: 'xxxx'
                mend it, or set time-format, such as dd.MM.yyyy HH:mm
            3 rows open. After a change of perennial.yaml or of a file: perennial quarantine retry
            """);
    assertThat(shell().run("quarantine", "--json", "--reason", "type").out())
        .contains("\"open\": 2", "\"repair\": \"type-values: {buy: order}\"")
        .doesNotContain("xxxx");
    assertThat(shell().run("quarantine", "--source", "other").out())
        .isEqualTo("Nothing is in quarantine.\n");
    assertThat(shell().run("quarantine", "--rows", "--reason", "type").out())
        .contains("data/a.csv     2", "data/a.csv     3", "2 rows")
        .doesNotContain("xxxx");
  }

  @Test
  void rows_of_a_reason_are_those_of_the_field_that_was_asked_for() throws IOException {
    Files.writeString(
        folder.resolve("shop/data/b.csv"),
        """
        customer,time,what,order,amount,pieces
        eve,2025-01-01 10:00:00,order,o5,1,many
        eve,2025-01-01 10:00:00,order,o6,much,1
        """);
    configure("  quantity: pieces");
    shell().run("ingest", "--quiet");

    assertThat(shell().run("quarantine", "--rows", "--reason", "amount").out())
        .contains("data/b.csv     2", "1 row")
        .doesNotContain("data/b.csv     1");
    assertThat(shell().run("quarantine", "--rows", "--reason", "not a number").out())
        .contains("2 rows");
  }

  @Test
  void takes_what_was_mended_once() throws IOException {
    configure("type-values: {buy: order}");

    Shell.Outcome first = shell().run("quarantine", "retry");

    assertThat(first.code()).as(first.all()).isEqualTo(3);
    assertThat(first.out()).startsWith("retry: 2 of 3 rows taken now, 1 remain (");
    assertThat(first.err()).contains("25.0 % of the rows of its files are in quarantine");
    assertThat(shell().run("quarantine").out()).contains("1 (25.0 %) time").doesNotContain("buy");
    assertThat(shell().run("quarantine", "retry", "--source", "till").out())
        .startsWith("retry: 0 of 1 rows taken now, 1 remain (");
    assertThat(shell().run("sql", "--csv", "SELECT order_id FROM events ORDER BY 1").out())
        .isEqualTo("order_id\no1\no2\no3\n");

    configure("allow-quarantined: 1");
    Shell.Outcome refused = shell().run("quarantine", "retry");
    assertThat(refused.code()).as(refused.all()).isEqualTo(1);
    assertThat(refused.err()).contains("under another mapping", "perennial ingest --again till");
  }

  @Test
  void says_what_it_does_not_know() {
    assertThat(shell().run("quarantine", "again").err())
        .contains("Unknown action: again (quarantine alone shows, quarantine retry reads again)");
    assertThat(shell().run("quarantine", "retry", "--source", "tall").err())
        .contains("Unknown source: tall (did you mean till?)");
    assertThat(shell().run("quarantine", "retry", "--rows").code()).isEqualTo(2);
  }

  @Test
  void rows_of_an_archive_and_of_a_database_count_too() throws IOException, SQLException {
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(folder.resolve("shop/data/c.zip")))) {
      zip.putNextEntry(new ZipEntry("orders.csv"));
      zip.write("customer,time,what\neve,soon,order\n".getBytes(StandardCharsets.UTF_8));
    }
    try (Connection open =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("shop/data/till.db"));
        Statement statement = open.createStatement()) {
      statement.execute("create table sales (customer text, time text)");
      statement.execute("insert into sales values ('eve', 'soon')");
    }
    Path file = folder.resolve("shop/perennial.yaml");
    String before = Files.readString(file).replaceFirst("(?s)\nsources:.*", "\n");
    Files.writeString(
        file,
        before
            + """

            sources:
              packed:
                files: data/c.zip
                columns: {customer: customer, time: time, type: what}
              sales:
                database: {url: 'jdbc:sqlite:data/till.db', table: sales}
                type: order
                columns: {customer: customer, time: time}
            """);

    assertThat(shell().run("ingest").code()).isEqualTo(3);

    Shell.Outcome unchanged = shell().run("quarantine", "retry");

    assertThat(unchanged.code()).as(unchanged.all()).isEqualTo(3);
    assertThat(unchanged.err())
        .contains(
            "packed: 100.0 % of the rows of its files are in quarantine",
            "sales: 100.0 % of the rows of its files are in quarantine");
  }

  @Test
  void a_file_that_is_gone_is_said() throws IOException {
    Files.delete(folder.resolve("shop/data/a.csv"));
    Files.writeString(
        folder.resolve("shop/data/b.csv"),
        "customer,time,what,order,amount\neve,2025-01-01,order,o9,1\n");
    Shell.Outcome gone = shell().run("quarantine", "retry");
    assertThat(gone.code()).as(gone.all()).isEqualTo(3);
    assertThat(gone.err()).contains("not read: data/a.csv: it is gone");
  }
}
