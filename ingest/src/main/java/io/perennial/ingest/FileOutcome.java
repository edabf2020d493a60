// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest;

import java.util.Locale;

/**
 * What became of the rows of one file. Read = kept + duplicate + quarantined + erased, exactly.
 *
 * @param source its name in the configuration
 * @param file relative to the workspace
 * @param read rows in the file
 * @param kept rows that became events
 * @param duplicate rows that were there already, in this file, another or the lake
 * @param quarantined rows that could not be taken
 * @param erased rows of customers who had themselves erased
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
    boolean unchanged) {

  public FileOutcome {
    if (read != kept + duplicate + quarantined + erased) {
      throw new IllegalStateException(
          "Cannot account for the rows of "
              + file
              + ": "
              + sum(read, kept, duplicate, quarantined, erased));
    }
  }

  /** A file that had been read before. */
  public static FileOutcome unchanged(String source, String file) {
    return new FileOutcome(source, file, 0, 0, 0, 0, 0, true);
  }

  static String sum(long read, long kept, long duplicate, long quarantined, long erased) {
    String text =
        count(read)
            + " rows = "
            + count(kept)
            + " kept + "
            + count(duplicate)
            + " duplicate + "
            + count(quarantined)
            + " quarantined";
    return erased == 0 ? text : text + " + " + count(erased) + " erased";
  }

  private static String count(long rows) {
    return String.format(Locale.ROOT, "%,d", rows);
  }

  @Override
  public String toString() {
    return file
        + ": "
        + (unchanged ? "unchanged" : sum(read, kept, duplicate, quarantined, erased));
  }
}
