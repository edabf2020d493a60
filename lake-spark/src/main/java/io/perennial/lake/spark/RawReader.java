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

  /** The line of the file on which the row starts, counting from 1 for its first line. */
  long line();

  /** The line on which the row starts, counting from 1 for the first behind the header. */
  long dataLine();

  /** The text of the wanted field number {@code wanted}; null when empty or absent. */
  @Nullable String text(int wanted);

  @Override
  void close() throws IOException;
}
