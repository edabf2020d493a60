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

/** What outreach does: how soon mail is opened, and whether orders follow. Not what it causes. */
final class ResponseFamily implements FeatureFamily<ResponseFamily.State> {
  private static final long serialVersionUID = 1;

  private static final long ANSWERED_WITHIN = 7 * 86_400_000_000L;
  private static final double HOUR = 3_600e6;

  private static final int ORDER = EventCodes.of(EventType.ORDER);
  private static final int SENT = EventCodes.of(EventType.EMAIL_SENT);
  private static final int OPENED = EventCodes.of(EventType.EMAIL_OPEN);

  @Override
  public String name() {
    return "response";
  }

  @Override
  public List<FeatureDefinition> features() {
    return new Columns(
            name(),
            EventType.ORDER,
            EventType.EMAIL_SENT,
            EventType.EMAIL_OPEN,
            EventType.EMAIL_CLICK,
            EventType.AD_CLICK,
            EventType.EXPOSURE)
        .number(
            "mail_open_delay_hours",
            "mean time from a mail's sending to its opening",
            Unit.HOURS,
            "without a mail opened within 7 days",
            Kept.BOUNDED,
            "mean time to the first opening after a sending, within 7 days")
        .number(
            "mail_answered_share",
            "share of mails that were opened within 7 days, before the next was sent",
            Unit.SHARE,
            "without a mail",
            Kept.BOUNDED,
            "sendings with an opening within 7 days, before the next, over sendings")
        .count(
            "orders_after_outreach",
            "orders within 7 days of opening or clicking a mail, clicking an ad or being shown an offer",
            Unit.COUNT,
            FeatureDefinition.NEVER,
            Kept.BOUNDED,
            "orders that begin within 7 days of the last such event")
        .number(
            "order_share_after_outreach",
            "share of orders that came within 7 days of outreach",
            Unit.SHARE,
            "without an order",
            Kept.BOUNDED,
            "orders_after_outreach over orders")
        .list();
  }

  @Override
  public List<String> reads() {
    return List.of("order_key");
  }

  @Override
  public State start() {
    return new State();
  }

  @Override
  public void add(State state, int type, EventRow event) {
    long at = event.atMicros();
    if (type == SENT) {
      state.sent++;
      state.waiting = true;
      state.sentAt = at;
      return;
    }
    if (type == ORDER) {
      if (state.starts.begins(at, !event.isNull(0), event.longAt(0))) {
        state.orders++;
        state.followed += state.touched && at - state.touchedAt <= ANSWERED_WITHIN ? 1 : 0;
      }
      return;
    }
    if (type == OPENED && state.waiting && at - state.sentAt <= ANSWERED_WITHIN) {
      state.answered++;
      state.delay += at - state.sentAt;
      state.waiting = false;
    }
    state.touched = true;
    state.touchedAt = at;
  }

  @Override
  public void read(State state, AsOf asOf, RowWriter out) {
    out.setDouble(0, (double) state.delay / state.answered / HOUR);
    out.setDouble(1, (double) state.answered / state.sent);
    out.setLong(2, state.followed);
    out.setDouble(3, (double) state.followed / state.orders);
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    state.starts.write(out);
    for (long number :
        new long[] {
          state.sent,
          state.sentAt,
          state.answered,
          state.delay,
          state.orders,
          state.followed,
          state.touchedAt
        }) {
      out.writeLong(number);
    }
    out.writeBoolean(state.waiting);
    out.writeBoolean(state.touched);
  }

  @Override
  public State restore(DataInput in) throws IOException {
    State state = new State();
    state.starts = OrderStarts.restore(in);
    state.sent = in.readLong();
    state.sentAt = in.readLong();
    state.answered = in.readLong();
    state.delay = in.readLong();
    state.orders = in.readLong();
    state.followed = in.readLong();
    state.touchedAt = in.readLong();
    state.waiting = in.readBoolean();
    state.touched = in.readBoolean();
    return state;
  }

  /** What is kept of one customer. */
  static final class State {
    private OrderStarts starts = new OrderStarts();
    private long sent;
    private long sentAt;
    private long answered;
    private long delay;
    private long orders;
    private long followed;
    private long touchedAt;
    private boolean waiting;
    private boolean touched;
  }
}
