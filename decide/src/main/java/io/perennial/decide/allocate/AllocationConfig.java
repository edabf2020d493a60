// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.allocate;

/**
 * How hard a plan is tried to be good.
 *
 * @param gap of the bound at which prices are good enough, as a share of it; within (0, 0.1]
 * @param evaluations most often that all customers are gone through to find prices; >= 10
 * @param searchNodes most steps of the exact search that follows where few choices are left open;
 *     >= 0, 0 for none
 * @param sample customers by whom prices are first found, where there are many more; >= 100
 */
public record AllocationConfig(double gap, int evaluations, int searchNodes, int sample) {

  public AllocationConfig {
    if (!(gap > 0 && gap <= 0.1)) {
      throw new IllegalArgumentException("Invalid gap: " + gap + " (must be within (0, 0.1])");
    }
    if (evaluations < 10) {
      throw new IllegalArgumentException(
          "Invalid evaluations: " + evaluations + " (must be >= 10)");
    }
    if (searchNodes < 0) {
      throw new IllegalArgumentException(
          "Invalid search-nodes: " + searchNodes + " (must be >= 0)");
    }
    if (sample < 100) {
      throw new IllegalArgumentException("Invalid sample: " + sample + " (must be >= 100)");
    }
  }

  /** A hundred-thousandth, 400 times, two million steps, 20,000 customers. */
  public static AllocationConfig defaults() {
    return new AllocationConfig(1e-5, 400, 2_000_000, 20_000);
  }

  public AllocationConfig withGap(double share) {
    return new AllocationConfig(share, evaluations, searchNodes, sample);
  }

  public AllocationConfig withEvaluations(int most) {
    return new AllocationConfig(gap, most, searchNodes, sample);
  }

  public AllocationConfig withSearchNodes(int most) {
    return new AllocationConfig(gap, evaluations, most, sample);
  }

  public AllocationConfig withSample(int customers) {
    return new AllocationConfig(gap, evaluations, searchNodes, customers);
  }
}
