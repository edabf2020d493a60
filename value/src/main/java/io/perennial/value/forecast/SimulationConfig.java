// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.forecast;

import io.perennial.value.Discounting;

/**
 * How many futures are drawn, and from what seed.
 *
 * @param horizonWeeks how far each future goes, >= 0 and finite
 * @param draws futures of each customer, at least 1
 * @param parameterDraws different sets of parameters that the futures share, drawn from what the
 *     data leave open; 0 takes the estimate for certain, which makes totals look surer than they
 *     are
 * @param seed the same seed gives the same futures
 */
public record SimulationConfig(double horizonWeeks, int draws, int parameterDraws, long seed) {

  public SimulationConfig {
    Discounting.checkHorizon(horizonWeeks);
    if (draws < 1) {
      throw new IllegalArgumentException(
          "Invalid value.simulation.draws: " + draws + " (must be >= 1)");
    }
    if (parameterDraws < 0 || parameterDraws > draws) {
      throw new IllegalArgumentException(
          "Invalid value.simulation.parameter-draws: "
              + parameterDraws
              + " (must be within [0, "
              + draws
              + "], the draws)");
    }
  }

  /** 1,000 draws over a year, from 50 sets of parameters. */
  public static SimulationConfig defaults() {
    return new SimulationConfig(52, 1000, 50, 1);
  }

  public SimulationConfig withHorizonWeeks(double weeks) {
    return new SimulationConfig(weeks, draws, parameterDraws, seed);
  }

  public SimulationConfig withDraws(int count, int ofParameters) {
    return new SimulationConfig(horizonWeeks, count, ofParameters, seed);
  }

  public SimulationConfig withSeed(long number) {
    return new SimulationConfig(horizonWeeks, draws, parameterDraws, number);
  }
}
