// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.paretonbd;

import io.perennial.value.PurchaseTrainer;
import io.perennial.value.ReferenceContract;

class ParetoNbdReferenceTest extends ReferenceContract {

  @Override
  protected String name() {
    return "pnbd";
  }

  @Override
  protected PurchaseTrainer<?> trainer() {
    return new ParetoNbdTrainer();
  }
}
