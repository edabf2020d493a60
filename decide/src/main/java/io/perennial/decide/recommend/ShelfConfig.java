// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

/**
 * What is shown of what a model says.
 *
 * @param size items for a customer, at most; at least 1
 * @param bought what becomes of items that the customer has
 * @param diversity within [0, 1]: 0 takes the best, 1 those least like each other
 * @param margin within [0, 1]: 0 takes no account of margin, 1 takes score times margin
 */
public record ShelfConfig(int size, Bought bought, double diversity, double margin) {

  public ShelfConfig {
    if (size < 1) {
      throw new IllegalArgumentException("Invalid shelf size: " + size + " (must be >= 1)");
    }
    check("diversity", diversity);
    check("weight of margin", margin);
  }

  private static void check(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(
          "Invalid " + name + ": " + value + " (must be within [0, 1])");
    }
  }

  /** Ten items, those bought before too, the best by the model alone. */
  public static ShelfConfig defaults() {
    return new ShelfConfig(10, Bought.INCLUDED, 0, 0);
  }

  public ShelfConfig withSize(int items) {
    return new ShelfConfig(items, bought, diversity, margin);
  }

  public ShelfConfig withBought(Bought choice) {
    return new ShelfConfig(size, choice, diversity, margin);
  }

  public ShelfConfig withDiversity(double weight) {
    return new ShelfConfig(size, bought, weight, margin);
  }

  public ShelfConfig withMargin(double weight) {
    return new ShelfConfig(size, bought, diversity, weight);
  }
}
