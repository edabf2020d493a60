// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.assign;

/**
 * How a {@link SegmentModel} is fitted.
 *
 * @param sample customers that are learned from, at most, small segments whole
 * @param refits bootstrap re-fits by which probabilities and distances are calibrated; 0 for none
 * @param steps of refinement from the partition to populations that overlap, at most
 * @param fidelity the share of customers who keep the segment of the partition; refinement stops
 *     before fewer do
 * @param shrinkage customers' worth of belief that a segment spreads as all of them do
 */
public record SegmentModelConfig(
    int sample, int refits, int steps, double fidelity, double shrinkage) {

  public SegmentModelConfig {
    require(sample >= 1, "sample", sample, ">= 1");
    require(refits >= 0, "refits", refits, ">= 0");
    require(steps >= 0, "steps", steps, ">= 0");
    require(fidelity >= 0 && fidelity <= 1, "fidelity", fidelity, "within [0, 1]");
    require(shrinkage > 0 && shrinkage < 1e9, "shrinkage", shrinkage, "> 0 and < 1e9");
  }

  /** 40,000 customers, 8 re-fits, 50 steps, 9 of 10 keep their segment, 20 customers' worth. */
  public static SegmentModelConfig defaults() {
    return new SegmentModelConfig(40_000, 8, 50, 0.9, 20);
  }

  /** With that many customers to learn from. */
  public SegmentModelConfig withSample(int customers) {
    return new SegmentModelConfig(customers, refits, steps, fidelity, shrinkage);
  }

  /** With that many re-fits. */
  public SegmentModelConfig withRefits(int count) {
    return new SegmentModelConfig(sample, count, steps, fidelity, shrinkage);
  }

  /** With that many steps of refinement; 0 takes the partition as it is. */
  public SegmentModelConfig withSteps(int most) {
    return new SegmentModelConfig(sample, refits, most, fidelity, shrinkage);
  }

  private static void require(boolean right, String name, Object value, String bound) {
    if (!right) {
      throw new IllegalArgumentException(
          "Invalid " + name + ": " + value + " (must be " + bound + ")");
    }
  }
}
