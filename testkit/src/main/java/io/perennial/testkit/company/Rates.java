// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.company;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Locale;

/** What a pound and a dollar are in euro, on the days on which banks work. */
final class Rates {

  private Rates() {}

  static void write(Path file, LocalDate start, LocalDate end) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, UTF_8)) {
      out.write("date,currency,rate\n");
      for (LocalDate day = start.minusDays(7); day.isBefore(end); day = day.plusDays(1)) {
        if (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
          continue;
        }
        double wave = StrictMath.sin(day.toEpochDay() / 40.0);
        out.write(
            String.format(
                Locale.ROOT,
                "%s,GBP,%.4f\n%s,USD,%.4f\n",
                day,
                1.17 + 0.02 * wave,
                day,
                0.92 - 0.03 * wave));
      }
    }
  }
}
