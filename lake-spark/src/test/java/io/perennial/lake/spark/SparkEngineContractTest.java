// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import io.perennial.lake.Engine;
import io.perennial.testkit.contract.EngineContract;

class SparkEngineContractTest extends EngineContract {

  @Override
  protected Engine engine() {
    return SharedSpark.engine();
  }
}
