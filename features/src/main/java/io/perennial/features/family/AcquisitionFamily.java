// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.family;

import io.perennial.domain.AsOf;
import io.perennial.domain.EventType;
import io.perennial.features.LocalDays;
import io.perennial.features.dictionary.FeatureDefinition;
import io.perennial.features.dictionary.Kept;
import io.perennial.features.dictionary.Unit;
import io.perennial.lake.EventRow;
import io.perennial.lake.RowWriter;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/** How and when a customer came. */
final class AcquisitionFamily implements FeatureFamily<AcquisitionFamily.State> {
  private static final long serialVersionUID = 1;

  private static final int ORDER = EventCodes.of(EventType.ORDER);
  private static final long NEVER = Long.MIN_VALUE;
  private static final String NO_ORDER = "without an order";

  private final LocalDays days;

  AcquisitionFamily(ZoneId zone) {
    days = new LocalDays(zone);
  }

  @Override
  public String name() {
    return "acquisition";
  }

  @Override
  public List<FeatureDefinition> features() {
    return new Columns(name())
        .count(
            "first_order_delay_days",
            "days from first being seen to the first order",
            Unit.DAYS,
            NO_ORDER,
            Kept.BOUNDED,
            "day of the first order less day of the first event")
        .word(
            "cohort_month",
            "month of the first order, such as 2026-03",
            NO_ORDER,
            Kept.BOUNDED,
            "local month of the first order")
        .word(
            "acquisition_source",
            "system that told of the customer first",
            "where the first event has none",
            Kept.BOUNDED,
            "source of the first event")
        .word(
            "acquisition_channel",
            "channel of the first event that says one",
            "where no event says one",
            Kept.BOUNDED,
            "first channel")
        .word(
            "acquisition_campaign",
            "campaign of the first event that says one, up to the first order",
            "where none says one",
            Kept.BOUNDED,
            "first campaign up to the first order")
        .list();
  }

  @Override
  public List<String> reads() {
    return List.of("source", "channel", "campaign");
  }

  @Override
  public State start() {
    return new State();
  }

  @Override
  public void add(State state, int type, EventRow event) {
    long day = days.of(event.atMicros());
    if (state.firstDay == NEVER) {
      state.firstDay = day;
      state.source = event.textAt(0);
    }
    state.channel = state.channel.isEmpty() ? event.textAt(1) : state.channel;
    if (state.campaign.isEmpty() && state.firstOrderDay == NEVER) {
      state.campaign = event.textAt(2);
    }
    if (type == ORDER && state.firstOrderDay == NEVER) {
      state.firstOrderDay = day;
    }
  }

  @Override
  public void read(State state, AsOf asOf, RowWriter out) {
    if (state.firstOrderDay != NEVER) {
      out.setLong(0, Math.max(0, state.firstOrderDay - state.firstDay));
      LocalDate month = LocalDate.ofEpochDay(state.firstOrderDay);
      out.setText(
          1, String.format(Locale.ROOT, "%04d-%02d", month.getYear(), month.getMonthValue()));
    }
    word(out, 2, state.source);
    word(out, 3, state.channel);
    word(out, 4, state.campaign);
  }

  private static void word(RowWriter out, int column, String word) {
    if (!word.isEmpty()) {
      out.setText(column, word);
    }
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    out.writeLong(state.firstDay);
    out.writeLong(state.firstOrderDay);
    for (String word : List.of(state.source, state.channel, state.campaign)) {
      byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  @Override
  public State restore(DataInput in) throws IOException {
    State state = new State();
    state.firstDay = in.readLong();
    state.firstOrderDay = in.readLong();
    state.source = text(in);
    state.channel = text(in);
    state.campaign = text(in);
    return state;
  }

  private static String text(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** What is kept of one customer. */
  static final class State {
    private long firstDay = NEVER;
    private long firstOrderDay = NEVER;
    private String source = "";
    private String channel = "";
    private String campaign = "";
  }
}
