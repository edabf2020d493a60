// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.SqlStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A step with a few rows in and the rows out, which must be the same on every engine. They stand in
 * {@code step.golden} beside {@code step.sql}, below {@code src/main/resources} or {@code
 * src/test/resources} of a module:
 *
 * <pre>
 * # a comment
 * value  least  DOUBLE  0.5
 * table  record_key(record_id LONG, rule STRING, seen_at TIMESTAMP)
 * 1 | e-mail | 2026-01-31T12:00:00Z
 * 2 | 'a | b' |
 * expect
 * 1 | 2
 * </pre>
 *
 * The rows that are expected have the columns of the step's result, or those named in {@code expect
 * (rule, n)}, in any order of rows. An empty cell is null, as is one that is missing at the end of
 * a row that goes in; a text may stand in single quotes. A value may be a list: {@code value ids
 * LONGS 1 | 2}.
 */
public final class GoldenStep {

  private final SqlStep step;
  private final GoldenText golden;

  private GoldenStep(SqlStep step, GoldenText golden) {
    this.step = step;
    this.golden = golden;
  }

  /**
   * All steps of the modules of a repository that have golden rows, by path.
   *
   * @throws IllegalArgumentException when golden rows have no step, or are not of this form
   */
  public static List<GoldenStep> under(Path repository) throws IOException {
    Map<String, Path> sql = resources(repository, ".sql");
    Map<String, Path> golden = resources(repository, ".golden");
    Map<String, GoldenStep> steps = new TreeMap<>();
    for (Map.Entry<String, Path> entry : golden.entrySet()) {
      Path text = sql.get(entry.getKey());
      if (text == null) {
        throw new IllegalArgumentException(
            "Missing step for golden rows: " + entry.getValue() + " (there is no such .sql)");
      }
      String name = String.valueOf(Path.of(entry.getKey()).getFileName());
      steps.put(
          entry.getKey(),
          of(SqlStep.ofText(name, Files.readString(text)), Files.readString(entry.getValue())));
    }
    return List.copyOf(steps.values());
  }

  /**
   * The steps of a repository that have no golden rows, by path: texts with a line of what they
   * write, outside of {@code benchmarks}, whose steps ask what others answer and are in the dialect
   * of one engine.
   */
  public static List<String> missing(Path repository) throws IOException {
    Map<String, Path> golden = resources(repository, ".golden");
    List<String> missing = new ArrayList<>();
    for (Map.Entry<String, Path> entry : resources(repository, ".sql").entrySet()) {
      boolean measures = repository.relativize(entry.getValue()).startsWith("benchmarks");
      if (!measures
          && !golden.containsKey(entry.getKey())
          && Files.readString(entry.getValue()).contains("-- writes ")) {
        missing.add(entry.getKey());
      }
    }
    return List.copyOf(missing);
  }

  /** The step with golden rows of the form above. */
  public static GoldenStep of(SqlStep step, String golden) {
    return new GoldenStep(step, GoldenText.parse(step.name(), golden));
  }

  /** The step's name. */
  public String name() {
    return step.name();
  }

  /** Loads the rows in, runs the step and compares the rows out. */
  public void check(Engine engine) {
    for (GoldenText.Table table : golden.tables()) {
      engine.load(table.name(), batches(table));
    }
    engine.run(step, golden.values());
    String columns = golden.columns().isEmpty() ? "*" : String.join(", ", golden.columns());
    Result result =
        EngineParity.ordered(
            Result.of(engine.query("SELECT " + columns + " FROM " + step.writes())));
    List<List<@Nullable Object>> expected =
        EngineParity.ordered(new Result(result.fields(), golden.expected(result.fields()))).rows();
    assertThat(result.rows())
        .as("rows of step %s on %s", step.name(), engine.name())
        .usingElementComparator((a, b) -> alike(a, b) ? 0 : 1)
        .containsExactlyElementsOf(expected);
  }

  @Override
  public String toString() {
    return name();
  }

  private static boolean alike(List<@Nullable Object> a, List<@Nullable Object> b) {
    for (int i = 0; i < a.size(); i++) {
      if (!EngineParity.alike(a.get(i), b.get(i), false)) {
        return false;
      }
    }
    return a.size() == b.size();
  }

  private static Batches batches(GoldenText.Table table) {
    Batch batch = new Batch(table.fields(), table.rows().size());
    for (List<@Nullable Object> values : table.rows()) {
      int row = batch.addRow();
      for (int column = 0; column < values.size(); column++) {
        Object value = values.get(column);
        if (value instanceof Boolean truth) {
          batch.setLong(column, row, truth ? 1 : 0);
        } else if (value instanceof Long whole) {
          batch.setLong(column, row, whole);
        } else if (value instanceof Double number) {
          batch.setDouble(column, row, number);
        } else if (value instanceof Instant instant) {
          batch.setLong(column, row, ChronoUnit.MICROS.between(Instant.EPOCH, instant));
        } else if (value instanceof String text) {
          batch.setText(column, row, text);
        }
      }
    }
    return Batches.of(batch);
  }

  /** Files of the modules' resources by their path there, without the ending. */
  private static Map<String, Path> resources(Path repository, String ending) throws IOException {
    Map<String, Path> found = new TreeMap<>();
    for (Path module : children(repository)) {
      for (String kind : List.of("main", "test")) {
        Path root = module.resolve("src").resolve(kind).resolve("resources");
        if (Files.isDirectory(root)) {
          try (Stream<Path> files = Files.walk(root)) {
            files
                .filter(file -> file.toString().endsWith(ending))
                .forEach(
                    file -> {
                      String path = root.relativize(file).toString();
                      found.put(path.substring(0, path.length() - ending.length()), file);
                    });
          }
        }
      }
    }
    return Collections.unmodifiableMap(found);
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.filter(Files::isDirectory).sorted().toList();
    }
  }
}
