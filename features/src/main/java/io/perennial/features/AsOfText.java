// SPDX-License-Identifier: Apache-2.0
package io.perennial.features;

import io.perennial.domain.AsOf;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/**
 * An as-of instant as people write it: a day, which means its first moment in the workspace's zone,
 * or an instant.
 *
 * @param text {@code 2026-01-31} or {@code 2026-01-31T12:00:00Z}
 */
public record AsOfText(String text) {

  /**
   * @throws IllegalArgumentException when it is neither a day nor an instant
   */
  public AsOfText {
    text = text.strip();
    try {
      of(text, ZoneId.of("UTC"));
    } catch (java.time.DateTimeException e) {
      throw new IllegalArgumentException(
          "Invalid as-of: "
              + text
              + " (must be a day such as 2026-01-31, or an instant such as 2026-01-31T12:00:00Z)",
          e);
    }
  }

  /** The instant that it means in a zone. */
  public AsOf in(ZoneId zone) {
    return of(text, zone);
  }

  private static AsOf of(String text, ZoneId zone) {
    return text.length() == 10
        ? AsOf.startOf(LocalDate.parse(text), zone)
        : AsOf.of(OffsetDateTime.parse(text.replace(' ', 'T')).toInstant());
  }

  @Override
  public String toString() {
    return text;
  }
}
