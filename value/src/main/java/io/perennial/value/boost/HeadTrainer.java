// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import io.perennial.value.ladder.LadderTrainer;

/** What all boosted heads of the ladder are told: how they are called, how hard to try. */
abstract sealed class HeadTrainer implements LadderTrainer
    permits BoostedDistributionTrainer, BoostedHurdleTrainer, BoostedQuantilesTrainer {

  final BoostEffort effort;
  private final String name;

  HeadTrainer(String name, BoostEffort effort) {
    this.name = name;
    this.effort = effort;
  }

  @Override
  public final String name() {
    return name;
  }
}
