// SPDX-License-Identifier: Apache-2.0
package io.perennial.features;

import io.perennial.domain.AsOf;
import java.util.Optional;

/**
 * What features are computed of, and as of when.
 *
 * @param purchase what one purchase is
 * @param asOf the instant; empty for the start of the day after the last event, so that data of the
 *     past do not look like customers who left
 */
public record FeatureConfig(PurchaseRule purchase, Optional<AsOf> asOf) {

  /** The same as of another instant. */
  public FeatureConfig withAsOf(AsOf instant) {
    return new FeatureConfig(purchase, Optional.of(instant));
  }

  /** Equal texts for configurations that mean the same. */
  public String canonical() {
    return purchase.canonical() + " as-of " + asOf.map(AsOf::toString).orElse("after last event");
  }
}
