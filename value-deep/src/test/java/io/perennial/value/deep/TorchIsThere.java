// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Tests that train are skipped where the native library cannot be loaded. */
final class TorchIsThere {

  private TorchIsThere() {}

  static void orSkip() {
    assumeTrue(
        DeepTrainer.problem().isEmpty(), () -> "Skipped: " + DeepTrainer.problem().orElse(""));
  }
}
