// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline.scorecard;

import io.perennial.decide.attribute.AttributionConfig;
import io.perennial.decide.attribute.Journeys;
import io.perennial.decide.pipeline.result.DecisionResults;
import io.perennial.decide.pipeline.scorecard.Attributed.Dimension;
import io.perennial.domain.AsOf;
import io.perennial.features.pipeline.CustomerEvents;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import io.perennial.lake.SqlStep;
import io.perennial.lake.Tables;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * The touches before purchases, of all customers: mails opened and clicked, advertisements, visits
 * with a campaign, and what was decided. Events are streamed by customer; what is held is bounded.
 */
public final class Attributions implements AutoCloseable {

  private static final SqlStep TOUCHES = SqlStep.of(Attributions.class, "attribution_touches");
  private static final String DECISIONS = "attribution_decisions";
  private static final long MICROS_PER_DAY = 86_400_000_000L;

  /** What was decided later than so many days after its instant was a look back, and not done. */
  private static final long DAYS_IN_TIME = 7;

  /** The others stand together. */
  static final int MOST_NAMES = 12;

  /** Not "other", which is a channel. */
  private static final String OTHER = "all others";

  private final Engine engine;
  private final CustomerEvents events;
  private final AsOf asOf;

  private Attributions(Engine engine, CustomerEvents events, AsOf asOf) {
    this.engine = engine;
    this.events = events;
    this.asOf = asOf;
  }

  /**
   * Makes the views that are read.
   *
   * @param asOf nothing from then on is looked at
   */
  public static Attributions open(Lake lake, Engine engine, AsOf asOf) {
    CustomerEvents events = CustomerEvents.open(lake, engine);
    engine.view(DECISIONS, lake.table(Tables.DECISIONS).scan());
    engine.run(TOUCHES, Map.of("as_of", asOf.micros(), "days_in_time", DAYS_IN_TIME));
    return new Attributions(engine, events, asOf);
  }

  /**
   * Credits purchases.
   *
   * @param windowDays how long a touch counts, >= 1
   * @param results what decisions truly brought
   */
  public Attributed by(
      Dimension dimension, long windowDays, DecisionResults results, AttributionConfig config) {
    Set<String> names = names(dimension);
    Journeys journeys = new Journeys(windowDays * MICROS_PER_DAY, asOf.micros());
    try (Batches rows =
        engine.query(
            "SELECT t.customer_id, t.at, t."
                + dimension.word()
                + " AS name, t.order_key, t.money FROM "
                + TOUCHES.writes()
                + " t ORDER BY t.customer_id, t.at, CASE WHEN t.money IS NULL THEN 0 ELSE 1 END,"
                + " t.event_id")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          long customer = batch.longs(0)[i];
          long at = batch.longs(1)[i];
          if (!batch.isNull(2, i)) {
            String name = batch.texts(2)[i];
            journeys.touch(customer, at, names.contains(name) ? name : OTHER);
          }
          if (!batch.isNull(4, i)) {
            OptionalLong order =
                batch.isNull(3, i) ? OptionalLong.empty() : OptionalLong.of(batch.longs(3)[i]);
            journeys.purchase(customer, at, order, batch.doubles(4)[i]);
          }
        }
      }
    }
    return Attributed.of(dimension, journeys, results, config);
  }

  /** Those that most touches are of. */
  private Set<String> names(Dimension dimension) {
    Set<String> names = new TreeSet<>();
    try (Batches rows =
        engine.query(
            "SELECT t."
                + dimension.word()
                + " AS name, count(*) AS n FROM "
                + TOUCHES.writes()
                + " t WHERE t.channel IS NOT NULL GROUP BY t."
                + dimension.word()
                + " ORDER BY n DESC, name LIMIT "
                + MOST_NAMES)) {
      while (rows.next()) {
        for (int i = 0; i < rows.batch().rows(); i++) {
          names.add(rows.batch().texts(0)[i]);
        }
      }
    }
    return names;
  }

  @Override
  public void close() {
    engine.drop(TOUCHES.writes());
    engine.drop(DECISIONS);
    events.close();
  }
}
