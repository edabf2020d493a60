// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.allocate;

/** What a limit counts of the actions that are given. */
public enum Measure {
  /** How many customers are given an action. */
  CONTACTS("contacts"),
  /** What the actions cost, in money. */
  COST("cost"),
  /** What they are expected to bring before their cost, in money. */
  VALUE("value"),
  /** What they are expected to bring after their cost, in money. */
  NET("net value");

  private final String words;

  Measure(String words) {
    this.words = words;
  }

  /** What an action of this value and cost adds. */
  public double of(double value, double cost) {
    return contacts() + cost() * cost + value() * value;
  }

  String words() {
    return words;
  }

  double contacts() {
    return this == CONTACTS ? 1 : 0;
  }

  double cost() {
    return this == COST ? 1 : this == NET ? -1 : 0;
  }

  double value() {
    return this == VALUE || this == NET ? 1 : 0;
  }
}
