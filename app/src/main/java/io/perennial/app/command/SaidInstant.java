// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.UsageException;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.domain.AsOf;
import io.perennial.features.AsOfText;

/** A day or an instant as it is said in an option. */
final class SaidInstant {

  private SaidInstant() {}

  /**
   * What it means in a workspace, by its zone.
   *
   * @param option that said it: {@code --as-of}
   * @throws UsageException when it is neither a day nor an instant
   */
  static AsOf of(String option, String when, OpenWorkspace open) {
    try {
      return new AsOfText(when).in(open.settings().workspace().zone());
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "Invalid "
              + option
              + ": "
              + when
              + " (must be a day such as 2026-01-31, or an instant such as 2026-01-31T12:00:00Z)",
          e);
    }
  }
}
