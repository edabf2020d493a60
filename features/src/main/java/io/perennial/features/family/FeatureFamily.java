// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.family;

import io.perennial.domain.AsOf;
import io.perennial.domain.EventType;
import io.perennial.features.dictionary.FeatureDefinition;
import io.perennial.lake.EventRow;
import io.perennial.lake.RowWriter;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * A family of features: a part of the one fold. Pure: no clock, no I/O; the same bits in batch, on
 * Spark and live. Immutable and shared by threads; each customer has a state of their own.
 *
 * <p>In {@link #add}, which is called for each event of each customer, nothing is allocated but
 * what the state keeps: no boxing, no maps of objects.
 *
 * @param <S> the state, changed in place by {@link #add}
 */
public interface FeatureFamily<S> extends Serializable {

  /** Lower case letters, digits and '_'; one family of that name in a fold. */
  String name();

  /**
   * The columns that {@link #read} writes, in order. Asked once, when the fold is made: need not be
   * there after serialization. Only events of the types that some feature names are handed to
   * {@link #add}.
   */
  List<FeatureDefinition> features();

  /** The columns of customers' events that it reads, beside key, time and type. */
  List<String> reads();

  /**
   * The types of events of which it reads one of {@link #reads}; empty for all that it is handed.
   * What is dear to compute is computed for those alone, and null for others.
   */
  default Set<EventType> typesOf(String column) {
    return Set.of();
  }

  /** The state of a customer before the first event. */
  S start();

  /**
   * The state of another customer before the first event, in the room of one that is done with;
   * spares the garbage of a state for each customer.
   */
  default S restart(S used) {
    return start();
  }

  /**
   * Takes in the next event, in order of time; columns are numbered as in {@link #reads}.
   *
   * @param type the number of the event's type by {@link EventCodes}; −1 where it is not known
   */
  void add(S state, int type, EventRow event);

  /**
   * Writes the values as known just before {@code asOf}; columns are numbered as in {@link
   * #features}, what is not set is null. Instants do not go back; must not change what later events
   * mean.
   */
  void read(S state, AsOf asOf, RowWriter out);

  /** Writes the state such that {@link #restore} gives one that goes on to the same bits. */
  void write(S state, DataOutput out) throws IOException;

  /** The state that {@link #write} wrote. */
  S restore(DataInput in) throws IOException;
}
