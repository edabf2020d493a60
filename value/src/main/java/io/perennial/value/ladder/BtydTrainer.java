// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import io.perennial.value.Fitted;
import io.perennial.value.PurchaseModel;
import io.perennial.value.PurchaseTrainer;
import io.perennial.value.choose.ModelChoice;
import io.perennial.value.gammagamma.GammaGammaModel;
import io.perennial.value.gammagamma.GammaGammaTrainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A buy-till-you-die model as a step of the ladder: fitted to the histories of now, with
 * gamma-gamma for spend. It needs no cases whose outcome is known.
 *
 * @param purchases how its purchases are fitted
 */
public record BtydTrainer(PurchaseTrainer<? extends PurchaseModel> purchases)
    implements LadderTrainer {

  /** Every model of {@link ModelChoice#candidates()}, in that order. */
  public static List<LadderTrainer> all() {
    List<LadderTrainer> trainers = new ArrayList<>();
    ModelChoice.candidates().forEach(candidate -> trainers.add(new BtydTrainer(candidate)));
    return trainers;
  }

  @Override
  public String name() {
    return purchases.name();
  }

  @Override
  public LadderModel train(Lessons lessons, Target target, LadderConfig config) {
    return model(lessons, target, config, purchases.train(lessons.known().observed().histories()));
  }

  /** The same where the purchases are fitted already. */
  LadderModel model(
      Lessons lessons, Target target, LadderConfig config, Fitted<? extends PurchaseModel> fitted) {
    Optional<Fitted<GammaGammaModel>> spend =
        target == Target.PURCHASES
            ? Optional.empty()
            : Optional.of(new GammaGammaTrainer().train(SpendSeen.of(lessons.known()).histories()));
    return new BtydModel(name(), fitted, spend, TypicalHistory.of(lessons.known()), config);
  }
}
