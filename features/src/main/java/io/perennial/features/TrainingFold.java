// SPDX-License-Identifier: Apache-2.0
package io.perennial.features;

import io.perennial.domain.AsOf;
import io.perennial.lake.ColumnType;
import io.perennial.lake.EventRow;
import io.perennial.lake.Field;
import io.perennial.lake.Fold;
import io.perennial.lake.RowWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * Features at many instants, each with what the customer bought from then to the end of its
 * horizon, in one pass. Reads features at the instants, keeps them, and writes them with the labels
 * where the horizon ends. To be folded over {@link #instants()}; rows of which {@value #TAKEN_AT}
 * is null are no rows: no horizon ends there, or nothing was known of the customer at its start.
 *
 * <p>Labels are of what occurred, net of returns until the end of the horizon, as {@link
 * PurchaseHistory#purchasesSince} counts; also where features are of what was received: they are
 * what came, not what one knew.
 *
 * @param <S> the state of the fold of features
 */
public final class TrainingFold<S> implements Fold<TrainingFold.State<S>> {
  private static final long serialVersionUID = 1;

  /** The instant that features are as of. */
  public static final String TAKEN_AT = "taken_at";

  private static final List<Field> LABELS =
      List.of(
          new Field(TAKEN_AT, ColumnType.TIMESTAMP),
          new Field("label_until", ColumnType.TIMESTAMP),
          new Field("label_spend", ColumnType.DOUBLE),
          new Field("label_purchases", ColumnType.LONG),
          new Field("label_active", ColumnType.LONG));

  private final Fold<S> features;
  private final PurchaseEvents purchases;
  private final long[] starts;
  private final long[] ends;
  private final ArrayList<String> reads;
  private final int[] purchaseColumns;
  private final int width;

  /**
   * @param features writes at least one column of each customer of whom something is known
   * @param rule what one purchase is
   * @param spans ascending
   */
  public TrainingFold(Fold<S> features, PurchaseRule rule, List<Rolling.Span> spans) {
    this.features = features;
    purchases = new PurchaseEvents(rule);
    starts = spans.stream().mapToLong(span -> span.asOf().micros()).toArray();
    ends = spans.stream().mapToLong(span -> span.until().micros()).toArray();
    reads = new ArrayList<>(features.reads());
    for (String column : PurchaseEvents.READS) {
      if (!reads.contains(column)) {
        reads.add(column);
      }
    }
    purchaseColumns = PurchaseEvents.READS.stream().mapToInt(reads::indexOf).toArray();
    width = features.writes().size();
  }

  /** Where it is to be read: the instants and the ends of their horizons, ascending. */
  public List<AsOf> instants() {
    TreeSet<AsOf> instants = new TreeSet<>();
    Arrays.stream(starts).mapToObj(AsOf::new).forEach(instants::add);
    Arrays.stream(ends).mapToObj(AsOf::new).forEach(instants::add);
    return List.copyOf(instants);
  }

  @Override
  public List<String> reads() {
    return reads;
  }

  @Override
  public List<Field> writes() {
    List<Field> fields = new ArrayList<>(LABELS);
    fields.addAll(features.writes());
    return fields;
  }

  @Override
  public State<S> start() {
    RememberedRow[] rows = new RememberedRow[starts.length];
    Arrays.setAll(rows, i -> new RememberedRow(width));
    return new State<>(features.start(), purchases.start(), rows, new MappedRow(purchaseColumns));
  }

  @Override
  public State<S> restart(State<S> used) {
    for (RememberedRow row : used.rows) {
      row.clear();
    }
    return new State<>(
        features.restart(used.features), purchases.start(), used.rows, used.purchaseRow);
  }

  @Override
  public void add(State<S> state, EventRow event) {
    features.add(state.features, event);
    state.purchaseRow.standAt(event);
    purchases.add(state.history, state.purchaseRow);
  }

  @Override
  public void read(State<S> state, AsOf asOf, RowWriter out) {
    int ended = Arrays.binarySearch(ends, asOf.micros());
    if (ended >= 0 && !state.rows[ended].isEmpty()) {
      AsOf from = new AsOf(starts[ended]);
      int bought = state.history.purchasesSince(from);
      out.setLong(0, from.micros());
      out.setLong(1, asOf.micros());
      out.setDouble(2, state.history.spendSince(from));
      out.setLong(3, bought);
      out.setLong(4, bought > 0 ? 1 : 0);
      state.rows[ended].write(out, LABELS.size());
    }
    int started = Arrays.binarySearch(starts, asOf.micros());
    if (started >= 0) {
      features.read(state.features, asOf, state.rows[started]);
    }
  }

  /**
   * What is kept of a customer: features as they were told, until their horizons end.
   *
   * @param <S> the state of the fold of features
   */
  public static final class State<S> {
    private final S features;
    private final PurchaseHistory history;
    private final RememberedRow[] rows;
    private final MappedRow purchaseRow;

    private State(
        S features, PurchaseHistory history, RememberedRow[] rows, MappedRow purchaseRow) {
      this.features = features;
      this.history = history;
      this.rows = rows;
      this.purchaseRow = purchaseRow;
    }
  }
}
