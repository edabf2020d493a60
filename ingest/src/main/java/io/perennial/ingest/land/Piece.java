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

  /**
   * Looks at it and tells it from others by its content: equal only for equal content, without the
   * settings it is read with. May cost a pass over it.
   *
   * @throws io.perennial.ingest.IngestException when it cannot be read
   */
  String fingerprint();

  /** About how many bytes it has, packed as it is; known when it was looked at. */
  long bytes();

  /**
   * Makes it a file that engines read, which may be itself.
   *
   * @param copies a folder for what has to be written; it goes away when the rows are in the lake
   * @throws io.perennial.ingest.IngestException when it cannot be read
   */
  Landed land(Path copies);

  /**
   * Which pieces it may be committed with: those that say the same. After a kill the same pieces
   * are to go in together, whatever has come meanwhile.
   */
  default String together() {
    return "";
  }

  /** Whether it begins with all that a piece of that fingerprint had: it grew. */
  default boolean begins(String fingerprint) {
    return fingerprint().equals(fingerprint);
  }

  /**
   * Makes sure that it is what it was when it was looked at.
   *
   * @throws io.perennial.ingest.IngestException when it changed, or is gone
   */
  void requireUnchanged();
}
