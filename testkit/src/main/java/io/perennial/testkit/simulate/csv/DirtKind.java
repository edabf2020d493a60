// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.simulate.csv;

/** What can be wrong with a row. A row has at most one. */
public enum DirtKind {
  /**
   * {@code occurred_at} is no date: {@code 2024-13-45 10:00:00}, {@code yesterday}, {@code
   * ?2024-01-01 10:00:00}.
   */
  BAD_DATE,
  /** {@code amount} is no number: {@code n/a}, {@code 12abc}. Only rows with an amount. */
  BAD_NUMBER,
  /** {@code customer_id} is empty. */
  EMPTY_KEY,
  /** The row is right, and follows once more, equal to the byte, within some thousand rows. */
  DUPLICATE,
  /** {@code occurred_at} is 800 years late, to the second. */
  FUTURE_DATE,
  /** {@code amount} is written {@code "1,234.50"}. Only rows with 1,000 or more, either sign. */
  THOUSANDS_SEPARATOR,
  /** {@code amount} is written with a euro sign before it. Only rows with an amount. */
  CURRENCY_SIGN
}
