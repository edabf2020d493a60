// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.offpolicy;

/** How a policy is valued from the log of another. */
public enum Method {

  /** A model of rewards alone: little noise, and as wrong as the model is. */
  DIRECT("direct method"),

  /** Rewards weighted by new probability over logged propensity: right, and noisy. */
  IPS("inverse propensity"),

  /**
   * The same over the sum of the weights: less noisy, right for many decisions. Swaminathan 2015.
   */
  SELF_NORMALISED("self-normalised inverse propensity"),

  /** The model, put right by weighted misses. Dudík, Langford and Li (2011). */
  DOUBLY_ROBUST("doubly robust"),

  /** The same over the sum of the weights. */
  SELF_NORMALISED_DOUBLY_ROBUST("self-normalised doubly robust"),

  /**
   * The model alone where the weight is above a threshold, doubly robust elsewhere. Wang, Agarwal
   * and Dudík, "Optimal and adaptive off-policy evaluation in contextual bandits" (2017).
   */
  SWITCH("switch, doubly robust");

  private final String words;

  Method(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
