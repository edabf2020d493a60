// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.dictionary;

import java.util.Locale;

/** What must be kept of a customer so that a feature can be told at any later instant. */
public enum Kept {
  /** A number of bytes that does not grow with the events: can be kept live. */
  BOUNDED("bounded: can be kept live"),
  /** Something of each purchase, order or product: grows with the customer. */
  GROWING("grows with the customer"),
  /** It relates many customers, or is a query: made anew by SQL, in batch only. */
  RELATIVE("made by SQL from many: batch only");

  private final String words;

  Kept(String words) {
    this.words = words;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** For people. */
  public String words() {
    return words;
  }
}
