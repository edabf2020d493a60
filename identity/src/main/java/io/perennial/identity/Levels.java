// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * How closely two records can agree on an attribute. Level 0: one of them says nothing; 1:
 * different; higher: closer; the highest: equal.
 *
 * @param attribute the attribute's name
 * @param kind what it says
 * @param names of the levels, from {@code missing}
 * @param defaultM what we take for granted, before any data, of how often records of one customer
 *     agree so closely when both say something: {@code defaultM[level - 1]} for levels from 1; sums
 *     to 1
 * @param usesTermShares whether agreeing on a rare value says more than on a frequent one
 * @param household whether the persons of a household mostly agree on it: family name, address,
 *     telephone
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out, equal by content
public record Levels(
    String attribute,
    AttributeKind kind,
    List<String> names,
    double[] defaultM,
    boolean usesTermShares,
    boolean household) {

  /** The level of a pair of which one says nothing. */
  public static final int MISSING = 0;

  /** The level of values that are not alike. */
  public static final int DIFFERENT = 1;

  public Levels {
    names = List.copyOf(names);
    defaultM = defaultM.clone();
    if (names.size() < 3 || names.size() > Byte.MAX_VALUE) {
      throw new IllegalArgumentException(
          "Invalid levels of " + attribute + ": " + names + " (must be 3 to 127 names)");
    }
    double sum = Arrays.stream(defaultM).sum();
    if (defaultM.length != names.size() - 1
        || Arrays.stream(defaultM).anyMatch(m -> !(m > 0))
        || Math.abs(sum - 1) > 1e-9) {
      throw new IllegalArgumentException(
          "Invalid default m of "
              + attribute
              + ": "
              + Arrays.toString(defaultM)
              + " (must be positive, one for each level from 1, and sum to 1)");
    }
  }

  /** How many levels there are, with {@code missing}. */
  public int size() {
    return names.size();
  }

  /** The level of equal values. */
  public int top() {
    return names.size() - 1;
  }

  /** The default m of a level from 1. */
  public double m(int level) {
    return defaultM[level - 1];
  }

  @Override
  public double[] defaultM() {
    return defaultM.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Levels that
        && attribute.equals(that.attribute)
        && kind == that.kind
        && names.equals(that.names)
        && Arrays.equals(defaultM, that.defaultM)
        && usesTermShares == that.usesTermShares
        && household == that.household;
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        attribute, kind, names, Arrays.hashCode(defaultM), usesTermShares, household);
  }

  @Override
  public String toString() {
    return "Levels[" + attribute + ", " + kind + ", " + names + "]";
  }
}
