// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import io.perennial.value.ladder.LadderModel;
import io.perennial.value.ladder.Target;

/** What all boosted heads of the ladder are, once they are fitted. */
abstract sealed class HeadModel implements LadderModel
    permits DistributionModel, HurdleModel, QuantileModel {

  final Target target;
  final Reader reader;
  private final String name;
  private final String summary;

  /**
   * @param name its trainer's
   * @param reader of cases
   */
  HeadModel(String name, Target target, Reader reader, String summary) {
    this.name = name;
    this.target = target;
    this.reader = reader;
    this.summary = summary;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Target target() {
    return target;
  }

  @Override
  public final String summary() {
    return summary;
  }
}
