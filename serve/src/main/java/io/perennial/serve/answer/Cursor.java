// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.answer;

import io.perennial.serve.Refusal;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a part of a list ended: the number by which the last item is sorted, and its id, which
 * tells it from others with the same number. So the next part begins behind it whatever came or
 * went before it.
 */
record Cursor(double place, long id) {

  private static final int BYTES = Double.BYTES + Long.BYTES;

  /** What a request says; empty for the first part. */
  static Optional<Cursor> parse(Optional<String> text) {
    return text.map(
        word -> {
          try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(word));
            if (bytes.remaining() == BYTES) {
              Cursor cursor = new Cursor(bytes.getDouble(), bytes.getLong());
              if (Double.isFinite(cursor.place())) {
                return cursor;
              }
            }
          } catch (IllegalArgumentException e) {
            // said below
          }
          throw Refusal.invalid(
              "cursor", "Invalid cursor (must be the next_cursor of the answer before)");
        });
  }

  /** For an answer. */
  String text() {
    byte[] bytes = ByteBuffer.allocate(BYTES).putDouble(place).putLong(id).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
