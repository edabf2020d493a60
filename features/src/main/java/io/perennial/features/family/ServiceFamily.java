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
import java.util.Arrays;
import java.util.List;

/**
 * Tickets from opening to closing. A closing that names its ticket closes that one; else the one
 * that has been open longest. What was opened before the data begin is closed by nobody's opening.
 */
final class ServiceFamily implements FeatureFamily<ServiceFamily.State> {
  private static final long serialVersionUID = 1;

  private static final double HOUR = 3_600e6;
  private static final double DAY = 86_400e6;

  private static final int OPENED = EventCodes.of(EventType.TICKET_OPENED);

  @Override
  public String name() {
    return "service";
  }

  @Override
  public List<FeatureDefinition> features() {
    return new Columns(name(), EventType.TICKET_OPENED, EventType.TICKET_CLOSED)
        .count(
            "tickets_open",
            "tickets that nobody has closed yet",
            Unit.COUNT,
            FeatureDefinition.NEVER,
            Kept.GROWING,
            "tickets opened and not closed")
        .number(
            "oldest_open_ticket_days",
            "how long the oldest open ticket has been open",
            Unit.DAYS,
            "without an open ticket",
            Kept.GROWING,
            "time since the opening of the oldest open ticket")
        .number(
            "ticket_hours_mean",
            "mean time from opening to closing",
            Unit.HOURS,
            "without a closed ticket",
            Kept.GROWING,
            "mean of closing less opening")
        .number(
            "ticket_hours_longest",
            "longest time from opening to closing",
            Unit.HOURS,
            "without a closed ticket",
            Kept.GROWING,
            "greatest of closing less opening")
        .number(
            "ticket_hours_last",
            "time from opening to closing of the ticket closed last",
            Unit.HOURS,
            "without a closed ticket",
            Kept.GROWING,
            "closing less opening of the last closed")
        .list();
  }

  @Override
  public List<String> reads() {
    return List.of("ticket_key");
  }

  @Override
  public State start() {
    return new State();
  }

  @Override
  public void add(State state, int type, EventRow event) {
    boolean named = !event.isNull(0);
    if (type == OPENED) {
      state.open(event.atMicros(), named, event.longAt(0));
    } else {
      state.close(event.atMicros(), named, event.longAt(0));
    }
  }

  @Override
  public void read(State state, AsOf asOf, RowWriter out) {
    out.setLong(0, state.open);
    if (state.open > 0) {
      out.setDouble(1, (asOf.micros() - state.openedAt[0]) / DAY);
    }
    if (state.closed > 0) {
      out.setDouble(2, state.micros / (double) state.closed / HOUR);
      out.setDouble(3, state.longest / HOUR);
      out.setDouble(4, state.last / HOUR);
    }
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    out.writeInt(state.open);
    for (int i = 0; i < state.open; i++) {
      out.writeLong(state.openedAt[i]);
      out.writeBoolean(state.named[i]);
      out.writeLong(state.ticket[i]);
    }
    out.writeLong(state.closed);
    out.writeLong(state.micros);
    out.writeLong(state.longest);
    out.writeLong(state.last);
  }

  @Override
  public State restore(DataInput in) throws IOException {
    State state = new State();
    for (int left = in.readInt(); left > 0; left--) {
      state.open(in.readLong(), in.readBoolean(), in.readLong());
    }
    state.closed = in.readLong();
    state.micros = in.readLong();
    state.longest = in.readLong();
    state.last = in.readLong();
    return state;
  }

  /** Open tickets, the oldest first, and what closed ones come to. */
  static final class State {
    private long[] openedAt = new long[2];
    private boolean[] named = new boolean[2];
    private long[] ticket = new long[2];
    private int open;
    private long closed;
    private long micros;
    private long longest;
    private long last;

    private void open(long at, boolean isNamed, long key) {
      if (open == openedAt.length) {
        openedAt = Arrays.copyOf(openedAt, 2 * open);
        named = Arrays.copyOf(named, 2 * open);
        ticket = Arrays.copyOf(ticket, 2 * open);
      }
      openedAt[open] = at;
      named[open] = isNamed;
      ticket[open] = isNamed ? key : 0;
      open++;
    }

    private void close(long at, boolean isNamed, long key) {
      int place = isNamed ? ofTicket(key) : Math.min(open, 1) - 1;
      if (place < 0) {
        return;
      }
      last = at - openedAt[place];
      longest = Math.max(longest, last);
      micros += last;
      closed++;
      int behind = open - place - 1;
      System.arraycopy(openedAt, place + 1, openedAt, place, behind);
      System.arraycopy(named, place + 1, named, place, behind);
      System.arraycopy(ticket, place + 1, ticket, place, behind);
      open--;
    }

    private int ofTicket(long key) {
      for (int i = 0; i < open; i++) {
        if (named[i] && ticket[i] == key) {
          return i;
        }
      }
      return -1;
    }
  }
}
