// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;

/** Runs work over a partition and answers the file with what it made, if it made anything. */
record FrameTask(PartitionWork work, String folder)
    implements FlatMapFunction<Iterator<Row>, String> {

  @Override
  public Iterator<String> call(Iterator<Row> rows) {
    if (!rows.hasNext()) {
      return Collections.emptyIterator();
    }
    try (FrameWriter out = new FrameWriter(work.writes(), folder)) {
      work.run(rows, out);
      String file = out.finish();
      return file == null ? Collections.emptyIterator() : List.of(file).iterator();
    }
  }
}
