// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment;

import io.perennial.features.PurchaseRule;

/**
 * How customers are scored within categories.
 *
 * @param most how many categories, those with most spend; at least 1
 * @param purchase what one purchase is
 * @param received whether only what had reached us by the instant is known
 */
public record CategoryConfig(int most, PurchaseRule purchase, boolean received) {

  public CategoryConfig {
    if (most < 1) {
      throw new IllegalArgumentException(
          "Invalid segment.rfm.most-categories: " + most + " (must be >= 1)");
    }
  }

  /** Equal texts for configurations that mean the same. */
  public String canonical() {
    return "categories " + most + " " + purchase.canonical() + (received ? " received" : "");
  }
}
