// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.offpolicy;

import io.perennial.decide.uplift.Regressor;

/**
 * How a policy is valued off its log, and when that is refused.
 *
 * @param leastEffective effective sample below which there is no answer, >= 1
 * @param mostUnsupported share of the policy without support above which there is none, within [0,
 *     1]
 * @param regressor of the rewards
 * @param folds of its cross-fitting, >= 2
 * @param seed of all chance
 */
public record OffPolicyConfig(
    double leastEffective, double mostUnsupported, Regressor regressor, int folds, long seed) {

  public OffPolicyConfig {
    if (!(leastEffective >= 1) || !(mostUnsupported >= 0 && mostUnsupported <= 1) || folds < 2) {
      throw new IllegalArgumentException(
          "Invalid evaluation: effective sample %s, unsupported %s, %d folds (must be >= 1, within"
                  .formatted(leastEffective, mostUnsupported, folds)
              + " [0, 1], >= 2)");
    }
  }

  /** An effective sample of 50, 1 % without support, linear models, five folds, seed 1. */
  public static OffPolicyConfig defaults() {
    return new OffPolicyConfig(50, 0.01, Regressor.LINEAR, 5, 1);
  }
}
