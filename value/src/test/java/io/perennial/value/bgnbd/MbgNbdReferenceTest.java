// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.bgnbd;

import io.perennial.value.PurchaseTrainer;
import io.perennial.value.ReferenceContract;

class MbgNbdReferenceTest extends ReferenceContract {

  @Override
  protected String name() {
    return "mbgnbd";
  }

  @Override
  protected PurchaseTrainer<?> trainer() {
    return BetaGeometricTrainer.mbgNbd();
  }
}
