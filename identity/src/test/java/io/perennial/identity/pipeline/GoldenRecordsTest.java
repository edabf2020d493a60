// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import static io.perennial.testkit.contract.FilledLake.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.domain.StableHash;
import io.perennial.identity.IdentityConfig;
import io.perennial.identity.Survivorship;
import io.perennial.lake.Tables;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is believed of customers; the rules themselves are in the golden rows of the steps. */
class GoldenRecordsTest {

  @TempDir Path folder;
  private ResolvedLake lake;

  @BeforeEach
  void open() {
    lake = new ResolvedLake(folder);
  }

  @AfterEach
  void close() {
    lake.close();
  }

  private List<String> golden() {
    return lake.filled()
        .rows(
            Tables.GOLDEN_RECORDS,
            "SELECT customer_id, attribute, value_hash, rule, said_by FROM golden_records"
                + " ORDER BY customer_id, attribute");
  }

  @Test
  void what_most_records_say_is_believed_where_that_is_the_rule() {
    IdentityConfig config = IdentityConfig.defaults();
    lake.with(
        new IdentityConfig(
            config.method(),
            config.linkBy(),
            config.onePerPerson(),
            config.maxRecordsPerValue(),
            config.compare(),
            config.blockOn(),
            config.maxBlock(),
            config.threshold(),
            config.households(),
            new Survivorship(Map.of("city", Survivorship.Rule.FREQUENT), List.of()),
            config.labels()));
    lake.record("a", Map.of("email", "ada@x.org", "city", "Ulm"));
    lake.record("b", Map.of("email", "ada@x.org", "city", "Bonn"));
    lake.record("c", Map.of("email", "ada@x.org", "city", "Bonn"));

    lake.resolve();

    long customer =
        Math.min(record("a").value(), Math.min(record("b").value(), record("c").value()));
    assertThat(golden())
        .containsExactly(
            customer + "|city|" + StableHash.of("\u001fBonn") + "|frequent|2",
            customer + "|email|" + StableHash.of("\u001fada@x.org") + "|recent|3");
  }

  @Test
  void it_is_made_anew_with_the_customers_and_holds_no_values() {
    lake.record("a", Map.of("email", "ada@x.org"));
    lake.resolve();
    assertThat(golden()).hasSize(1);

    lake.record("b", Map.of("email", "bob@x.org", "city", "Bonn"));
    lake.resolve();

    assertThat(golden()).hasSize(3).noneMatch(row -> row.contains("Bonn") || row.contains("@"));
  }

  @Test
  void an_empty_lake_believes_nothing() {
    lake.resolve();

    assertThat(golden()).isEmpty();
  }
}
