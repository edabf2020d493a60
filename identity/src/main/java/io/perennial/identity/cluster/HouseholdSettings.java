// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.cluster;

/**
 * What makes customers a household.
 *
 * @param maxCustomersPerValue an address, device or telephone of more customers is a company's or a
 *     block's and says nothing
 * @param maxCustomers a household of more customers is none
 */
public record HouseholdSettings(int maxCustomersPerValue, int maxCustomers) {

  public HouseholdSettings {
    if (maxCustomersPerValue < 2 || maxCustomers < 2) {
      throw new IllegalArgumentException(
          String.format(
              "Invalid household: %d customers a value, %d a household (must be >= 2)",
              maxCustomersPerValue, maxCustomers));
    }
  }

  /** Values of up to 20 customers, households of up to 12. */
  public static HouseholdSettings defaults() {
    return new HouseholdSettings(20, 12);
  }
}
