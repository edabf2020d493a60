// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.prepare;

/** How a value that is not known is read. */
public enum Missing {
  /** As the median of those known. */
  MEDIAN,
  /** As 0: nothing happened. */
  ZERO
}
