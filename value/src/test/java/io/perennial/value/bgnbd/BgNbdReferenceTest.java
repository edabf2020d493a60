// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.bgnbd;

import io.perennial.value.PurchaseTrainer;
import io.perennial.value.ReferenceContract;

class BgNbdReferenceTest extends ReferenceContract {

  @Override
  protected String name() {
    return "bgnbd";
  }

  @Override
  protected PurchaseTrainer<?> trainer() {
    return BetaGeometricTrainer.bgNbd();
  }
}
