// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.quality;

import java.util.Locale;

/** What becomes of a check: fail is a warning that the configuration says is to fail a run. */
public enum Verdict {
  OK,
  WARN,
  FAIL;

  /** As the table has it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
