// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.answer;

import io.perennial.serve.Paging;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A part of a list.
 *
 * @param items in the list's order
 * @param nextCursor what asks for the part that comes next; empty for the last
 * @param total items of all parts; empty where counting them would cost too much
 * @param asOf the instant that it is told as of; empty before there is one
 * @param currency of money
 */
public record Page<T>(
    List<T> items,
    Optional<String> nextCursor,
    Optional<Long> total,
    Optional<Instant> asOf,
    String currency) {

  public Page {
    items = List.copyOf(items);
  }

  /** The part of a list that is at hand whole: its cursor is a place in it. */
  static <T> Page<T> of(List<T> all, Paging part, Moment moment) {
    int from =
        Cursor.parse(part, moment)
            .map(at -> (int) Math.min(all.size(), Math.max(0, at.id())))
            .orElse(0);
    int to = Math.min(all.size(), from + part.limit());
    return new Page<>(
        all.subList(from, to),
        to < all.size() ? Optional.of(new Cursor(0, to).text(part, moment)) : Optional.empty(),
        Optional.of((long) all.size()),
        moment.asOf(),
        moment.currency());
  }
}
