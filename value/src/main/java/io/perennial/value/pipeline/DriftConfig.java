// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import io.perennial.value.drift.RetrainDecision;

/**
 * When drift is told of, and what fitting anew must bring.
 *
 * @param falseAlarms the chance of an alarm while nothing has moved: of all features together in a
 *     run; of losses, and of calibration, ever; within (0, 1)
 * @param worth of money misjudged for one customer less, the share that is not lost; within [0, 1]
 * @param retrainCost of fitting, checking and putting in use, base currency, >= 0
 */
public record DriftConfig(double falseAlarms, double worth, double retrainCost) {

  public DriftConfig {
    if (!(falseAlarms > 0 && falseAlarms < 1)) {
      throw new IllegalArgumentException(
          "Invalid value.drift.false-alarms: " + falseAlarms + " (must be above 0 and below 1)");
    }
    if (!(worth >= 0 && worth <= 1)) {
      throw new IllegalArgumentException(
          "Invalid value.drift.worth: " + worth + " (must be within [0, 1])");
    }
    if (!(retrainCost >= 0 && retrainCost <= 1e15)) {
      throw new IllegalArgumentException(
          "Invalid value.drift.retrain-cost: " + retrainCost + " (must be >= 0)");
    }
  }

  /** One in a hundred; a hundredth; nothing, since each run fits anew. */
  public static DriftConfig defaults() {
    return new DriftConfig(0.01, 0.01, 0);
  }

  RetrainDecision.Stakes stakes(int customers) {
    return new RetrainDecision.Stakes(customers, worth, retrainCost);
  }

  /** Equal texts for configurations that mean the same. */
  public String canonical() {
    return "drift " + falseAlarms + " " + worth + " " + retrainCost;
  }
}
