// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

/** What becomes of items that the customer has bought already. */
public enum Bought {
  /** They are offered again like others: right where people buy the same again. */
  INCLUDED,
  /** They are left out: only what is new to the customer is offered. */
  LEFT_OUT
}
