// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.prepare;

/** What is done with a feature before it is drawn in and scaled; never changes an order. */
public enum Transform {
  /** Nothing. */
  NONE,
  /** ln(1 + x), of features that are never below 0. */
  LOG1P,
  /** The normal score of the value's rank among those it was learned of. */
  RANK
}
