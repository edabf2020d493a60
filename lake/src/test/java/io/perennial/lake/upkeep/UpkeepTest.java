// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.domain.Purpose;
import io.perennial.domain.RecordId;
import io.perennial.governance.ErasureReceipt;
import io.perennial.governance.Permit;
import io.perennial.lake.Batches;
import io.perennial.lake.DataFile;
import io.perennial.lake.FileTarget;
import io.perennial.lake.LakeTable;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import io.perennial.lake.TestLake;
import io.perennial.lake.WrittenFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpkeepTest {

  @TempDir Path folder;
  private TestLake test;

  @BeforeEach
  void open() {
    test = new TestLake(folder);
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Nested
  class Compacting {

    @Test
    void puts_small_files_together_and_keeps_the_rows() {
      for (int batch = 0; batch < 5; batch++) {
        test.append("batch " + batch, batch * 1000, 10, 2);
      }
      long before = test.number("SELECT sum(event_id) FROM (SELECT * FROM " + view() + ")");
      Compaction compaction = new Compaction(test.engine, 4, 1 << 20);
      assertThat(compaction.isDue(test.events())).isTrue();

      Compaction.Compacted done = compaction.compact(test.events());

      assertThat(done).isEqualTo(new Compaction.Compacted(10, 2, 100));
      assertThat(test.events().scan().files()).hasSize(2);
      assertThat(test.number("SELECT sum(event_id) FROM (SELECT * FROM " + view() + ")"))
          .isEqualTo(before);
      assertThat(compaction.isDue(test.events())).isFalse();
    }

    @Test
    void leaves_a_few_files_alone() {
      test.append("a", 0, 10, 2);

      assertThat(new Compaction(test.engine, 1, 1 << 20).compact(test.events()).filesBefore())
          .isZero();
    }

    @Test
    void leaves_large_files_alone() {
      test.append("a", 0, 10, 1);
      test.append("b", 100, 10, 1);

      assertThat(new Compaction(test.engine, 1, 10).compact(test.events()).filesBefore()).isZero();
    }

    private String view() {
      test.engine.view("all_events", test.events().scan());
      return "all_events";
    }
  }

  @Nested
  class Erasing {

    @Test
    void leaves_no_trace_on_the_disk_and_everybody_else() {
      test.append("a", 0, 100, 3);
      test.append("b", 1000, 100, 3);
      long files = test.events().filesOnDisk().size();

      ErasureReceipt receipt = erasure().erase(Set.of(new RecordId(0)), permit());

      assertThat(receipt.rowsByTable()).containsEntry("events", 3L);
      assertThat(receipt.filesRewritten()).isEqualTo(3);
      assertThat(receipt.filesVerified()).isEqualTo(6);
      assertThat(test.count("true")).isEqualTo(597);
      assertThat(test.count("record_id = 0")).isZero();
      assertThat(test.events().history()).hasSize(1);
      assertThat(test.events().filesOnDisk()).hasSize((int) files);
      // record 0 was the lower bound of three files
      assertThat(test.events().metadataTraces("record_id", Set.of(0L))).isEmpty();
      assertThat(test.events().metadataTraces("record_id", Set.of(1L))).isNotEmpty();
    }

    @Test
    void leaves_files_in_their_order() {
      test.append("a", 0, 100_000, 1);
      erasure().erase(Set.of(new RecordId(70_000)), permit());

      List<Long> records = new ArrayList<>();
      test.engine.view("rest", test.events().scan());
      try (Batches rows = test.engine.query("SELECT record_id FROM rest")) {
        while (rows.next()) {
          for (int row = 0; row < rows.batch().rows(); row++) {
            records.add(rows.batch().longs(0)[row]);
          }
        }
      }

      assertThat(records).hasSize(99_999).isSorted();
    }

    @Test
    void may_be_repeated() {
      test.append("a", 0, 10, 1);
      erasure().erase(Set.of(new RecordId(3)), permit());

      ErasureReceipt again = erasure().erase(Set.of(new RecordId(3)), permit());

      assertThat(again.rows()).isZero();
      assertThat(again.filesRewritten()).isZero();
    }

    @Test
    void removes_a_file_in_which_nothing_else_was() {
      test.append("a", 0, 1, 1);

      erasure().erase(Set.of(new RecordId(0)), permit());

      assertThat(test.events().filesOnDisk()).isEmpty();
      assertThat(test.count("true")).isZero();
    }

    @Test
    void finds_what_lies_on_the_disk_uncommitted() {
      test.append("a", 0, 10, 1);
      test.write(3, 1, 1);

      erasure().erase(Set.of(new RecordId(3)), permit());

      assertThat(test.events().filesOnDisk()).hasSize(1);
    }

    @Test
    void finds_what_lies_on_the_disk_of_a_table_that_was_never_committed() {
      test.write(3, 1, 1);

      erasure().erase(Set.of(new RecordId(3)), permit());

      assertThat(test.events().filesOnDisk()).isEmpty();
    }

    @Test
    void takes_what_was_made_of_a_record_by_all_customers_it_ever_was() {
      // 3 was customer 8, is customer 7 with 4; 5 is a customer of its own
      put(Tables.LINKS, "before", "SELECT 3 AS record_id, 8 AS customer_id");
      put(
          Tables.LINKS,
          "after",
          "SELECT * FROM (VALUES (3, 7), (4, 7), (5, 5)) t(record_id, customer_id)");
      put(
          Tables.FEATURES,
          "features",
          "SELECT * FROM (VALUES (8, 1), (7, 2), (5, 3)) t(customer_id, purchases)");

      ErasureReceipt receipt = erasure().erase(Set.of(new RecordId(3)), permit());

      assertThat(receipt.rowsByTable()).containsEntry("links", 2L).containsEntry("features", 2L);
      test.engine.view("left", test.lake.table(Tables.FEATURES).scan());
      assertThat(test.number("SELECT sum(customer_id) FROM \"left\"")).isEqualTo(5);
      test.engine.view("left", test.lake.table(Tables.LINKS).scan());
      assertThat(test.number("SELECT sum(record_id) FROM \"left\"")).isEqualTo(5);
    }

    @Test
    void takes_whole_what_was_made_of_the_values_of_all() {
      test.append("a", 0, 10, 1);
      put(Tables.IDENTITY_MODELS, "one", "SELECT 'run-1' AS run_id, '{}' AS model");
      put(Tables.IDENTITY_MODELS, "two", "SELECT 'run-2' AS run_id, '{}' AS model");

      ErasureReceipt receipt = erasure().erase(Set.of(new RecordId(3)), permit());

      assertThat(receipt.rowsByTable()).containsEntry("identity_models", 1L);
      assertThat(test.lake.table(Tables.IDENTITY_MODELS).filesOnDisk()).isEmpty();
      assertThat(test.lake.table(Tables.IDENTITY_MODELS).scan().files()).isEmpty();
    }

    private void put(TableSpec spec, String batch, String sql) {
      LakeTable table = test.lake.table(spec);
      List<DataFile> old = table.scan().files();
      List<WrittenFile> written = test.engine.write(sql, FileTarget.of(table));
      if (old.isEmpty()) {
        table.append(batch, written, Map.of());
      } else {
        table.replace(table.snapshot().orElseThrow(), old, written, LakeTable.Reason.REBUILD);
      }
    }

    @Test
    void needs_a_permit_that_still_holds() {
      Permit old = new Permit("test", Purpose.DATA_SUBJECT_REQUEST, Instant.EPOCH);

      assertThatThrownBy(() -> erasure().erase(Set.of(new RecordId(3)), old))
          .hasMessage(
              "Cannot read personal data for DATA_SUBJECT_REQUEST: the permit of test ended at"
                  + " 1970-01-01T00:00:00Z");
    }

    private LakeErasure erasure() {
      return new LakeErasure(test.lake, test.engine, Clock.systemUTC(), Tables.ALL);
    }

    private Permit permit() {
      return new Permit("test", Purpose.DATA_SUBJECT_REQUEST, Instant.now().plusSeconds(60));
    }
  }
}
