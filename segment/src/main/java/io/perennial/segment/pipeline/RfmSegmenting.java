// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.pipeline;

import io.perennial.lake.Engine;
import io.perennial.lake.SqlStep;
import io.perennial.segment.RfmConfig;
import io.perennial.segment.RfmReason;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** By recency, frequency and monetary value: who ever bought. */
final class RfmSegmenting implements Segmenting {

  private static final SqlStep CUSTOMERS = SqlStep.of(SegmentStep.class, "rfm_customers");

  private final RfmConfig config;
  private final Currency currency;

  RfmSegmenting(RfmConfig config, Currency currency) {
    this.config = config;
    this.currency = currency;
  }

  @Override
  public String name() {
    return SegmentStep.RFM;
  }

  @Override
  public void make(Engine engine, String table) {
    load(engine, table, Optional.of(new RfmReason(currency, config.monetary())));
  }

  @Override
  public void place(Engine engine, String table) {
    load(engine, table, Optional.empty());
  }

  private void load(Engine engine, String table, Optional<RfmReason> reason) {
    engine.run(CUSTOMERS, Map.of("monetary", config.monetary().name().toLowerCase(Locale.ROOT)));
    engine.load(
        table,
        engine.map(
            "SELECT customer_id, recency_days, purchases, monetary FROM rfm_customers",
            new RfmMemberships(config, RfmValues.read(engine).scores(), reason)));
  }

  @Override
  public void forget(Engine engine) {
    engine.drop(CUSTOMERS.writes());
  }
}
