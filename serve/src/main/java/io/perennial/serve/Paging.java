// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve;

import java.util.Optional;

/**
 * Which part of a list is wanted: {@code ?limit=} and {@code ?cursor=}. A controller has one as a
 * parameter.
 *
 * @param limit of items, 1 to 500
 * @param cursor where to go on, as the part before said; empty: at the start
 * @param question path and other parameters: a cursor is of one question
 */
public record Paging(int limit, Optional<String> cursor, String question) {

  /** The limit where none is said. */
  public static final int USUAL = 50;

  /** The most. */
  public static final int MOST = 500;

  /** Of a question that is not told from others. */
  public Paging(int limit, Optional<String> cursor) {
    this(limit, cursor, "");
  }

  public Paging {
    if (limit < 1 || limit > MOST) {
      throw Refusal.invalid("limit", "Invalid limit: " + limit + " (must be 1 to 500)");
    }
  }
}
