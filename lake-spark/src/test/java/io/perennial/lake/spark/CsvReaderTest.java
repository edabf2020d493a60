// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvReaderTest {

  @Property(tries = 200)
  void what_is_quoted_reads_back_as_it_was(
      @ForAll
          List<
                  @Size(2) List<
                      @Chars({'a', ',', '"', '\n', '\r', ' ', '\\', '\'', 'ü', '日', '\0'}) String>>
              rows)
      throws IOException {
    StringBuilder text = new StringBuilder("a,b\n");
    List<List<@Nullable String>> expected = new ArrayList<>();
    for (List<String> row : rows) {
      text.append(quoted(row.get(0))).append(',').append(quoted(row.get(1))).append('\n');
      expected.add(Arrays.asList(filled(row.get(0)), filled(row.get(1))));
    }
    Path file = Files.createTempFile("rows", ".csv");
    try {
      Files.writeString(file, text);

      assertThat(read(file)).isEqualTo(expected);
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void a_broken_row_is_told_by_its_place_whatever_the_quotes_before_it_hold(@TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), "a,b\n1,\"x\ny\r\nz\"\n2\n3,c\n");
    CsvReader.Shape shape = new CsvReader.Shape(',', '"', true, "utf-8", 0, List.of("a", "b"));

    try (CsvReader reader = new CsvReader(RawFile.of(file), shape)) {
      assertThat(reader.next()).isTrue();
      assertThat(reader.broken()).isEmpty();
      assertThat(reader.next()).isTrue();
      assertThat(reader.broken()).contains("1 field where 2 are expected");
      assertThat(reader.line()).isEqualTo(5);
    }
  }

  private static List<List<@Nullable String>> read(Path file) throws IOException {
    CsvReader.Shape shape = new CsvReader.Shape(',', '"', true, "utf-8", 0, List.of("a", "b"));
    List<List<@Nullable String>> rows = new ArrayList<>();
    try (CsvReader reader = new CsvReader(RawFile.of(file), shape)) {
      while (reader.next()) {
        assertThat(reader.broken()).isEmpty();
        rows.add(Arrays.asList(reader.text(0), reader.text(1)));
      }
    }
    return rows;
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  private static @Nullable String filled(String text) {
    return text.isEmpty() ? null : text;
  }
}
