// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.family;

import io.perennial.domain.AsOf;
import io.perennial.domain.EventType;
import io.perennial.features.dictionary.FeatureDefinition;
import io.perennial.features.dictionary.Kept;
import io.perennial.features.dictionary.Unit;
import io.perennial.lake.EventRow;
import io.perennial.lake.RowWriter;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** Whether and how long a customer subscribes; all subscriptions of a customer are one. */
final class SubscriptionFamily implements FeatureFamily<SubscriptionFamily.State> {
  private static final long serialVersionUID = 1;

  private static final double DAY = 86_400e6;
  private static final int CANCEL = EventCodes.of(EventType.SUBSCRIPTION_CANCEL);
  private static final String NOTHING_SAID = "without an event of a subscription";

  @Override
  public String name() {
    return "subscription";
  }

  @Override
  public List<FeatureDefinition> features() {
    return new Columns(
            name(),
            EventType.SUBSCRIPTION_START,
            EventType.SUBSCRIPTION_RENEW,
            EventType.SUBSCRIPTION_CANCEL)
        .count(
            "subscribed",
            "whether the customer subscribes: 1 yes, 0 no longer",
            Unit.COUNT,
            NOTHING_SAID,
            Kept.BOUNDED,
            "1 after a start or renewal, 0 after a cancellation")
        .number(
            "subscription_days",
            "days with a subscription, of all of them",
            Unit.DAYS,
            NOTHING_SAID,
            Kept.BOUNDED,
            "time between starts or renewals and cancellations, and up to the instant")
        .count(
            "subscription_cancellations",
            "times a subscription ended",
            Unit.COUNT,
            NOTHING_SAID,
            Kept.BOUNDED,
            "cancellations of what was running")
        .list();
  }

  @Override
  public List<String> reads() {
    return List.of();
  }

  @Override
  public State start() {
    return new State();
  }

  @Override
  public void add(State state, int type, EventRow event) {
    state.said = true;
    if (type != CANCEL) {
      state.since = state.runs ? state.since : event.atMicros();
      state.runs = true;
    } else if (state.runs) {
      state.micros += event.atMicros() - state.since;
      state.ended++;
      state.runs = false;
    }
  }

  @Override
  public void read(State state, AsOf asOf, RowWriter out) {
    if (state.said) {
      out.setLong(0, state.runs ? 1 : 0);
      long running = state.runs ? asOf.micros() - state.since : 0;
      out.setDouble(1, (state.micros + running) / DAY);
      out.setLong(2, state.ended);
    }
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    out.writeBoolean(state.said);
    out.writeBoolean(state.runs);
    out.writeLong(state.since);
    out.writeLong(state.micros);
    out.writeLong(state.ended);
  }

  @Override
  public State restore(DataInput in) throws IOException {
    State state = new State();
    state.said = in.readBoolean();
    state.runs = in.readBoolean();
    state.since = in.readLong();
    state.micros = in.readLong();
    state.ended = in.readLong();
    return state;
  }

  /** What is kept of one customer. */
  static final class State {
    private boolean said;
    private boolean runs;
    private long since;
    private long micros;
    private long ended;
  }
}
