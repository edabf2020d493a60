// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.simulate;

/** The words behind an event's numbers. */
record Shop(Catalogue catalogue, People people, String currency) {

  static String customerId(long customer) {
    return "C" + digits(customer);
  }

  /** A customer's number with ten digits. */
  static String digits(long customer) {
    return Long.toString(10_000_000_000L + customer).substring(1);
  }
}
