// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.perennial.domain.RecordId;
import io.perennial.identity.IdentityConfig;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.Lake;
import io.perennial.lake.Tables;
import io.perennial.lake.iceberg.IcebergLake;
import io.perennial.lake.step.StepReport;
import io.perennial.testkit.contract.FilledLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Public sets with a known truth, by the default configuration; skipped where they are not there.
 */
class RealDataTest {

  private static final Path DATA = Path.of("..", "..", "shared", "data");

  @TempDir Path folder;
  private Lake tables;
  private Engine engine;
  private FilledLake lake;

  @BeforeEach
  void open() {
    tables = IcebergLake.open(folder.resolve("lake"), folder.resolve("state"), Clock.systemUTC());
    engine =
        EngineProvider.named("duckdb")
            .open(new EngineSettings(1L << 29, 2, folder.resolve("spill"), Map.of()));
    lake = new FilledLake(tables, engine);
  }

  @AfterEach
  void close() {
    tables.close();
    engine.close();
  }

  @Test
  void persons_of_febrl_1_are_found_again() throws IOException {
    assertThat(f1("febrl/dataset1.csv", "rec_id", RealDataTest::febrl)).isGreaterThan(0.97);
  }

  @Test
  void persons_of_febrl_2_are_found_again() throws IOException {
    assertThat(f1("febrl/dataset2.csv", "rec_id", RealDataTest::febrl)).isGreaterThan(0.97);
  }

  @Test
  void persons_of_fake_1000_are_found_again() throws IOException {
    assertThat(f1("splink/fake_1000.csv", "unique_id", row -> row.get("cluster")))
        .isGreaterThan(0.7);
  }

  private static String febrl(Map<String, String> row) {
    return row.get("rec_id").split("-", -1)[1];
  }

  /** Pairwise F1 of the customers that are found. */
  private double f1(String file, String key, Function<Map<String, String>, String> truth)
      throws IOException {
    Path path = DATA.resolve(file);
    assumeTrue(Files.exists(path), "public data beside the repository");
    List<String> lines = Files.readAllLines(path);
    String[] header = cells(lines.get(0));
    Set<String> out = Set.of(key, "cluster", "soc_sec_id");
    Map<Long, String> person = new HashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = cells(line);
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < header.length; i++) {
        row.put(header[i], i < cells.length ? cells[i] : "");
      }
      RecordId record = FilledLake.record(row.get(key));
      person.put(record.value(), truth.apply(row));
      row.forEach(
          (attribute, value) -> {
            if (!out.contains(attribute) && !value.isEmpty()) {
              lake.claim(row.get(key), attribute, value);
            }
          });
    }
    StepReport report = lake.run(new ResolveStep(IdentityConfig.defaults()));
    Map<Long, Long> found = new HashMap<>();
    for (String row : lake.rows(Tables.LINKS, "SELECT record_id, customer_id FROM links")) {
      String[] cells = row.split("\\|", -1);
      found.put(Long.valueOf(cells[0]), Long.valueOf(cells[1]));
    }
    Map<String, Long> cells = new HashMap<>();
    Map<Long, Long> ofCustomer = new HashMap<>();
    Map<String, Long> ofPerson = new HashMap<>();
    person.forEach(
        (record, who) -> {
          cells.merge(found.get(record) + " " + who, 1L, Long::sum);
          ofCustomer.merge(found.get(record), 1L, Long::sum);
          ofPerson.merge(who, 1L, Long::sum);
        });
    double both = pairs(cells);
    double precision = both / pairs(ofCustomer);
    double recall = both / pairs(ofPerson);
    double f1 = 2 * precision * recall / (precision + recall);
    System.out.println(
        file
            + ": P "
            + precision
            + " R "
            + recall
            + " F1 "
            + f1
            + " "
            + report.message()
            + " "
            + report.figures());
    return f1;
  }

  private static double pairs(Map<?, Long> sizes) {
    return sizes.values().stream().mapToDouble(n -> n * (n - 1) / 2.0).sum();
  }

  private static String[] cells(String line) {
    return Arrays.stream(line.split(",", -1)).map(String::strip).toArray(String[]::new);
  }
}
