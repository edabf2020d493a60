// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.answer;

import io.perennial.domain.StableHash;
import io.perennial.serve.Paging;
import io.perennial.serve.Refusal;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a part of a list ended: the number by which the last item is sorted, and its id, which
 * tells it from others with the same number. It is of one question and one set of snapshots: in
 * others the same place is another.
 */
record Cursor(double place, long id) {

  private static final int BYTES = Double.BYTES + 2 * Long.BYTES;

  /** What a request says; empty for the first part. */
  static Optional<Cursor> parse(Paging part, Moment moment) {
    return part.cursor()
        .map(
            word -> {
              try {
                ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(word));
                if (bytes.remaining() == BYTES) {
                  return read(bytes, mark(part, moment));
                }
              } catch (IllegalArgumentException e) {
                // said below
              }
              throw invalid();
            });
  }

  private static Cursor read(ByteBuffer bytes, long mark) {
    Cursor cursor = new Cursor(bytes.getDouble(), bytes.getLong());
    if (!Double.isFinite(cursor.place())) {
      throw invalid();
    }
    if (bytes.getLong() != mark) {
      throw Refusal.invalid(
          "cursor",
          "Cannot go on: the cursor is of another question, or there are newer tables since; begin"
              + " again without it");
    }
    return cursor;
  }

  private static Refusal invalid() {
    return Refusal.invalid(
        "cursor", "Invalid cursor (must be the next_cursor of the answer before)");
  }

  private static long mark(Paging part, Moment moment) {
    return StableHash.of(moment.snapshots() + "\n" + part.question());
  }

  /** For an answer. */
  String text(Paging part, Moment moment) {
    byte[] bytes =
        ByteBuffer.allocate(BYTES).putDouble(place).putLong(id).putLong(mark(part, moment)).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
