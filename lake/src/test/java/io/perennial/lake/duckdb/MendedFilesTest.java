// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.BrokenLine;
import io.perennial.lake.RawScan;
import io.perennial.lake.SqlStep;
import io.perennial.lake.TestLake;
import io.perennial.lake.TextFormat;
import io.perennial.lake.raw.SeparatedRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That no row of a damaged file is lost, and that DuckDB reads what the shared reader cuts. */
class MendedFilesTest {

  private static final TextFormat.Csv COMMAS = new TextFormat.Csv(',', '"', true, "utf-8", 0);

  private static final SqlStep KEPT =
      SqlStep.ofText("kept", "-- kept: the rows\n-- writes  kept\nSELECT * FROM raw");

  @TempDir Path folder;
  private DuckDbEngine engine;

  @BeforeEach
  void open() {
    engine = TestLake.engine(folder);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void a_quote_that_is_not_closed_costs_one_line_of_a_million() throws IOException {
    Path file = folder.resolve("big.csv");
    try (var out = Files.newBufferedWriter(file)) {
      out.write("a,b\n");
      for (int i = 1; i <= 1_000_000; i++) {
        out.write(i + (i == 10 ? ",\"Ada\n" : i == 700_000 ? ",Ada,x\n" : ",Ada and Bob\n"));
      }
    }

    engine.view("raw", scan(file, false));
    engine.run(KEPT, Map.of());
    assertThat(engine.mend("raw")).as("rows are others").isTrue();
    long kept = engine.run(KEPT, Map.of());

    assertThat(kept).isEqualTo(999_998);
    assertThat(engine.brokenLines("raw"))
        .extracting(BrokenLine::line)
        .containsExactlyInAnyOrder(11L, 700_001L);
    assertThat(engine.mend("raw")).as("rows are others again").isFalse();
  }

  @Test
  void a_quote_that_is_not_closed_is_found_among_many_large_files() throws IOException {
    for (int count : new int[] {9, 20}) {
      List<Path> files = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String odd = i == count / 2 ? "\"Ada" : "Ada";
        files.add(
            Files.writeString(
                folder.resolve(count + "-" + i + ".csv"),
                "a,b\n1," + "x".repeat(150_000) + "\n2," + odd + "\n3,Bob\n4,Eve\n"));
      }

      engine.view("raw", new RawScan(files, COMMAS, Map.of("a", "a", "b", "b"), List.of(), false));
      engine.run(KEPT, Map.of());
      engine.mend("raw");

      assertThat(engine.run(KEPT, Map.of())).as("rows").isEqualTo(count * 4L - 1);
      assertThat(engine.brokenLines("raw"))
          .extracting(BrokenLine::file)
          .containsExactly(files.get(count / 2).toString());
    }
  }

  @Test
  void copies_go_with_the_last_view_of_their_file() throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), "a,b\n1,x\n2\n3,y\n");
    engine.view("raw", scan(file, false));
    engine.mend("raw");
    engine.view("numbered", scan(file, true));

    engine.drop("raw");
    assertThat(copies()).as("copies while a view is left").isEqualTo(1);
    assertThat(rows("numbered")).containsExactly(List.of("1", "1", "x"), List.of("3", "3", "y"));
    engine.drop("numbered");

    assertThat(copies()).as("copies without a view").isZero();
  }

  /** Texts of what can go wrong, in every order: the same rows and the same broken lines. */
  @Test
  void damaged_files_are_read_as_the_shared_reader_cuts_them() throws IOException {
    Random random = new Random(20261122);
    String[] pieces = {"a", "1", ",", ",", "\"", "\"", "\n", "\n", "ü", "\"\"", "\",\"", "a,b\n"};
    for (int round = 0; round < 120; round++) {
      StringBuilder text = new StringBuilder("a,b\n");
      String[] ends = round % 5 == 0 ? new String[] {"\r\n", "\n", "\r"} : new String[] {"\n"};
      for (int i = random.nextInt(24); i >= 0; i--) {
        String piece = pieces[random.nextInt(pieces.length)];
        text.append(piece.replace("\n", ends[random.nextInt(ends.length)]));
      }
      assertReadAsCut(Files.writeString(folder.resolve("r" + round + ".csv"), text));
    }
  }

  private void assertReadAsCut(Path file) throws IOException {
    List<List<String>> whole = new ArrayList<>();
    List<BrokenLine> broken = new ArrayList<>();
    try (SeparatedRows cut = SeparatedRows.open(file, COMMAS)) {
      while (cut.next()) {
        if (cut.broken().isPresent()) {
          broken.add(new BrokenLine(file.toString(), cut.line(), cut.broken().get()));
        } else {
          whole.add(List.of(Long.toString(cut.dataLine()), cut.field(0), cut.field(1)));
        }
      }
    }
    String text = Files.readString(file).replace("\r", "\\r");
    for (boolean numbered : new boolean[] {false, true}) {
      engine.view("raw", scan(file, numbered));
      engine.run(KEPT, Map.of());
      if (engine.mend("raw")) {
        engine.run(KEPT, Map.of());
      }
      assertThat(rows("kept"))
          .as("rows of <%s>", text)
          .containsExactlyElementsOf(
              whole.stream()
                  .map(row -> numbered ? row : List.of("", row.get(1), row.get(2)))
                  .toList());
      assertThat(engine.brokenLines("raw"))
          .as("broken lines of <%s>", text)
          .containsExactlyInAnyOrderElementsOf(broken);
    }
  }

  private static RawScan scan(Path file, boolean numbered) {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("a", "a");
    columns.put("b", "b");
    return new RawScan(List.of(file), COMMAS, columns, List.of(), numbered);
  }

  private long copies() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.getFileName().toString().startsWith("mended-")).count();
    }
  }

  /** Line, a and b of each row; empty for null. */
  private List<List<String>> rows(String table) {
    List<List<String>> rows = new ArrayList<>();
    try (Batches result = engine.query("SELECT CAST(line AS STRING) AS line, a, b FROM " + table)) {
      while (result.next()) {
        Batch batch = result.batch();
        for (int row = 0; row < batch.rows(); row++) {
          List<String> texts = new ArrayList<>();
          for (int column = 0; column < 3; column++) {
            texts.add(batch.isNull(column, row) ? "" : batch.texts(column)[row]);
          }
          rows.add(texts);
        }
      }
    }
    return rows;
  }
}
