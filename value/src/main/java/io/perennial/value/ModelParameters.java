// SPDX-License-Identifier: Apache-2.0
package io.perennial.value;

/** What may stand as a parameter of a model. */
public final class ModelParameters {

  private ModelParameters() {}

  /**
   * Refuses a parameter that is not positive and finite.
   *
   * @throws IllegalArgumentException naming the parameter and its value
   */
  public static void requirePositive(String name, double value) {
    if (!(value > 0 && value <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "Invalid " + name + ": " + value + " (must be > 0 and finite)");
    }
  }

  /**
   * Refuses an array that has not {@code count} values.
   *
   * @throws IllegalArgumentException naming the counts
   */
  public static void requireCount(double[] parameters, int count) {
    if (parameters.length != count) {
      throw new IllegalArgumentException(
          "Invalid parameters: " + parameters.length + " values (must be " + count + ")");
    }
  }
}
