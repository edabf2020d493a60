// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import java.util.function.Function;

/** A trainer whose models of both targets rest on one fit to purchases, which is made once. */
public interface SharedTrainer extends LadderTrainer {

  /**
   * The models upon one fit; asked for a target, one may still throw {@link
   * io.perennial.value.TooLittleDataException}.
   *
   * @throws io.perennial.value.TooLittleDataException if the lessons cannot tell; the message says
   *     why
   */
  Function<Target, LadderModel> fit(Lessons lessons, LadderConfig config);

  @Override
  default LadderModel train(Lessons lessons, Target target, LadderConfig config) {
    return fit(lessons, config).apply(target);
  }
}
