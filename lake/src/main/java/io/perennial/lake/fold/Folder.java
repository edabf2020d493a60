// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.fold;

import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import io.perennial.lake.ColumnType;
import io.perennial.lake.EventRow;
import io.perennial.lake.Field;
import io.perennial.lake.Fold;
import io.perennial.lake.RowWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs a fold over events that come key by key, in order of time, and writes a row for each key and
 * as-of instant before which it has an event. The one place that knows when to read a state, so
 * that every engine reads at the same point. Not safe for use by many threads.
 *
 * @param <S> the fold's state
 */
public final class Folder<S> {

  private final Fold<S> fold;
  private final List<AsOf> asOfs;
  private final Batch out;
  private final Row row;
  private @Nullable S state;

  /** Of a key that is done with. */
  private @Nullable S spare;

  private long key;
  private int nextAsOf;

  /** Writes to {@code out}, which has {@link #fields}. */
  public Folder(Fold<S> fold, List<AsOf> asOfs, Batch out) {
    this.fold = fold;
    this.asOfs = List.copyOf(asOfs);
    this.out = out;
    this.row = new Row(out);
  }

  /** The columns of the result: key, as_of, then the fold's. */
  public static List<Field> fields(Fold<?> fold) {
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("key", ColumnType.LONG));
    fields.add(new Field("as_of", ColumnType.TIMESTAMP));
    fields.addAll(fold.writes());
    return List.copyOf(fields);
  }

  /** Takes in the next event. Events of one key come together, in order of time. */
  public void add(EventRow event) {
    if (state == null || event.key() != key) {
      end();
      key = event.key();
      nextAsOf = 0;
      state = spare == null ? fold.start() : fold.restart(spare);
      spare = null;
      skipAsOfs(event.atMicros());
    } else {
      readUntil(event.atMicros());
    }
    if (nextAsOf < asOfs.size()) {
      fold.add(state, event);
    }
  }

  /** Ends the last key. */
  public void end() {
    if (state != null) {
      readUntil(Long.MAX_VALUE);
      spare = state;
      state = null;
    }
  }

  /** The as-of instants before a key's first event have nothing to tell. */
  private void skipAsOfs(long firstMicros) {
    while (nextAsOf < asOfs.size() && !asOfs.get(nextAsOf).knows(firstMicros)) {
      nextAsOf++;
    }
  }

  private void readUntil(long micros) {
    while (nextAsOf < asOfs.size() && !asOfs.get(nextAsOf).knows(micros)) {
      AsOf asOf = asOfs.get(nextAsOf++);
      int at = out.addRow();
      out.setLong(0, at, key);
      out.setLong(1, at, asOf.micros());
      row.at = at;
      S current = state;
      if (current != null) {
        fold.read(current, asOf, row);
      }
    }
  }

  /** A row of the result behind the key and the instant. */
  private static final class Row implements RowWriter {
    private final Batch batch;
    private int at;

    Row(Batch batch) {
      this.batch = batch;
    }

    @Override
    public void setLong(int column, long value) {
      batch.setLong(column + 2, at, value);
    }

    @Override
    public void setDouble(int column, double value) {
      batch.setDouble(column + 2, at, value);
    }

    @Override
    public void setText(int column, String value) {
      batch.setText(column + 2, at, value);
    }
  }
}
