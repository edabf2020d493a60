// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.whatif;

/**
 * Whom a scenario concerns; all others stay as they are.
 *
 * @param kind all, a cohort, a group or one customer
 * @param name of the cohort or group, or the row of the customer; blank for all
 */
public record Scope(Kind kind, String name) {

  /** What is named. */
  public enum Kind {
    ALL,
    COHORT,
    GROUP,
    CUSTOMER
  }

  public Scope {
    if (kind == Kind.ALL) {
      if (!name.isEmpty()) {
        throw new IllegalArgumentException("Invalid scope: all has no name, not " + name);
      }
    } else {
      name = Scenario.name("scope", name);
    }
    if (kind == Kind.CUSTOMER && !name.matches("\\d{1,9}")) {
      throw new IllegalArgumentException(
          "Invalid scope: customer " + name + " (must be a row, from 0)");
    }
  }

  /** All customers. */
  public static Scope all() {
    return new Scope(Kind.ALL, "");
  }

  /** The customers of one cohort, those to come too. */
  public static Scope cohort(String name) {
    return new Scope(Kind.COHORT, name);
  }

  /** The customers of one segment or tier. */
  public static Scope group(String name) {
    return new Scope(Kind.GROUP, name);
  }

  /** One customer alone. */
  public static Scope customer(int row) {
    return new Scope(Kind.CUSTOMER, Integer.toString(row));
  }

  int row() {
    return kind == Kind.CUSTOMER ? Integer.parseInt(name) : -1;
  }

  String text() {
    return switch (kind) {
      case ALL -> "for all";
      case COHORT -> "for cohort " + name;
      case GROUP -> "for group " + name;
      case CUSTOMER -> "for customer " + name;
    };
  }
}
