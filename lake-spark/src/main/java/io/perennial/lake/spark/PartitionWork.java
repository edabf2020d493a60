// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import java.io.Serializable;
import java.util.Iterator;
import org.apache.spark.sql.Row;

/** What an executor makes of the rows of one partition. */
interface PartitionWork extends Serializable {

  /** The columns that it makes. */
  Columns writes();

  /** Takes rows in plain form and appends what becomes of them, in their order. */
  void run(Iterator<Row> rows, FrameWriter out);
}
