// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.database;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Rows whose watermark is above one value and not above another, as names of pieces say it: {@code
 * shop.orders updated_at (2026-01-01T00:00:00Z, 2026-01-02T10:15:30.123456Z]}.
 *
 * @param above empty for all from the first
 * @param upTo included
 */
record WatermarkRange(Optional<Watermark> above, Watermark upTo) {

  private static final String FIRST = "-";

  /**
   * The range in a name.
   *
   * @param table how names of this table and column begin
   * @return empty for a name of something else
   */
  static Optional<WatermarkRange> parse(String name, String table, Watermark.Kind kind) {
    String head = table + " (";
    int comma = name.indexOf(", ", head.length());
    if (!name.startsWith(head) || !name.endsWith("]") || comma < 0) {
      return Optional.empty();
    }
    String above = name.substring(head.length(), comma);
    String upTo = name.substring(comma + 2, name.length() - 1);
    try {
      Optional<Watermark> from =
          above.equals(FIRST) ? Optional.empty() : Optional.of(readable(above, kind));
      return Optional.of(new WatermarkRange(from, readable(upTo, kind)));
    } catch (RuntimeException e) {
      return Optional.empty(); // of a time when the column had another type
    }
  }

  private static Watermark readable(String written, Watermark.Kind kind) {
    return Watermark.parse(
        URLDecoder.decode(written.replace("+", "%2B"), StandardCharsets.UTF_8), kind);
  }

  /** The name of the piece with these rows. */
  String name(String table) {
    return table
        + " ("
        + above.map(WatermarkRange::written).orElse(FIRST)
        + ", "
        + written(upTo)
        + "]";
  }

  /** Without what would end a value or a line. */
  private static String written(Watermark value) {
    StringBuilder text = new StringBuilder();
    for (char c : value.text().toCharArray()) {
      if (c <= ' ' || c == '%' || c == ',') {
        text.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.toString().equals(FIRST) ? "%2D" : text.toString();
  }
}
