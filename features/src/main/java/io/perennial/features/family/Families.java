// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.family;

import io.perennial.features.PurchaseRule;
import java.util.List;

/** The families of ours that are written in Java; a new one is added here. */
public final class Families {

  private Families() {}

  /** In the order of their columns. */
  public static List<FeatureFamily<?>> ours(PurchaseRule rule) {
    return List.of(new PurchaseFamily(rule));
  }
}
