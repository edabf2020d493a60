// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.simulate;

/**
 * What is on the shelves.
 *
 * @param products how many products there are
 * @param brands how many brands they are spread over
 * @param zipfExponent how unequal their sales are: 0 alike, 1 as Zipf's law says
 */
public record Assortment(int products, int brands, double zipfExponent) {

  public Assortment {
    requireWithin("products", products, 10_000_000);
    requireWithin("brands", brands, 100_000);
    if (!(zipfExponent >= 0 && zipfExponent <= 10)) {
      throw new IllegalArgumentException(
          "Invalid simulate.zipf-exponent: " + zipfExponent + " (must be within [0, 10])");
    }
  }

  /** 2,000 products of 80 brands, sold by Zipf's law. */
  public static Assortment defaults() {
    return new Assortment(2_000, 80, 1);
  }

  private static void requireWithin(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          "Invalid simulate." + name + ": " + value + " (must be within [1, " + most + "])");
    }
  }
}
