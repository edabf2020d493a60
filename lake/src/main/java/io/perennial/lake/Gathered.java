// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a key as one text: of rows (key LONG, text STRING) in order of key, then text, one
 * row a key, its different texts with line ends between. Engines have no way in common to say it.
 * What is longer than {@link #LONGEST} characters loses the texts behind. Memory is that of a
 * batch.
 */
public final class Gathered {

  /** Characters of what is gathered of a key. */
  public static final int LONGEST = 4_000;

  private static final int ROWS = 2_048;

  private Gathered() {}

  /**
   * Gathers; {@code rows} are closed with what is returned.
   *
   * @param rows in order; null texts count for nothing
   * @param key what the key is called in the result
   * @param texts what the texts are called in the result
   */
  public static Batches of(Batches rows, String key, String texts) {
    return new Keys(
        rows, List.of(new Field(key, ColumnType.LONG), new Field(texts, ColumnType.STRING)));
  }

  private static final class Keys implements Batches {
    private final Batches rows;
    private final List<Field> fields;
    private final StringBuilder texts = new StringBuilder();
    private Batch out;
    private @Nullable String last;
    private long key;
    private boolean ended;

    Keys(Batches rows, List<Field> fields) {
      this.rows = rows;
      this.fields = fields;
      this.out = new Batch(fields, ROWS);
    }

    @Override
    public List<Field> fields() {
      return fields;
    }

    @Override
    public boolean next() {
      out = new Batch(fields, ROWS);
      while (out.rows() == 0 && !ended) {
        if (rows.next()) {
          add(rows.batch());
        } else {
          ended = true;
          finish();
        }
      }
      return out.rows() > 0;
    }

    @Override
    public Batch batch() {
      return out;
    }

    @Override
    public void close() {
      ended = true;
      rows.close();
    }

    private void add(Batch in) {
      for (int i = 0; i < in.rows(); i++) {
        if (in.isNull(1, i)) {
          continue;
        }
        long now = in.longs(0)[i];
        if (last != null && now != key) {
          finish();
        }
        key = now;
        String text = in.texts(1)[i];
        if (!text.equals(last) && texts.length() + text.length() < LONGEST) {
          texts.append(texts.isEmpty() ? "" : "\n").append(text);
        }
        last = text;
      }
    }

    private void finish() {
      if (last != null) {
        int row = out.addRow();
        out.setLong(0, row, key);
        out.setText(1, row, texts.toString());
        texts.setLength(0);
        last = null;
      }
    }
  }
}
