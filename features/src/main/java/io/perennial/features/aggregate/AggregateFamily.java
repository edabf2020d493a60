// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.aggregate;

import io.perennial.domain.AsOf;
import io.perennial.domain.EventType;
import io.perennial.features.LocalDays;
import io.perennial.features.dictionary.FeatureDefinition;
import io.perennial.features.dictionary.Formula;
import io.perennial.features.family.EventCodes;
import io.perennial.features.family.FeatureFamily;
import io.perennial.lake.EventRow;
import io.perennial.lake.RowWriter;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All declared features as one family. Of each day with an event it keeps cells, of which all
 * windows are told; days that no window can reach any more become one. Money and pieces are summed
 * exactly, other numbers from the oldest day to the newest.
 *
 * <p>A return that ends a reversed order is not among the events: it is as if neither had been.
 */
public final class AggregateFamily implements FeatureFamily<AggregateState> {
  private static final long serialVersionUID = 1;

  private static final int RETURN = EventCodes.of(EventType.RETURN);
  private static final long REVERSAL = 3;

  private final Plan plan;
  private final Decay[] decays;
  private final LocalDays localDays;
  private final ArrayList<String> reads;
  private final transient List<FeatureDefinition> features;
  private final transient List<ComputedColumn> computed;

  /**
   * @param features definitions of {@link Formula.Aggregated}, in the order of their columns
   * @param zone decides what a day is
   */
  public AggregateFamily(List<FeatureDefinition> features, ZoneId zone) {
    this.features = List.copyOf(features);
    Planner planner = new Planner(features);
    plan = planner.plan();
    decays = Arrays.stream(plan.halfLives).mapToObj(Decay::new).toArray(Decay[]::new);
    localDays = new LocalDays(zone);
    reads = new ArrayList<>(planner.reads());
    computed = List.copyOf(planner.computed());
  }

  @Override
  public String name() {
    return "declared";
  }

  @Override
  public List<FeatureDefinition> features() {
    return features;
  }

  @Override
  public List<String> reads() {
    return reads;
  }

  @Override
  public Set<EventType> typesOf(String column) {
    int at = reads.indexOf(column);
    if (plan.reads(Plan.UNKNOWN, at)) {
      return Set.of();
    }
    return Arrays.stream(EventType.values())
        .filter(type -> plan.reads(EventCodes.of(type), at))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Those of the columns it reads that are made of expressions over customers' events. */
  public List<ComputedColumn> computed() {
    return computed;
  }

  @Override
  public AggregateState start() {
    return new AggregateState(plan, decays);
  }

  @Override
  public AggregateState restart(AggregateState used) {
    used.clear();
    return used;
  }

  @Override
  public void add(AggregateState state, int type, EventRow event) {
    if (type == RETURN && event.longAt(plan.kindColumn) == REVERSAL) {
      return;
    }
    int today = (int) localDays.of(event.atMicros());
    state.add(today, type < 0 ? Plan.UNKNOWN : type, event);
  }

  @Override
  public void read(AggregateState state, AsOf asOf, RowWriter out) {
    int asOfDay = (int) localDays.of(asOf.micros());
    int lastDay = (int) localDays.of(asOf.micros() - 1);
    state.reading().write(asOfDay, lastDay, out);
  }

  @Override
  public void write(AggregateState state, DataOutput out) throws IOException {
    state.write(out);
  }

  @Override
  public AggregateState restore(DataInput in) throws IOException {
    AggregateState state = start();
    state.restore(in);
    return state;
  }
}
