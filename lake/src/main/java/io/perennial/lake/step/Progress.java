// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.step;

/** Hears how far a long job is. */
public interface Progress {

  /**
   * The job is now doing {@code what}, and {@code total} units of it are ahead.
   *
   * @param what a few words: reading orders.csv
   * @param total units, such as rows or bytes; 0 when unknown
   * @param unit rows, bytes, files
   */
  void begin(String what, long total, String unit);

  /** So many more units are done. */
  void advance(long units);

  /** Something that people want to know, one line. */
  void say(String line);

  /** Hears and says nothing. */
  static Progress silent() {
    return new Progress() {
      @Override
      public void begin(String what, long total, String unit) {}

      @Override
      public void advance(long units) {}

      @Override
      public void say(String line) {}
    };
  }
}
