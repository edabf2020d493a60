// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.price;

import java.util.List;
import java.util.Optional;

/** The demand for each product, and what they have in common. Immutable. */
public final class DemandModel {

  private final List<ProductDemand> demands;
  private final Optional<PooledMean> common;
  private final Cadence cadence;
  private final DemandConfig config;
  private final boolean market;

  DemandModel(
      List<ProductDemand> demands,
      Optional<PooledMean> common,
      Cadence cadence,
      DemandConfig config,
      boolean market) {
    this.demands = List.copyOf(demands);
    this.common = common;
    this.cadence = cadence;
    this.config = config;
    this.market = market;
  }

  /** By product, and segment within it, in alphabetical order; also those refused. */
  public List<ProductDemand> demands() {
    return demands;
  }

  /** What the elasticities have in common; empty where all are refused. */
  public Optional<PooledMean> common() {
    return common;
  }

  /** How long the periods are. */
  public Cadence cadence() {
    return cadence;
  }

  /** How it was learned. */
  public DemandConfig config() {
    return config;
  }

  /** Whether the season is told by what the other products sell, and not by the calendar alone. */
  public boolean market() {
    return market;
  }

  /** What may be concluded from the elasticities, in a sentence. */
  public String standing() {
    return config.randomised()
        ? "Prices were set by chance: elasticities are causal, what comes of a change of price."
        : "Elasticities are predictive: learned from prices that somebody set for reasons of their"
            + " own (demand may have moved them). Only an experiment tells what a change causes.";
  }
}
