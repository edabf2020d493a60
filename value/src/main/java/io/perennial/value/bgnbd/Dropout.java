// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.bgnbd;

/** After which purchases a customer may leave for good. */
public enum Dropout {
  /** After a repeat purchase: the BG models. Who never came again is still a customer. */
  AFTER_REPEAT(0),
  /** After any purchase, the first too: the MBG models. */
  AFTER_ANY(1);

  private final int first;

  Dropout(int first) {
    this.first = first;
  }

  /** How many chances to leave come before the first repeat: 0 or 1. */
  int first() {
    return first;
  }
}
