// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatheredTest {

  private static final List<Field> FIELDS =
      List.of(new Field("k", ColumnType.LONG), new Field("t", ColumnType.STRING));

  @Test
  void texts_of_a_key_are_one_whatever_the_batches() {
    for (int size = 1; size < 8; size++) {
      assertThat(gathered(size, "1 a", "1 a", "1 b", "2 c", "3 -", "4 d", "4 e"))
          .as("batches of %d", size)
          .containsExactly("1 a,b", "2 c", "4 d,e");
    }
  }

  @Test
  void of_nothing_there_is_nothing() {
    assertThat(gathered(3)).isEmpty();
    assertThat(gathered(3, "1 -")).isEmpty();
  }

  @Test
  void a_key_with_very_many_texts_keeps_the_first() {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      rows.add("7 name%06d".formatted(i));
    }

    String all = gathered(64, rows.toArray(String[]::new)).get(0);

    assertThat(all).startsWith("7 name000000,name000001,").hasSizeBetween(3_900, 4_002);
  }

  private static List<String> gathered(int size, String... rows) {
    List<Batch> batches = new ArrayList<>();
    for (int from = 0; from < rows.length; from += size) {
      Batch batch = new Batch(FIELDS, size);
      for (int i = from; i < Math.min(rows.length, from + size); i++) {
        int row = batch.addRow();
        batch.setLong(0, row, Long.parseLong(rows[i].substring(0, 1)));
        if (!rows[i].endsWith("-")) {
          batch.setText(1, row, rows[i].substring(2));
        }
      }
      batches.add(batch);
    }
    List<String> all = new ArrayList<>();
    try (Batches gathered = Gathered.of(Batches.of(FIELDS, batches.iterator()), "key", "texts")) {
      while (gathered.next()) {
        Batch batch = gathered.batch();
        for (int i = 0; i < batch.rows(); i++) {
          all.add(batch.longs(0)[i] + " " + batch.texts(1)[i].replace('\n', ','));
        }
      }
    }
    return all;
  }
}
