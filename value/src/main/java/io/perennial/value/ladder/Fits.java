// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import io.perennial.value.Fitted;
import io.perennial.value.PurchaseModel;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;

/** Fits of one ladder's models, so that what both targets need is fitted once; for one thread. */
final class Fits {

  private final LadderConfig config;
  private final IdentityHashMap<Cases, Map<BtydTrainer, Fitted<? extends PurchaseModel>>>
      purchases = new IdentityHashMap<>();
  private final IdentityHashMap<Lessons, Map<LadderTrainer, Function<Target, LadderModel>>> shared =
      new IdentityHashMap<>();

  Fits(LadderConfig config) {
    this.config = config;
  }

  /**
   * The model fitted.
   *
   * @throws io.perennial.value.TooLittleDataException if it cannot be
   */
  LadderModel train(LadderTrainer trainer, Lessons lessons, Target target) {
    LadderConfig own = Stage.config(trainer, config);
    if (trainer instanceof BtydTrainer btyd) {
      return btyd.model(
          lessons,
          target,
          own,
          purchases
              .computeIfAbsent(lessons.known(), key -> new HashMap<>())
              .computeIfAbsent(
                  btyd, key -> btyd.purchases().train(lessons.known().observed().histories())));
    }
    if (trainer instanceof SharedTrainer both) {
      return shared
          .computeIfAbsent(lessons, key -> new IdentityHashMap<>())
          .computeIfAbsent(both, key -> both.fit(lessons, own))
          .apply(target);
    }
    return trainer.train(lessons, target, own);
  }
}
