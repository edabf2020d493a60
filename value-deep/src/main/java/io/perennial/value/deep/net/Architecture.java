// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep.net;

/** How a network reads what a customer did. */
public enum Architecture {
  /** Not at all: features alone. */
  FEED_FORWARD("feed-forward"),
  /** One event after the other, with a memory. Source: Hochreiter and Schmidhuber (1997). */
  LSTM("LSTM"),
  /**
   * Causal convolutions over 1, 2, 4 and 8 events apart. Source: Bai, Kolter and Koltun (2018),
   * without their weight normalisation.
   */
  TEMPORAL_CONVOLUTION("temporal convolution"),
  /** All events at once, each looking at each: one block of Vaswani et al. (2017), norm first. */
  ATTENTION("attention");

  private final String label;

  Architecture(String label) {
    this.label = label;
  }

  /** What people know it by. */
  public String label() {
    return label;
  }

  /** Whether it reads events. */
  public boolean readsEvents() {
    return this != FEED_FORWARD;
  }
}
