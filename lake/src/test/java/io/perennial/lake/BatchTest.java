// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BatchTest {

  private static final List<Field> FIELDS =
      List.of(
          new Field("n", ColumnType.LONG),
          new Field("x", ColumnType.DOUBLE),
          new Field("t", ColumnType.STRING));

  @Test
  void holds_what_a_list_of_rows_holds_whatever_is_done_to_it() {
    SplittableRandom random = new SplittableRandom(11);
    for (int run = 0; run < 60; run++) {
      Batch batch = new Batch(FIELDS, random.nextInt(40));
      List<@Nullable Object[]> rows = new ArrayList<>();
      for (int step = 0; step < 300; step++) {
        int what = random.nextInt(40);
        if (what == 0) {
          batch.clear();
          rows.clear();
        } else if (what == 1) {
          batch = batch.copy();
        } else if (what < 5) {
          int count = random.nextInt(90);
          int from = batch.extend(count);
          for (int i = 0; i < count; i++) {
            batch.longs(0)[from + i] = i;
            batch.doubles(1)[from + i] = i;
            batch.texts(2)[from + i] = "t" + i;
            rows.add(new Object[] {(long) i, (double) i, "t" + i});
          }
        } else {
          add(batch, rows, random);
        }
      }
      assertThat(rows(batch)).usingRecursiveComparison().isEqualTo(rows);
      for (int column = 0; column < 3; column++) {
        int at = column;
        assertThat(batch.nulls(column))
            .as("nulls of column %d", column)
            .isEqualTo((int) rows.stream().filter(row -> row[at] == null).count());
      }
    }
  }

  private static void add(Batch batch, List<@Nullable Object[]> rows, SplittableRandom random) {
    int row = batch.addRow();
    assertThat(row).isEqualTo(rows.size());
    @Nullable Object[] cells = new @Nullable Object[3];
    assertThat(batch.doubles(1)[row]).as("a double that is not set").isNaN();
    if (random.nextBoolean()) {
      batch.setLong(0, row, 7);
      cells[0] = 7L;
    }
    if (random.nextBoolean()) {
      boolean isNumber = random.nextBoolean();
      batch.setDouble(1, row, isNumber ? 0.5 : Double.NaN);
      cells[1] = isNumber ? 0.5 : null;
    }
    if (random.nextBoolean()) {
      batch.setText(2, row, "a");
      cells[2] = "a";
      if (random.nextInt(4) == 0) {
        batch.setNull(2, row);
        cells[2] = null;
      }
    }
    rows.add(cells);
  }

  private static List<@Nullable Object[]> rows(Batch batch) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (int row = 0; row < batch.rows(); row++) {
      @Nullable Object[] cells = {batch.longs(0)[row], batch.doubles(1)[row], batch.texts(2)[row]};
      for (int column = 0; column < 3; column++) {
        cells[column] = batch.isNull(column, row) ? null : cells[column];
      }
      rows.add(Arrays.copyOf(cells, 3));
    }
    return rows;
  }
}
