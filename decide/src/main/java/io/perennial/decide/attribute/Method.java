// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.attribute;

/** How conversions are shared out among the channels of a journey. */
public enum Method {
  /** All to the last channel. */
  LAST_TOUCH("last touch"),
  /** All to the first channel. */
  FIRST_TOUCH("first touch"),
  /** The same to each touch. */
  LINEAR("linear"),
  /** To each touch half as much as to one that came a half-life of touches later. */
  TIME_DECAY("time decay"),
  /** What each channel adds to any set of others, on average, in the chain of touches. */
  SHAPLEY("Shapley"),
  /** In proportion to what would be lost without the channel, in the chain of touches. */
  MARKOV("Markov");

  private final String words;

  Method(String words) {
    this.words = words;
  }

  /** What people call it. */
  public String words() {
    return words;
  }
}
