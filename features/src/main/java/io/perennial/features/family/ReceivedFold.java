// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.family;

import io.perennial.domain.AsOf;
import io.perennial.lake.EventRow;
import io.perennial.lake.Field;
import io.perennial.lake.Fold;
import io.perennial.lake.RowWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All families at many instants, each of what had occurred and had reached us before it, in one
 * pass in order of occurrence. Instants that know the same events share a state; an event that is
 * known to later instants alone parts them: the state is copied, and the copy goes on with it. So
 * each state takes in what it knows in order of time, as if there had been no other instant: the
 * same bits. Costs as much as without that option, and an event more for each instant that stands
 * between the occurrence of a late event and its arrival.
 *
 * <p>Of a customer of whom nothing was known at an instant nothing is written.
 */
public final class ReceivedFold implements Fold<ReceivedFold.State> {
  private static final long serialVersionUID = 1;

  /** When an event reached us; where it is not known, when it occurred. */
  public static final String RECEIVED_AT = "received_at";

  private final FeatureFold features;
  private final long[] asOfs;
  private final ArrayList<String> reads;
  private final int received;

  /**
   * @param asOfs all instants at which it will be read, ascending and distinct
   */
  public ReceivedFold(FeatureFold features, List<AsOf> asOfs) {
    this.features = features;
    this.asOfs = asOfs.stream().mapToLong(AsOf::micros).toArray();
    reads = new ArrayList<>(features.reads());
    if (!reads.contains(RECEIVED_AT)) {
      reads.add(RECEIVED_AT);
    }
    received = reads.indexOf(RECEIVED_AT);
  }

  @Override
  public List<String> reads() {
    return reads;
  }

  @Override
  public List<Field> writes() {
    return features.writes();
  }

  @Override
  public State start() {
    return new State(new Known(0, features.start(), false));
  }

  @Override
  public State restart(State used) {
    return new State(new Known(0, features.restart(used.known.get(0).state), false));
  }

  @Override
  public void add(State state, EventRow event) {
    long arrived = event.isNull(received) ? event.atMicros() : event.longAt(received);
    int first = firstThatKnows(Math.max(event.atMicros(), arrived));
    if (first == asOfs.length) {
      return;
    }
    state.forgetBefore(firstThatKnows(event.atMicros()));
    part(state.known, first);
    for (Known known : state.known) {
      if (known.from >= first) {
        features.add(known.state, event);
        known.isSome = true;
      }
    }
  }

  /** The number of the first instant after {@code micros}. */
  private int firstThatKnows(long micros) {
    int found = Arrays.binarySearch(asOfs, micros);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** Makes some state begin with the instant {@code first}, or all later. */
  private void part(List<Known> all, int first) {
    int last = all.size() - 1;
    while (last > 0 && all.get(last).from > first) {
      last--;
    }
    Known known = all.get(last);
    if (known.from < first) {
      FeatureState copy = features.decode(features.encode(known.state));
      all.add(last + 1, new Known(first, copy, known.isSome));
    }
  }

  @Override
  public void read(State state, AsOf asOf, RowWriter out) {
    int at = Arrays.binarySearch(asOfs, asOf.micros());
    if (at < 0) {
      throw new IllegalArgumentException("Unknown instant: " + asOf);
    }
    state.forgetBefore(at);
    Known known = state.known.get(0);
    if (known.isSome) {
      features.read(known.state, asOf, out);
    }
  }

  /** What is kept of one customer: a state for each stretch of instants that know the same. */
  public static final class State {
    private final List<Known> known = new ArrayList<>();

    private State(Known first) {
      known.add(first);
    }

    /** Drops the states of instants before this one, which are not read again. */
    private void forgetBefore(int instant) {
      while (known.size() > 1 && known.get(1).from <= instant) {
        known.remove(0);
      }
      if (known.get(0).from < instant) {
        known.get(0).from = instant;
      }
    }
  }

  /** What is known from an instant on, up to the next state's. */
  private static final class Known {
    private int from;
    private final FeatureState state;
    private boolean isSome;

    private Known(int from, FeatureState state, boolean isSome) {
      this.from = from;
      this.state = state;
      this.isSome = isSome;
    }
  }
}
