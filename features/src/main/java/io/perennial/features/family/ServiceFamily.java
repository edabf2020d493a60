// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.family;

import io.perennial.domain.AsOf;
import io.perennial.domain.EventType;
import io.perennial.features.LongInts;
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
      out.setDouble(1, (asOf.micros() - state.openedAt[state.from]) / DAY);
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
    for (int i = state.from; i < state.to; i++) {
      if (state.next[i] != State.GONE) {
        out.writeLong(state.openedAt[i]);
        out.writeBoolean(state.named[i]);
        out.writeLong(state.ticket[i]);
      }
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

  /**
   * Open tickets, the oldest first, and what closed ones come to. A ticket that closes leaves a gap
   * in the list, which is closed up when it is full: opening and closing cost the same whatever the
   * number of open tickets.
   */
  static final class State {
    private static final int GONE = -2;
    private static final int LAST = -1;

    private long[] openedAt = new long[2];
    private boolean[] named = new boolean[2];
    private long[] ticket = new long[2];

    /** Where the next ticket of the same name is; {@link #LAST}, or {@link #GONE} for a gap. */
    private int[] next = new int[2];

    /** Where the list begins: before it are gaps; and where it ends. */
    private int from;

    private int to;
    private int open;

    /** Of each name the first and the last open ticket; {@link #LAST} where none is open. */
    private LongInts first = new LongInts();

    private LongInts latest = new LongInts();
    private long closed;
    private long micros;
    private long longest;
    private long last;

    private void open(long at, boolean isNamed, long key) {
      if (to == openedAt.length) {
        makeRoom();
      }
      openedAt[to] = at;
      named[to] = isNamed;
      ticket[to] = isNamed ? key : 0;
      next[to] = LAST;
      if (isNamed) {
        follow(key, to);
      }
      to++;
      open++;
    }

    private void follow(long key, int place) {
      int before = first.get(key);
      if (before == LongInts.NONE || before == LAST) {
        first.put(key, place);
      } else {
        next[latest.get(key)] = place;
      }
      latest.put(key, place);
    }

    private void makeRoom() {
      if (2 * open > openedAt.length) {
        int room = 2 * openedAt.length;
        openedAt = Arrays.copyOf(openedAt, room);
        named = Arrays.copyOf(named, room);
        ticket = Arrays.copyOf(ticket, room);
        next = Arrays.copyOf(next, room);
        return;
      }
      int end = to;
      int begin = from;
      from = 0;
      to = 0;
      open = 0;
      first = new LongInts();
      latest = new LongInts();
      for (int i = begin; i < end; i++) {
        if (next[i] != GONE) {
          // the list grows behind what is read
          open(openedAt[i], named[i], ticket[i]);
        }
      }
    }

    private void close(long at, boolean isNamed, long key) {
      int place = isNamed ? first.get(key) : open == 0 ? LAST : from;
      if (place < 0) {
        return;
      }
      last = at - openedAt[place];
      longest = Math.max(longest, last);
      micros += last;
      closed++;
      if (named[place]) {
        // the oldest of all is the oldest of its name, too
        first.put(ticket[place], next[place]);
      }
      next[place] = GONE;
      open--;
      while (from < to && next[from] == GONE) {
        from++;
      }
    }
  }
}
