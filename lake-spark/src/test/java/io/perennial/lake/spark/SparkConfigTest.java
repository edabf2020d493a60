// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.LakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkConfigTest {

  @TempDir Path folder;

  @Test
  void without_a_master_spark_runs_in_this_process() {
    SparkConfig config = SparkConfig.of(settings(Map.of()));

    assertThat(config.master()).isEqualTo("local[3]");
    assertThat(config.shufflePartitions()).isEqualTo(12);
    assertThat(config.workFolder()).isEqualTo(folder);
    assertThat(config.properties()).isEmpty();
  }

  @Test
  void a_master_and_other_properties_are_sparks() {
    SparkConfig config =
        SparkConfig.of(
            settings(Map.of("spark.master", "spark://host:7077", "spark.executor.cores", "4")));

    assertThat(config.master()).isEqualTo("spark://host:7077");
    assertThat(config.memoryBytes()).isEqualTo(1L << 30);
    assertThat(config.shufflePartitions()).isEqualTo(200);
    assertThat(config.properties()).containsOnly(Map.entry("spark.executor.cores", "4"));
  }

  @Test
  void what_is_not_sparks_is_refused() {
    assertThatThrownBy(() -> SparkConfig.of(settings(Map.of("sprak.master", "local"))))
        .isInstanceOf(LakeException.class)
        .hasMessage(
            "Cannot open the engine spark: Unknown setting of the engine spark: sprak.master"
                + " (must start with 'spark.')");
  }

  @Test
  void a_shuffle_has_at_least_one_piece() {
    assertThatThrownBy(() -> new SparkConfig("local[1]", 1L << 30, 0, folder, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid spark.sql.shuffle.partitions: 0 (must be >= 1)");
  }

  @Test
  void the_engine_is_found_by_name_and_leaves_nothing_behind() {
    SharedSpark.engine();

    try (Engine engine = EngineProvider.named("spark").open(settings(Map.of()))) {
      assertThat(engine.name()).isEqualTo("spark");
      engine.run(
          io.perennial.lake.SqlStep.ofText("t", "-- writes  kept(n)\nSELECT 1 AS n"), Map.of());
      assertThat(folder).isNotEmptyDirectory();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void an_unknown_engine_is_told_with_those_that_are_there() {
    assertThatThrownBy(() -> EngineProvider.named("sparc"))
        .isInstanceOf(LakeException.class)
        .hasMessage(
            "Unknown engine: sparc (there are [duckdb, spark]; is the engine's jar on the class"
                + " path?)");
  }

  @Test
  void engines_of_one_process_do_not_see_each_others_tables() {
    try (Engine engine = SparkEngine.open(SparkConfig.local(2, folder))) {
      engine.run(
          io.perennial.lake.SqlStep.ofText("t", "-- writes  own(n)\nSELECT 1 AS n"), Map.of());

      assertThatThrownBy(() -> SharedSpark.engine().query("SELECT n FROM own"))
          .isInstanceOf(LakeException.class)
          .hasMessageContaining("own");
    }
  }

  @Test
  void a_work_folder_that_cannot_be_made_is_told() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> SparkEngine.open(SparkConfig.local(1, file)))
        .isInstanceOf(LakeException.class)
        .hasMessageContaining(file.toString());
  }

  private EngineSettings settings(Map<String, String> extra) {
    return new EngineSettings(1L << 30, 3, folder, extra);
  }
}
