// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.lake.ColumnType;
import io.perennial.lake.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SectionFileTest {

  private static final List<Field> FIELDS =
      List.of(
          new Field("a", ColumnType.LONG),
          new Field("b", ColumnType.DOUBLE),
          new Field("c", ColumnType.STRING),
          new Field("d", ColumnType.TIMESTAMP),
          new Field("e", ColumnType.BOOLEAN),
          new Field("f", ColumnType.DECIMAL),
          new Field("g", ColumnType.DOUBLE),
          new Field("h", ColumnType.STRING),
          new Field("i", ColumnType.LONG));

  private static final List<Double> HARD =
      List.of(0.0, -0.0, 1.0, -1.0, 0.1, Double.MIN_VALUE, Double.MAX_VALUE, 0x1p48, -0x1p52, 1e18);

  private static @Nullable Object[] row(Random chance) {
    @Nullable Object[] row = {
      chance.nextLong() >> chance.nextInt(64),
      HARD.get(chance.nextInt(HARD.size())),
      "word " + chance.nextInt(6000),
      Instant.EPOCH.plus(chance.nextLong() >> 12, ChronoUnit.MICROS),
      chance.nextBoolean(),
      chance.nextInt() / 100.0,
      chance.nextGaussian(),
      "ü€𝄞".repeat(chance.nextInt(40)),
      Long.MIN_VALUE + chance.nextInt(3)
    };
    for (int i = 0; i < row.length; i++) {
      if (chance.nextInt(4) == 0) {
        row[i] = null;
      }
    }
    return row;
  }

  @Test
  void what_was_written_of_a_key_is_read_and_nothing_else(@TempDir Path folder) throws IOException {
    Random chance = new Random(1);
    List<List<@Nullable Object[]>> written = new ArrayList<>();
    try (SectionWriter writer = new SectionWriter(folder, "some", FIELDS, 3)) {
      for (int key = 0; key < 3_000; key++) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int n = chance.nextInt(5); n > 0; n--) {
          rows.add(row(chance));
        }
        for (@Nullable Object[] row : rows) {
          writer.add(7L * key - 9_000, row);
        }
        written.add(rows.subList(0, Math.min(3, rows.size())));
      }
      writer.finish();
    }

    SectionFile file = SectionFile.open(folder, "some");
    for (int key = 0; key < written.size(); key++) {
      Rows rows = file.rows(7L * key - 9_000);
      assertThat(rows.size()).isEqualTo(written.get(key).size());
      for (int i = 0; i < rows.size(); i++) {
        for (int column = 0; column < FIELDS.size(); column++) {
          assertThat(rows.value(i, column)).isEqualTo(written.get(key).get(i)[column]);
        }
      }
      assertThat(file.rows(7L * key - 9_001).isEmpty()).isTrue();
    }
  }

  @Test
  void a_file_that_is_not_whole_is_told(@TempDir Path folder) throws IOException {
    try (SectionWriter writer = new SectionWriter(folder, "some", FIELDS, 3)) {
      writer.add(1, row(new Random(1)));
      writer.finish();
    }
    Path keys = folder.resolve("some.keys");
    byte[] whole = Files.readAllBytes(keys);
    for (int length = 0; length < whole.length; length += 7) {
      Files.write(keys, Arrays.copyOf(whole, length));

      assertThatThrownBy(() -> SectionFile.open(folder, "some"))
          .isInstanceOf(IOException.class)
          .hasMessage("Cannot read some.keys: it is not whole");
    }
    Files.write(keys, whole);
    Path rows = folder.resolve("some.rows");
    byte[] ofRows = Files.readAllBytes(rows);
    for (int length : new int[] {0, ofRows.length - 1}) {
      Files.write(rows, Arrays.copyOf(ofRows, length));
      assertThatThrownBy(() -> SectionFile.open(folder, "some"))
          .isInstanceOf(IOException.class)
          .hasMessage("Cannot read some.rows: it is not whole");
    }
    ofRows[1] ^= 1;
    Files.write(rows, ofRows);
    assertThatThrownBy(() -> SectionFile.open(folder, "some")).isInstanceOf(IOException.class);
    ofRows[1] ^= 1;
    Files.write(rows, ofRows);
    SectionFile.open(folder, "some");
    whole[3] ^= 1;
    Files.write(keys, whole);
    assertThatThrownBy(() -> SectionFile.open(folder, "some")).isInstanceOf(IOException.class);
  }
}
