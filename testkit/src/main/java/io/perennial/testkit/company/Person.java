// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.company;

/**
 * Who a customer is.
 *
 * @param number of the customer, from 0
 * @param country two letters
 * @param email in small letters, unique
 * @param phone in the form E.164, unique within a million customers
 * @param national the same as people write it at home
 * @param currency what the shop charges there
 */
record Person(
    long number,
    String country,
    String first,
    String last,
    String email,
    String phone,
    String national,
    String street,
    String zip,
    String city,
    String currency) {

  String name() {
    return first + " " + last;
  }

  /** What the shop calls the customer. */
  String shopId() {
    return Long.toString(7_000_000_000L + number);
  }

  /** The number of the loyalty card. */
  String card() {
    return Long.toString(2_900_000_000_000L + number);
  }

  /** What the app calls whoever has not logged in. */
  String anonymousId() {
    return "a-" + Long.toHexString(number * 0x9E3779B97F4A7C15L);
  }
}
