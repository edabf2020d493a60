// SPDX-License-Identifier: Apache-2.0
package io.perennial.config;

import java.nio.file.Path;

/**
 * Where in a file a value stands.
 *
 * @param file as the caller named it; empty for a value set in code
 * @param line from 1; 0 when the whole file is meant
 * @param column from 1, in characters; 0 when the whole file is meant
 */
public record Place(Path file, int line, int column) {

  private static final Place CODE = new Place(Path.of(""), 0, 0);

  /** The place of a value that comes from no file. */
  public static Place inCode() {
    return CODE;
  }

  /** The file as a whole. */
  public static Place wholeOf(Path file) {
    return new Place(file, 0, 0);
  }

  /** For people: {@code perennial.yaml line 12}, or {@code configuration} when there is no file. */
  @Override
  public String toString() {
    String name = file.toString().isEmpty() ? "configuration" : file.toString();
    return line == 0 ? name : name + " line " + line;
  }
}
