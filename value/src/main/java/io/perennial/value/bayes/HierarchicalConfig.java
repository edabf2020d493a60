// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.bayes;

/**
 * How long the chains run.
 *
 * @param chains independent chains, at least 2, so that convergence can be judged
 * @param warmUp rounds of each chain before the first that counts
 * @param rounds rounds of each chain that count, all kept; at least 8
 * @param seed the same seed gives the same bits, on any number of threads
 */
public record HierarchicalConfig(int chains, int warmUp, int rounds, long seed) {

  public HierarchicalConfig {
    if (chains < 2) {
      throw new IllegalArgumentException(
          "Invalid value.bayes.chains: " + chains + " (must be >= 2)");
    }
    if (warmUp < 1 || rounds < 8) {
      throw new IllegalArgumentException(
          "Invalid value.bayes rounds: warm-up "
              + warmUp
              + ", rounds "
              + rounds
              + " (must be >= 1, >= 8)");
    }
  }

  /** Four chains of 25 + 250 rounds: worth some 400 independent draws, as steps are long. */
  public static HierarchicalConfig defaults() {
    return new HierarchicalConfig(4, 25, 250, 1);
  }

  public HierarchicalConfig withRounds(int before, int counted) {
    return new HierarchicalConfig(chains, before, counted, seed);
  }

  public HierarchicalConfig withSeed(long number) {
    return new HierarchicalConfig(chains, warmUp, rounds, number);
  }
}
