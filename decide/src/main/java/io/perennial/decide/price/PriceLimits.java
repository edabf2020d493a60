// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.price;

/**
 * What a price must keep to.
 *
 * @param largestChange from the price of now, as a share of it, within [0, 1)
 * @param marginFloor the least share of the price that is left after cost, below 1
 * @param aboveList whether a price above the list price may be asked
 * @param beyondSeen how far outside of the prices seen it may be, as a share of them, >= 0
 * @param step of prices, in money, > 0
 * @param ending that a price has above a multiple of one unit of money, as .99; 0 or more and below
 *     1, or negative for any
 * @param confidence how probable it must be that a change is for the better, within [0.5, 1)
 */
public record PriceLimits(
    double largestChange,
    double marginFloor,
    boolean aboveList,
    double beyondSeen,
    double step,
    double ending,
    double confidence) {

  public PriceLimits {
    require(
        largestChange >= 0 && largestChange < 1, "largest-change", largestChange, "within [0, 1)");
    require(
        marginFloor < 1 && marginFloor > Double.NEGATIVE_INFINITY,
        "margin-floor",
        marginFloor,
        "below 1");
    require(beyondSeen >= 0 && beyondSeen < 10, "beyond-seen", beyondSeen, "within [0, 10)");
    require(step > 0 && step < Double.POSITIVE_INFINITY, "step", step, "> 0");
    require(ending < 1, "ending", ending, "below 1");
    require(confidence >= 0.5 && confidence < 1, "confidence", confidence, "within [0.5, 1)");
  }

  private static void require(boolean right, String name, double value, String bound) {
    if (!right) {
      throw new IllegalArgumentException(
          "Invalid %s: %s (must be %s)".formatted(name, value, bound));
    }
  }

  /**
   * A tenth up or down, never below cost, never above the list price, 5 % beyond the prices seen at
   * most, to the cent, and four times as likely to be better as worse.
   */
  public static PriceLimits defaults() {
    return new PriceLimits(0.1, 0, false, 0.05, 0.01, -1, 0.8);
  }

  /** The same with another largest change. */
  public PriceLimits withLargestChange(double share) {
    return new PriceLimits(share, marginFloor, aboveList, beyondSeen, step, ending, confidence);
  }

  /** The same with another floor under the margin. */
  public PriceLimits withMarginFloor(double share) {
    return new PriceLimits(largestChange, share, aboveList, beyondSeen, step, ending, confidence);
  }

  /** The same with another step of prices. */
  public PriceLimits withStep(double money) {
    return new PriceLimits(
        largestChange, marginFloor, aboveList, beyondSeen, money, ending, confidence);
  }

  /** The same with prices that end alike, as .99. */
  public PriceLimits withEnding(double part) {
    return new PriceLimits(
        largestChange, marginFloor, aboveList, beyondSeen, step, part, confidence);
  }

  /** The same with another confidence. */
  public PriceLimits withConfidence(double chance) {
    return new PriceLimits(largestChange, marginFloor, aboveList, beyondSeen, step, ending, chance);
  }
}
