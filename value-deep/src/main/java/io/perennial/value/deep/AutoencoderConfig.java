// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep;

/**
 * How an autoencoder is trained.
 *
 * @param codes numbers that a customer is put into, >= 1
 * @param width of the hidden layers, >= 1
 * @param epochs at most, >= 1
 * @param patience epochs without a better loss on held-out customers, >= 1
 * @param hidden share of what is known that is hidden at random while learning, in [0, 1): so it
 *     learns how features hang together, not to copy them
 * @param seed of all chance
 */
public record AutoencoderConfig(
    int codes, int width, int epochs, int patience, double hidden, long seed) {

  public AutoencoderConfig {
    if (codes < 1 || width < 1 || epochs < 1 || patience < 1 || !(hidden >= 0 && hidden < 1)) {
      throw new IllegalArgumentException(
          "Invalid autoencoder: "
              + codes
              + " codes, width "
              + width
              + ", "
              + epochs
              + " epochs, patience "
              + patience
              + ", hidden "
              + hidden
              + " (must be >= 1 each, and in [0, 1))");
    }
  }

  /** 8 codes, width 32, 40 epochs, patience 4, a tenth hidden, seed 1. */
  public static AutoencoderConfig defaults() {
    return new AutoencoderConfig(8, 32, 40, 4, 0.1, 1);
  }

  /** The same with so many codes. */
  public AutoencoderConfig withCodes(int count) {
    return new AutoencoderConfig(count, width, epochs, patience, hidden, seed);
  }
}
