// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.features.pipeline.PurchaseHistories;
import io.perennial.lake.Batches;
import io.perennial.value.history.Observed;
import java.util.List;

/** The customers of a lake as models read them. */
public final class LakeHistories {

  private LakeHistories() {}

  /** What was known of the customers with a purchase as of an instant, by ascending customer. */
  public static Observed observed(PurchaseHistories histories, AsOf asOf) {
    KnownCustomers.Builder known = new KnownCustomers.Builder();
    try (Batches rows = histories.at(List.of(asOf))) {
      while (rows.next()) {
        for (int row = 0; row < rows.batch().rows(); row++) {
          known.add(rows.batch(), row);
        }
      }
    }
    return known.build().observed();
  }
}
