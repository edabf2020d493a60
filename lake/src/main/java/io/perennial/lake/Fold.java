// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

import io.perennial.domain.AsOf;
import java.io.Serializable;
import java.util.List;

/**
 * What becomes of one customer, built an event at a time. Pure: no clock, no I/O; the same bits in
 * batch, on Spark and live. The fold itself is immutable and shared by threads; each key has a
 * state of its own.
 *
 * @param <S> the state, changed in place by {@link #add}
 */
public interface Fold<S> extends Serializable {

  /** The columns it reads of each event, besides key and time; all of one kind of view. */
  List<String> reads();

  /** The columns that {@link #read} writes. */
  List<Field> writes();

  /** The state of a customer before the first event. */
  S start();

  /**
   * The state of another customer before the first event, which may be made of one that is done
   * with: a fold with a large state so spares making one for each customer.
   */
  default S restart(S used) {
    return start();
  }

  /** Takes in the next event; events come in order of time, then of the tie-breaker. */
  void add(S state, EventRow event);

  /**
   * Writes the values as known just before {@code asOf}. Called only for customers with an event
   * before it, once per as-of instant, in order of instants; must not change what later events
   * mean.
   */
  void read(S state, AsOf asOf, RowWriter out);
}
