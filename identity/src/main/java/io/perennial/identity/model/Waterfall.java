// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.model;

import java.util.List;

/**
 * Why two records are, or are not, one customer: what each attribute adds to the prior, in bits; a
 * bit doubles the odds. Prior and evidence sum to the total.
 *
 * @param priorBits log2 of the odds of two records of which nothing is known
 * @param evidence what attributes add, as they are listed
 * @param totalBits log2 of the odds after all
 * @param probability that the records are one customer, in [0, 1]
 */
public record Waterfall(
    double priorBits, List<Evidence> evidence, double totalBits, double probability) {

  public Waterfall {
    evidence = List.copyOf(evidence);
  }

  /**
   * What one attribute adds, given those whose names come before its own: of a postcode and its
   * town the second says little more.
   *
   * @param attribute its name
   * @param level how closely the records agree on it: {@code missing}, {@code different}, …
   * @param bits added to log2 of the odds; 0 when missing
   */
  public record Evidence(String attribute, String level, double bits) {}
}
