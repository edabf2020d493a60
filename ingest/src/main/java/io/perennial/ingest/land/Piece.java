// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land;

import java.nio.file.Path;

/** Rows that are read together and committed together: a file, a sheet, a range of a topic. */
public interface Piece {

  /**
   * What people call it, and what tables name it by: a path from the workspace, {@code
   * book.xlsx!Orders}, {@code s3://shop/orders.csv}, {@code orders/0 100-199}.
   */
  String name();

  /** Tells pieces apart by their content: equal only for equal content. May cost a pass over it. */
  String fingerprint();

  /** About how many bytes it has, packed as it is. */
  long bytes();

  /**
   * Makes it a file that engines read: separated columns, JSON lines or Parquet, plain or gzipped.
   * That may be the file itself. In JSON lines the field {@code _line} may say where a row stands
   * in the original, and {@code _problem} why it cannot be taken: such rows go to quarantine.
   *
   * @param copies a folder for what has to be written; it goes away when the rows are in the lake
   * @throws io.perennial.ingest.IngestException when it cannot be read
   */
  Path land(Path copies);

  /**
   * Makes sure that it did not change while it was read.
   *
   * @throws io.perennial.ingest.IngestException when it is not what it was when it was looked at
   */
  void requireUnchanged();
}
