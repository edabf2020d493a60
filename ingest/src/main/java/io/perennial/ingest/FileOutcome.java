// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest;

import java.util.Locale;

/**
 * What became of the rows of one file. Read = kept + duplicate + quarantined + erased + left out,
 * exactly.
 *
 * @param source its name in the configuration
 * @param file relative to the workspace
 * @param read rows in the file
 * @param kept rows that became events, or that say who a customer is
 * @param duplicate rows that were there already, in this file, another or the lake
 * @param quarantined rows that could not be taken
 * @param erased rows of customers who had themselves erased
 * @param leftOut rows that the source's {@code only} leaves out
 * @param repeated of the duplicates, those of an earlier row of the same file
 * @param unchanged whether the file had been read before and was left alone; then all rows are 0
 */
public record FileOutcome(
    String source,
    String file,
    long read,
    long kept,
    long duplicate,
    long quarantined,
    long erased,
    long leftOut,
    long repeated,
    boolean unchanged) {

  public FileOutcome {
    if (read != kept + duplicate + quarantined + erased + leftOut) {
      throw new IllegalStateException(
          "Cannot account for the rows of "
              + file
              + ": "
              + sum(read, kept, duplicate, quarantined, erased, leftOut));
    }
  }

  /** A file that had been read before. */
  public static FileOutcome unchanged(String source, String file) {
    return new FileOutcome(source, file, 0, 0, 0, 0, 0, 0, 0, true);
  }

  static String sum(
      long read, long kept, long duplicate, long quarantined, long erased, long leftOut) {
    String text =
        count(read)
            + " rows = "
            + count(kept)
            + " kept + "
            + count(duplicate)
            + " duplicate + "
            + count(quarantined)
            + " quarantined";
    return text + more(erased, "erased") + more(leftOut, "left out");
  }

  private static String more(long rows, String what) {
    return rows == 0 ? "" : " + " + count(rows) + " " + what;
  }

  private static String count(long rows) {
    return String.format(Locale.ROOT, "%,d", rows);
  }

  @Override
  public String toString() {
    return file
        + ": "
        + (unchanged ? "unchanged" : sum(read, kept, duplicate, quarantined, erased, leftOut));
  }
}
