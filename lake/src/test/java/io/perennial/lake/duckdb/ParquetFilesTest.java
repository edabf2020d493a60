// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.lake.FileTarget;
import io.perennial.lake.Filter;
import io.perennial.lake.LakeTable;
import io.perennial.lake.Tables;
import io.perennial.lake.TestLake;
import io.perennial.lake.WrittenFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetFilesTest {

  @TempDir Path folder;

  @Test
  void many_rows_of_a_table_without_months_are_cut_by_record() {
    try (TestLake test = new TestLake(folder)) {
      LakeTable claims = test.lake.table(Tables.CLAIMS);

      List<WrittenFile> files =
          test.engine.write(
              "SELECT nullif(range // 2, 7) AS record_id, 'key' AS attribute, 'k' AS value"
                  + " FROM range(4500000)",
              FileTarget.of(claims));
      claims.append("a", files, Map.of());

      assertThat(files).hasSize(4);
      assertThat(files.stream().mapToLong(file -> file.file().rows()).sum()).isEqualTo(4_500_000);
      assertThat(test.count(claims, "record_id IS NULL")).isEqualTo(2);
      assertThat(files).as("no part is empty").allMatch(file -> file.file().rows() > 0);
      assertThat(claims.scan(new Filter.In("record_id", Set.of(2_000_000L))).files()).hasSize(1);
    }
  }

  @Test
  void a_record_with_more_rows_than_a_file_holds_is_not_cut() {
    try (TestLake test = new TestLake(folder)) {
      LakeTable claims = test.lake.table(Tables.CLAIMS);

      List<WrittenFile> files =
          test.engine.write(
              "SELECT CASE WHEN range < 1000000 THEN 5 ELSE 6 END AS record_id, 'key' AS attribute, 'k' AS value"
                  + " FROM range(4500000)",
              FileTarget.of(claims));

      assertThat(files.stream().map(file -> file.file().rows()))
          .containsExactly(1_000_000L, 3_500_000L);
    }
  }

  @Test
  void rows_of_no_record_lie_in_one_file() {
    try (TestLake test = new TestLake(folder)) {
      List<WrittenFile> files =
          test.engine.write(
              "SELECT CAST(NULL AS BIGINT) AS record_id, 'key' AS attribute, 'k' AS value"
                  + " FROM range(2100000)",
              FileTarget.of(test.lake.table(Tables.CLAIMS)));

      assertThat(files).hasSize(1);
    }
  }
}
