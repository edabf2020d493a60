// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

/** What is forecast of a customer over the horizon. */
public enum Target {
  /** How many purchases; a whole number, >= 0. */
  PURCHASES,
  /** What is spent, in currency, less what comes back; may be negative. */
  SPEND
}
