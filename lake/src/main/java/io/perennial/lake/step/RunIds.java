// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.step;

import io.perennial.governance.Provenance;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Names of runs: time, step, four digits of what it was made from, as in {@code
 * 20260131T120003.250Z-ingest-9f3a}. They sort by time, and are the same whenever clock and inputs
 * are.
 */
final class RunIds {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private RunIds() {}

  /** The first such name that is not {@code taken}: a number behind it tells doubles apart. */
  static String next(Instant at, String step, Provenance from, Predicate<String> taken) {
    String name = TIME.format(at) + "-" + step + "-" + Inputs.hash(from.toString()).substring(0, 4);
    String id = name;
    for (int i = 2; taken.test(id); i++) {
      id = name + "-" + i;
    }
    return id;
  }
}
