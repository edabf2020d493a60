// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.fuzz;

import java.util.OptionalLong;

/** A file that was made wrong. */
final class Specimen {

  private final byte[] bytes;
  private final String ending;
  private final String done;
  private final OptionalLong rows;

  /**
   * @param ending of its name
   * @param done what was done to it, for people
   * @param rows how many rows it has, where what was done left them as many: none but these are
   *     read, if it is read at all
   */
  Specimen(byte[] bytes, String ending, String done, OptionalLong rows) {
    this.bytes = bytes;
    this.ending = ending;
    this.done = done;
    this.rows = rows;
  }

  static Specimen of(byte[] bytes, String ending, Mutator mutator) {
    return new Specimen(bytes, ending, mutator.done(), OptionalLong.empty());
  }

  Specimen withRows(long known) {
    return new Specimen(bytes, ending, done, OptionalLong.of(known));
  }

  byte[] bytes() {
    return bytes;
  }

  String ending() {
    return ending;
  }

  String done() {
    return done;
  }

  OptionalLong rows() {
    return rows;
  }
}
