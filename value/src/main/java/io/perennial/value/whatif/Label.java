// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.whatif;

/** How far a projected effect may be trusted; the weakest last. */
public enum Label {
  /** An experiment measured the effect, within the range that it tried. */
  CAUSAL,
  /** A pattern of the data, continued: whom to expect what of, not what makes it so. */
  PREDICTIVE,
  /** Outside of what the data ever showed. */
  EXTRAPOLATED;

  /** The weaker of the two. */
  Label and(Label other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
