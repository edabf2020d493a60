// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.paretoggg;

/**
 * How long the chains run.
 *
 * @param chains independent chains, at least 2, so that convergence can be judged
 * @param burnIn rounds before the first that counts
 * @param rounds rounds that count, per chain
 * @param thin of those, every so many is kept
 * @param seed the same seed gives the same bits, on any number of threads
 */
public record ParetoGggConfig(int chains, int burnIn, int rounds, int thin, long seed) {

  public ParetoGggConfig {
    if (chains < 2) {
      throw new IllegalArgumentException(
          "Invalid value.pareto-ggg.chains: " + chains + " (must be >= 2)");
    }
    if (burnIn < 1 || thin < 1 || rounds < 4 * thin) {
      throw new IllegalArgumentException(
          "Invalid value.pareto-ggg rounds: burn-in "
              + burnIn
              + ", rounds "
              + rounds
              + ", thin "
              + thin
              + " (must be >= 1, >= 4 thin, >= 1)");
    }
  }

  /** Two chains of 2,000 + 4,000 rounds, every 20th kept. */
  public static ParetoGggConfig defaults() {
    return new ParetoGggConfig(2, 2_000, 4_000, 20, 1);
  }

  /** The kept rounds of one chain. */
  int kept() {
    return rounds / thin;
  }
}
