// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.survival;

/**
 * How contracts are valued.
 *
 * @param horizonPeriods how many renewals ahead count, >= 1
 * @param ratePerPeriod of interest, as a share, >= 0
 * @param margin the share of the price that is kept, within (0, 1]
 * @param draws of each predictive distribution, >= 2
 * @param seed of all chance
 */
public record ContractConfig(
    int horizonPeriods, double ratePerPeriod, double margin, int draws, long seed) {

  public ContractConfig {
    if (horizonPeriods < 1 || !(ratePerPeriod >= 0 && ratePerPeriod <= 1e9)) {
      throw new IllegalArgumentException(
          "Invalid horizon or rate: "
              + horizonPeriods
              + " periods, "
              + ratePerPeriod
              + " a period (must be >= 1, >= 0)");
    }
    if (!(margin > 0 && margin <= 1) || draws < 2) {
      throw new IllegalArgumentException(
          "Invalid margin or draws: " + margin + ", " + draws + " (must be within (0, 1], >= 2)");
    }
  }

  /** For periods of a month: five years at 15 % a year, in revenue, 400 draws. */
  public static ContractConfig monthly() {
    return new ContractConfig(60, Math.pow(1.15, 1 / 12.0) - 1, 1, 400, 1);
  }

  /** For periods of a year: twenty years at 15 %, in revenue, 400 draws. */
  public static ContractConfig yearly() {
    return new ContractConfig(20, 0.15, 1, 400, 1);
  }

  public ContractConfig withHorizonPeriods(int periods) {
    return new ContractConfig(periods, ratePerPeriod, margin, draws, seed);
  }

  public ContractConfig withRatePerPeriod(double rate) {
    return new ContractConfig(horizonPeriods, rate, margin, draws, seed);
  }

  public ContractConfig withMargin(double share) {
    return new ContractConfig(horizonPeriods, ratePerPeriod, share, draws, seed);
  }
}
