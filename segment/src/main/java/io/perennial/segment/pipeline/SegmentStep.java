// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.pipeline;

import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.SqlStep;
import io.perennial.lake.Tables;
import io.perennial.lake.step.Rebuild;
import io.perennial.lake.step.Step;
import io.perennial.lake.step.StepContext;
import io.perennial.lake.step.StepReport;
import io.perennial.segment.RfmConfig;
import io.perennial.segment.RfmReason;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Puts each customer who ever bought into a segment by recency, frequency and monetary value. */
public final class SegmentStep implements Step {

  /** The name of the scheme. */
  public static final String RFM = "rfm";

  private static final SqlStep CUSTOMERS = SqlStep.of(SegmentStep.class, "rfm_customers");
  private static final SqlStep SIZES = SqlStep.of(SegmentStep.class, "segment_sizes");
  private static final String FEATURES = "segment_features";
  private static final String MEMBERSHIPS = "rfm_memberships";

  private final RfmConfig config;
  private final Currency currency;

  /**
   * @param currency of money in reasons
   */
  public SegmentStep(RfmConfig config, Currency currency) {
    this.config = config;
    this.currency = currency;
  }

  @Override
  public String name() {
    return "segment";
  }

  @Override
  public List<String> reads() {
    return List.of(Tables.FEATURES.name());
  }

  @Override
  public List<String> writes() {
    return List.of(Tables.MEMBERSHIPS.name());
  }

  @Override
  public String settings() {
    return config.canonical() + " currency " + currency.getCurrencyCode();
  }

  @Override
  public String outside() {
    return "";
  }

  @Override
  public StepReport run(StepContext context) {
    Engine engine = context.engine();
    context.progress().begin("segmenting customers", 0, "customers");
    engine.view(FEATURES, context.lake().table(Tables.FEATURES).scan());
    try {
      engine.run(CUSTOMERS, Map.of("monetary", config.monetary().name().toLowerCase(Locale.ROOT)));
      engine.load(
          MEMBERSHIPS,
          engine.map(
              "SELECT customer_id, as_of, recency_days, purchases, monetary FROM rfm_customers",
              new RfmMemberships(
                  config,
                  RfmValues.read(engine).scores(),
                  new RfmReason(currency, config.monetary()))));
      engine.run(SIZES, Map.of());
      long rows =
          new Rebuild(context)
              .table(
                  Tables.MEMBERSHIPS,
                  "SELECT * FROM " + MEMBERSHIPS,
                  Map.of("run_id", context.runId(), "scheme", RFM));
      return report(engine, rows);
    } finally {
      engine.drop(SIZES.writes());
      engine.drop(MEMBERSHIPS);
      engine.drop(CUSTOMERS.writes());
      engine.drop(FEATURES);
    }
  }

  private static StepReport report(Engine engine, long rows) {
    Map<String, Double> figures = new TreeMap<>();
    figures.put("members", (double) rows);
    String largest = "";
    int segments = 0;
    try (Batches sizes =
        engine.query(
            "SELECT segment, customers FROM segment_sizes ORDER BY customers DESC, segment")) {
      while (sizes.next()) {
        Batch batch = sizes.batch();
        for (int i = 0; i < batch.rows(); i++) {
          String name = batch.texts(0)[i];
          long customers = batch.longs(1)[i];
          if (largest.isEmpty()) {
            largest = String.format(Locale.ROOT, ", most of them %s (%,d)", name, customers);
          }
          segments++;
          figures.merge(
              "segment_" + name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "_"),
              (double) customers,
              Double::sum);
        }
      }
    }
    return new StepReport(
        rows,
        rows,
        figures,
        String.format(Locale.ROOT, "%,d customers in %,d segments%s", rows, segments, largest));
  }
}
