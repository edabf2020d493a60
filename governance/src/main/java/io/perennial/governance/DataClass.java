// SPDX-License-Identifier: Apache-2.0
package io.perennial.governance;

/** How sensitive a column is. */
public enum DataClass {
  /** Says nothing about one person: product, campaign, currency. */
  GENERAL,
  /** About one person without naming them: record ids, instants, amounts. */
  PSEUDONYMOUS,
  /** Names a person or lets one be reached: name, e-mail, phone, address, free text. */
  PERSONAL
}
