// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.print;

import java.time.Duration;
import java.util.Locale;

/** Counts, sizes and durations as people read them. */
public final class Amounts {

  private Amounts() {}

  /** {@code 1,234,567}. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1 row}, {@code 2 rows}. */
  public static String count(long number, String one) {
    return count(number) + " " + one + (number == 1 ? "" : "s");
  }

  /** {@code 12.3 MB}; units of 1000. */
  public static String bytes(long bytes) {
    String[] units = {"B", "kB", "MB", "GB", "TB"};
    double size = bytes;
    int unit = 0;
    while (size >= 999.95 && unit < units.length - 1) {
      size /= 1000;
      unit++;
    }
    return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", size, units[unit]);
  }

  /** {@code 0.04 s}, {@code 3.2 s}, {@code 2 min 5 s}, {@code 3 h 4 min}. */
  public static String time(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds >= 3600) {
      return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
    if (seconds >= 60) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    }
    double exact = duration.toNanos() / 1e9;
    return String.format(Locale.ROOT, exact < 1 ? "%.2f s" : "%.1f s", exact);
  }
}
