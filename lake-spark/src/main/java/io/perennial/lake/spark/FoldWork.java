// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import io.perennial.domain.AsOf;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Fold;
import io.perennial.lake.fold.Folder;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * Folds each key's events. Rows come sorted by key, time, tie-breaker, in the columns key, time,
 * then what the fold reads.
 *
 * @param fold what to do
 * @param reads the types of what it reads
 * @param asOfMicros the instants, ascending
 * @param writes the columns of the result
 */
record FoldWork<S>(Fold<S> fold, List<ColumnType> reads, List<Long> asOfMicros, Columns writes)
    implements PartitionWork {

  static <S> FoldWork<S> of(Fold<S> fold, List<ColumnType> reads, List<AsOf> asOfs) {
    return new FoldWork<>(
        fold,
        List.copyOf(reads),
        asOfs.stream().map(AsOf::micros).toList(),
        Columns.of(Folder.fields(fold)));
  }

  @Override
  public void run(Iterator<Row> rows, FrameWriter out) {
    RowEvent event = new RowEvent(reads.toArray(new ColumnType[0]));
    Folder<S> folder = new Folder<>(fold, asOfMicros.stream().map(AsOf::new).toList(), out.batch());
    while (rows.hasNext()) {
      event.stand(rows.next());
      folder.add(event);
      out.rowsAdded();
    }
    folder.end();
  }
}
