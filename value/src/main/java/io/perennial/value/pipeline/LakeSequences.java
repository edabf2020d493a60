// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.features.FeatureConfig;
import io.perennial.features.pipeline.CustomerEvents;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.Field;
import io.perennial.lake.SqlStep;
import io.perennial.lake.step.StepContext;
import io.perennial.value.ladder.EventSequences;
import java.util.List;
import java.util.Map;

/** What customers of a lake had done before an instant, for models that read events. */
final class LakeSequences implements AutoCloseable {

  private static final SqlStep EVENTS = SqlStep.of(LakeSequences.class, "sequence_events");
  private static final String CUSTOMERS = "sequence_customers";

  private final Engine engine;
  private final CustomerEvents events;
  private final FeatureConfig config;
  private final int most;

  private LakeSequences(Engine engine, CustomerEvents events, FeatureConfig config, int most) {
    this.engine = engine;
    this.events = events;
    this.config = config;
    this.most = most;
  }

  /**
   * Those of the newest events that count; to be closed.
   *
   * @param config what one purchase is, and when an event is known
   * @param most of a customer's events, the last ones; besides, his purchases
   */
  static LakeSequences open(StepContext context, FeatureConfig config, int most) {
    return new LakeSequences(
        context.engine(), CustomerEvents.open(context.lake(), context.engine()), config, most);
  }

  /**
   * What happened to customers strictly before an instant.
   *
   * @param customers ids, ascending
   */
  EventSequences of(AsOf asOf, long[] customers) {
    Batch ids =
        new Batch(
            List.of(new Field("customer_id", ColumnType.LONG)), Math.max(1, customers.length));
    for (long customer : customers) {
      ids.setLong(0, ids.addRow(), customer);
    }
    engine.load(
        CUSTOMERS,
        customers.length == 0
            ? Batches.of(ids.fields(), List.<Batch>of().iterator())
            : Batches.of(ids));
    try {
      long received = config.known() == FeatureConfig.Known.RECEIVED ? 1L : 0L;
      engine.run(EVENTS, Map.of("as_of", asOf.instant(), "received", received));
      return read(asOf, customers);
    } finally {
      engine.drop(EVENTS.writes());
      engine.drop(CUSTOMERS);
    }
  }

  private EventSequences read(AsOf asOf, long[] customers) {
    SequenceRows sequences = new SequenceRows(asOf, config.purchase(), most);
    int row = 0;
    try (Batches rows =
        engine.query(
            "SELECT customer_id, occurred_at, type, kind, order_key, channel, amount, about_key FROM "
                + EVENTS.writes()
                + " ORDER BY customer_id, occurred_at, event_id")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          for (; customers[row] != batch.longs(0)[i]; row++) {
            sequences.endCustomer();
          }
          sequences.add(
              new SequenceRows.Line(
                  batch.longs(1)[i],
                  SequenceRows.kind(
                      batch.isNull(2, i) ? -1 : (int) batch.longs(2)[i],
                      batch.isNull(5, i) ? "" : batch.texts(5)[i]),
                  (int) batch.longs(3)[i],
                  batch.isNull(4, i) ? SequenceRows.Line.NO_ORDER : batch.longs(4)[i],
                  batch.doubles(6)[i],
                  batch.isNull(7, i) ? 0 : SequenceRows.product(batch.longs(7)[i])));
        }
      }
    }
    for (; row < customers.length; row++) {
      sequences.endCustomer();
    }
    return sequences.sequences();
  }

  @Override
  public void close() {
    events.close();
  }
}
