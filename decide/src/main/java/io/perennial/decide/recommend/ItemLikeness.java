// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

/** How alike two items are, so that a shelf need not show ten of a kind. */
@FunctionalInterface
public interface ItemLikeness {

  /** Within [0, 1]; 1 for an item and itself, the same both ways. */
  double likeness(int a, int b);
}
