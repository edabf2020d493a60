// SPDX-License-Identifier: Apache-2.0
package io.perennial.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each example runs, and prints what its README says. */
class ExamplesTest {

  @TempDir Path folder;

  private interface Example {
    void run(String[] args) throws Exception;
  }

  private String printedBy(Example example) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      System.setOut(out);
      example.run(new String[] {folder.resolve("work").toString()});
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void a_file_goes_in_and_comes_out_by_sql() throws Exception {
    assertThat(printedBy(FromFileToSql::main))
        .containsPattern("orders.csv: ([0-9,]+) rows = \\1 kept \\+ 0 duplicate")
        .containsPattern("(?m)^\\S.*: [0-9]+\\.[0-9]{4}$");
  }

  @Test
  void a_fold_says_what_was_known_at_each_instant() throws Exception {
    assertThat(printedBy(FoldOfYourOwn::main).lines())
        .containsExactly(
            "customer 1 as of 2024-04-01T00:00:00Z: 10 orders, worth 95.00, 10.0 days between them",
            "customer 1 as of 2024-07-01T00:00:00Z: 10 orders, worth 95.00, 10.0 days between them",
            "customer 2 as of 2024-04-01T00:00:00Z: 5 orders, worth 60.00, 20.0 days between them",
            "customer 2 as of 2024-07-01T00:00:00Z: 10 orders, worth 145.00, 20.0 days between them",
            "customer 3 as of 2024-04-01T00:00:00Z: 4 orders, worth 66.00, 30.0 days between them",
            "customer 3 as of 2024-07-01T00:00:00Z: 7 orders, worth 126.00, 30.0 days between them");
  }

  @Test
  void an_older_snapshot_is_read_as_it_was() throws Exception {
    assertThat(printedBy(TimeTravel::main).lines())
        .containsExactly(
            "append: 30 orders, worth 435.00",
            "append: 60 orders, worth 870.00",
            "now: worth 870.00");
  }

  @Test
  void customers_get_a_value_from_arrays_alone() throws Exception {
    assertThat(printedBy(ValueOfCustomers::main))
        .containsPattern("buying: r [0-9.]+ ± [0-9.]+, alpha .*, CONVERGED")
        .containsPattern("spend:  p [0-9.]+ ± [0-9.]+, q ")
        .containsPattern("customer 4: [0-9]+ repeats, alive [01]\\.[0-9]{2}, next year ")
        .doesNotContain("NaN");
  }
}
