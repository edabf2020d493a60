// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.family;

import io.perennial.features.PurchaseRule;
import java.time.ZoneId;
import java.util.List;

/** The families of ours that are written in Java; a new one is added here. */
public final class Families {

  private Families() {}

  /** In the order of their columns. */
  public static List<FeatureFamily<?>> ours(PurchaseRule rule) {
    ZoneId zone = rule.zone();
    return List.of(
        new PurchaseFamily(rule),
        new AcquisitionFamily(zone),
        new RhythmFamily(zone),
        new SeasonFamily(zone),
        new JourneyFamily(),
        new RepertoireFamily(zone),
        new IntentFamily(zone),
        new ResponseFamily(),
        new ServiceFamily(),
        new SubscriptionFamily());
  }
}
