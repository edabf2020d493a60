// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.features.pipeline.CustomerEvents;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import io.perennial.segment.CategoryConfig;
import io.perennial.segment.CategoryRfm;
import io.perennial.segment.RfmConfig;
import io.perennial.segment.RfmReason;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/**
 * By recency, frequency and monetary value within each category: a customer has a row for each
 * category of which he bought. Of events, which are known as of one instant.
 */
final class CategorySegmenting implements Segmenting {

  private final Lake lake;
  private final AsOf asOf;
  private final CategoryConfig categories;
  private final RfmConfig config;
  private final Currency currency;

  /**
   * @param asOf the instant of the features
   */
  CategorySegmenting(
      Lake lake, AsOf asOf, CategoryConfig categories, RfmConfig config, Currency currency) {
    this.lake = lake;
    this.asOf = asOf;
    this.categories = categories;
    this.config = config;
    this.currency = currency;
  }

  @Override
  public String name() {
    return "categories";
  }

  @Override
  public void make(Engine engine, String table) {
    CustomerEvents events = CustomerEvents.open(lake, engine);
    try {
      engine.run(
          CategoryRfm.CUSTOMERS,
          CategoryRfm.values(
              asOf,
              categories.purchase(),
              config.monetary(),
              categories.most(),
              categories.received()));
    } finally {
      events.close();
    }
    // events may be newer than features: who is not known there is in no segment
    String known =
        "SELECT c.customer_id, c.category, c.recency_days, c.purchases, c.monetary FROM "
            + CategoryRfm.CUSTOMERS.writes()
            + " c JOIN "
            + FEATURES
            + " f ON f.customer_id = c.customer_id";
    engine.load(
        table,
        engine.map(
            known,
            new CategoryMemberships(
                config, scores(engine, known), new RfmReason(currency, config.monetary()))));
  }

  @Override
  public void place(Engine engine, String table) {
    engine.load(table, Batches.of(WRITES.subList(0, PLACES.size()), List.<Batch>of().iterator()));
  }

  private static CategoryRfm scores(Engine engine, String known) {
    List<String> names = new ArrayList<>();
    List<Double> days = new ArrayList<>();
    List<Double> purchases = new ArrayList<>();
    List<Double> money = new ArrayList<>();
    try (Batches rows = engine.query(known)) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          names.add(batch.texts(1)[i]);
          days.add((double) batch.longs(2)[i]);
          purchases.add((double) batch.longs(3)[i]);
          money.add(batch.doubles(4)[i]);
        }
      }
    }
    return CategoryRfm.of(names, column(days), column(purchases), column(money));
  }

  private static double[] column(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Override
  public void forget(Engine engine) {
    engine.drop(CategoryRfm.CUSTOMERS.writes());
  }
}
