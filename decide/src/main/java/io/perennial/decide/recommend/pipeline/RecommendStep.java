// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend.pipeline;

import io.perennial.decide.recommend.Interactions;
import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Tables;
import io.perennial.lake.step.MadeRows;
import io.perennial.lake.step.Step;
import io.perennial.lake.step.StepContext;
import io.perennial.lake.step.StepReport;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Recommends products to customers as of the instant of the newest features: which, in which order,
 * and why; tells which products go together; and judges itself on the last days. Nothing of that
 * instant or later is seen. Memory is that of the purchases that are learned from, of the models,
 * and of a few thousand customers, however many there are.
 */
public final class RecommendStep implements Step {

  private static final int LEAST_BUYERS = 20;
  private static final String MADE = "recommend_made";

  private final RecommendConfig config;
  private final ProductList list;

  /**
   * @param list products with stock and margin, if any
   */
  public RecommendStep(RecommendConfig config, ProductList list) {
    this.config = config;
    this.list = list;
  }

  @Override
  public String name() {
    return "recommend";
  }

  @Override
  public List<String> reads() {
    return List.of(
        Tables.EVENTS.name(), Tables.FLAGS.name(), Tables.LINKS.name(), Tables.FEATURES.name());
  }

  @Override
  public List<String> writes() {
    return List.of(
        Tables.RECOMMENDATIONS.name(),
        Tables.ITEM_NEIGHBOURS.name(),
        Tables.RECOMMENDATION_QUALITY.name());
  }

  @Override
  public String settings() {
    return config.canonical();
  }

  @Override
  public String outside() {
    return list.fingerprint();
  }

  @Override
  public StepReport run(StepContext context) {
    Optional<AsOf> asOf = newest(context);
    if (asOf.isEmpty() || !config.enabled()) {
      return none(context, asOf, asOf.isEmpty() ? "no features" : "recommend.enabled is false");
    }
    context.progress().begin("reading what was bought", 0, "purchases");
    try (Purchases purchases = Purchases.open(context, config, asOf.get())) {
      Goods goods = Goods.read(context.engine(), list.read(context.engine()));
      if (purchases.lines() == 0) {
        return none(
            context,
            asOf,
            "no order before "
                + asOf.get()
                + " names a product that may be recommended (product-id in a source's columns)");
      }
      if (goods.size() < 2 || purchases.buyers() < LEAST_BUYERS) {
        return none(
            context,
            asOf,
            String.format(
                Locale.ROOT,
                "%,d customers and %,d products are too few to learn from (%d customers, 2 products)",
                purchases.buyers(),
                goods.size(),
                LEAST_BUYERS));
      }
      return recommend(context, asOf.get(), purchases, goods);
    }
  }

  private StepReport recommend(StepContext context, AsOf asOf, Purchases purchases, Goods goods) {
    Engine engine = context.engine();
    Interactions log = purchases.log(goods.size());
    context.progress().begin("judging recommendations", log.rows(), "purchases");
    QualityRows quality = new QualityRows(config, asOf, context.runId());
    Batch judged = quality.of(log, goods, context.seed());
    context.progress().begin("learning what is bought next", log.rows(), "purchases");
    Models models = Models.train(log, config, goods);
    Batch neighbours = new NeighbourRows(goods, asOf, context.runId()).of(log, models.after());
    context.progress().begin("recommending", purchases.buyers(), "customers");
    long addressed;
    try (Purchases.Walk walk = purchases.walk()) {
      CustomerRows rows =
          new CustomerRows(
              walk, models, goods, purchases.end() - config.recentDays() + 1, context.progress());
      engine.load(MADE, Batches.of(CustomerRows.FIELDS, rows));
      addressed = rows.addressed();
    }
    long written;
    try {
      written = new RecommendationLog(context, config.rememberDays()).keep(asOf, MADE);
    } finally {
      engine.drop(MADE);
    }
    MadeRows.replace(context, Tables.ITEM_NEIGHBOURS, neighbours);
    MadeRows.replace(context, Tables.RECOMMENDATION_QUALITY, judged);
    Map<String, Double> figures = new TreeMap<>();
    figures.put("customers", (double) addressed);
    figures.put("recommendations", (double) written);
    figures.put("products", (double) goods.size());
    figures.put("neighbours", (double) neighbours.rows());
    figures.put("products_listed", (double) goods.listed());
    return new StepReport(
        purchases.lines(),
        written,
        figures,
        String.format(
            Locale.ROOT,
            "%,d of %,d customers with products are recommended some of %,d as of %s; %s%s%s",
            addressed,
            purchases.buyers(),
            goods.size(),
            asOf,
            quality.words().orElse("nobody bought on the last days: it cannot be judged"),
            purchases.oneOf() == 1
                ? ""
                : String.format(
                    Locale.ROOT, "; learned from one customer in %,d", purchases.oneOf()),
            unlisted(goods)));
  }

  private String unlisted(Goods goods) {
    int missing = goods.size() - goods.listed();
    return list.fingerprint().isEmpty() || missing == 0
        ? ""
        : String.format(
            Locale.ROOT,
            "; %,d of %,d products are not in recommend.products, and taken to be in stock",
            missing,
            goods.size());
  }

  /** Nothing is recommended as of now: what was, as of this instant, goes. */
  private StepReport none(StepContext context, Optional<AsOf> asOf, String why) {
    context.engine().load(MADE, Batches.of(new Batch(CustomerRows.FIELDS, 1)));
    try {
      asOf.ifPresent(at -> new RecommendationLog(context, config.rememberDays()).keep(at, MADE));
    } finally {
      context.engine().drop(MADE);
    }
    for (var table : List.of(Tables.ITEM_NEIGHBOURS, Tables.RECOMMENDATION_QUALITY)) {
      MadeRows.replace(context, table, MadeRows.of(table, 0));
    }
    return new StepReport(0, 0, Map.of("recommendations", 0.0), "Nothing is recommended: " + why);
  }

  private static Optional<AsOf> newest(StepContext context) {
    Engine engine = context.engine();
    engine.view(MADE, context.lake().table(Tables.FEATURES).scan());
    try (Batches rows = engine.query("SELECT max(f.as_of) AS as_of FROM " + MADE + " f")) {
      return rows.next() && !rows.batch().isNull(0, 0)
          ? Optional.of(new AsOf(rows.batch().longs(0)[0]))
          : Optional.empty();
    } finally {
      engine.drop(MADE);
    }
  }
}
