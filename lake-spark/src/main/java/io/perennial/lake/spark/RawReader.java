// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the raw rows of one file, one after the other. */
interface RawReader extends AutoCloseable {

  /** Moves to the next row, whole or broken; false at the end. */
  boolean next() throws IOException;

  /** Why the row could not be split into fields; empty when it could. */
  Optional<String> broken();

  /**
   * The line of the file at which the row starts, counting from 1; a row that goes on over line
   * breaks within quotes counts as one, as the embedded engine counts.
   */
  long line();

  /** The text of the wanted field number {@code wanted}; null when empty or absent. */
  @Nullable String text(int wanted);

  @Override
  void close() throws IOException;
}
