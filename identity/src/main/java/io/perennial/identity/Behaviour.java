// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What events of records show of who they are, beside what claims say. */
public enum Behaviour {
  /** Visits in which two records or more acted: who signed in, or bought as a guest. */
  SESSIONS("shared sessions"),
  /** The products that a record bought on two days or more. */
  BASKETS("products bought again");

  private final String attribute;

  Behaviour(String attribute) {
    this.attribute = attribute;
  }

  /** What the attribute made of it is called. */
  public String attribute() {
    return attribute;
  }

  /** As settings write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What settings write so. */
  static Optional<Behaviour> of(String word) {
    return Arrays.stream(values()).filter(behaviour -> behaviour.word().equals(word)).findFirst();
  }
}
