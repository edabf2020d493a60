// SPDX-License-Identifier: Apache-2.0
package io.perennial.text;

import java.util.Locale;

/** Which way a text feels. */
public enum Polarity {
  NEGATIVE,
  NEUTRAL,
  POSITIVE;

  /** As tables say it: {@code negative}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
