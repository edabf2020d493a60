// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ingest does with files that change, or cannot be read. */
class IngestCommandTest {

  private static final String HEADER = "customer,time,order,amount\n";

  @TempDir Path folder;

  @BeforeEach
  void make() throws IOException {
    new Shell(folder).run("init", "shop");
    Files.createDirectories(folder.resolve("shop/data"));
    configure("zone: UTC");
    write("a.csv", HEADER + "ada,2025-01-01 10:00:00,o1,1\n");
  }

  private Shell shell() {
    return new Shell(folder).in("shop");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve("shop/data").resolve(name), text);
  }

  private void configure(String line) throws IOException {
    Path file = folder.resolve("shop/perennial.yaml");
    String before = Files.readString(file).replaceFirst("(?s)\nsources:.*", "\n");
    Files.writeString(
        file,
        before
            + "\nsources:\n  till:\n    files: data/*.csv\n    columns:\n      customer: customer\n"
            + "      time: time\n      order-id: order\n      amount: amount\n    "
            + line
            + "\n",
        StandardOpenOption.TRUNCATE_EXISTING);
  }

  private String events(String columns) {
    return shell().run("sql", "--csv", "SELECT " + columns + " FROM events ORDER BY 1").out();
  }

  @Test
  void a_file_that_cannot_be_read_is_left_out_and_told_until_it_is_mended() throws IOException {
    write("b.csv", "");
    String why = "not read: data/b.csv: the file is empty (write it again, or delete it)";

    Shell.Outcome first = shell().run("ingest", "--quiet");

    assertThat(first.code()).as(first.all()).isEqualTo(3);
    assertThat(first.err()).contains("perennial: " + why);
    assertThat(events("order_id")).isEqualTo("order_id\no1\n");

    Shell.Outcome second = shell().run("run");

    assertThat(second.code()).as(second.all()).isEqualTo(3);
    assertThat(second.out()).startsWith("ingest: up to date since ");
    assertThat(second.err()).contains("perennial: " + why);
    assertThat(shell().run("ingest", "--json").out())
        .contains("\"files_not_read\": 1")
        .contains("\"complaints\": [")
        .contains(why);

    write("b.csv", HEADER + "bob,2025-01-02 10:00:00,o2,2\n");
    Shell.Outcome mended = shell().run("ingest");

    assertThat(mended.code()).as(mended.all()).isZero();
    assertThat(events("order_id")).isEqualTo("order_id\no1\no2\n");
  }

  @Test
  void a_changed_mapping_is_refused_until_the_source_is_read_again() throws IOException {
    assertThat(shell().run("ingest").code()).isZero();
    configure("zone: Europe/Berlin");

    Shell.Outcome refused = shell().run("run");

    assertThat(refused.code()).as(refused.all()).isEqualTo(1);
    assertThat(refused.err()).contains("(perennial ingest --again till replaces them, or go back");
    assertThat(events("occurred_at")).isEqualTo("occurred_at\n2025-01-01 10:00:00\n");

    Shell.Outcome again = shell().run("ingest", "--again", "till");

    assertThat(again.code()).as(again.all()).isZero();
    assertThat(events("occurred_at")).isEqualTo("occurred_at\n2025-01-01 09:00:00\n");
    assertThat(shell().run("ingest").out()).startsWith("ingest: up to date since ");
  }

  @Test
  void a_source_that_is_not_there_is_not_read_again() {
    Shell.Outcome outcome = shell().run("ingest", "--again", "tills");

    assertThat(outcome.code()).as(outcome.all()).isEqualTo(2);
    assertThat(outcome.err()).contains("Unknown source: tills (did you mean till?); ");
  }

  @Test
  void what_is_missing_is_forgotten_of_sources_that_are_read_again_only() {
    Shell.Outcome outcome = shell().run("ingest", "--forget-missing");

    assertThat(outcome.code()).as(outcome.all()).isEqualTo(2);
    assertThat(outcome.err()).contains("Cannot forget what is missing without --again SOURCE");
  }
}
