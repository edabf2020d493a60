// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.company;

import java.time.LocalDate;

/**
 * Who a customer is.
 *
 * @param number of the customer, from 0
 * @param household the number of whoever gives it its name and address
 * @param country two letters
 * @param first as it stands in the passport
 * @param shortFirst what friends say; the same as {@code first} where there is nothing shorter
 * @param email in small letters, unique
 * @param otherEmail another address of the same person, unique
 * @param phone in the form E.164; of one person, or of all who live together
 * @param national the same as people write it at home
 * @param former where the customer lived before moving
 * @param home where the customer lives at last; the same as {@code former} for who never moved
 * @param moved the first day at home
 * @param currency what the shop charges there
 */
record Person(
    long number,
    long household,
    String country,
    String first,
    String shortFirst,
    String last,
    String email,
    String otherEmail,
    String phone,
    String national,
    Address former,
    Address home,
    LocalDate moved,
    String currency) {

  /** Somewhere to live. */
  record Address(String street, String zip, String city) {}

  String name() {
    return first + " " + last;
  }

  String shortName() {
    return shortFirst + " " + last;
  }

  /** Where the customer lives on a day. */
  Address address(LocalDate day) {
    return day.isBefore(moved) ? former : home;
  }

  /** What the shop calls the customer. */
  String shopId() {
    return Long.toString(7_000_000_000L + number);
  }

  /** What the shop calls the customer who buys without logging in. */
  String guestId() {
    return Long.toString(8_000_000_000L + number);
  }

  /** The number of the loyalty card. */
  String card() {
    return Long.toString(2_900_000_000_000L + number);
  }

  /** What the app calls whoever has not logged in. */
  String anonymousId() {
    return "a-" + Long.toHexString(number * 0x9E3779B97F4A7C15L);
  }

  /** What the app calls the next device of whoever handed the first on. */
  String nextAnonymousId() {
    return "a-" + Long.toHexString(~(number * 0x9E3779B97F4A7C15L));
  }
}
