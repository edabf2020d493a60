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
                  + " FROM range(9000000)",
              FileTarget.of(claims));
      claims.append("a", files, Map.of());

      assertThat(files).hasSize(4);
      assertThat(files.stream().mapToLong(file -> file.file().rows()).sum()).isEqualTo(9_000_000);
      assertThat(test.count(claims, "record_id IS NULL")).isEqualTo(2);
      assertThat(claims.scan(new Filter.In("record_id", Set.of(4_000_000L))).files()).hasSize(1);
    }
  }
}
