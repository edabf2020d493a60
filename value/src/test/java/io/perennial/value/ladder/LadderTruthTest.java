// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.value.bgnbd.BetaGeometricTrainer;
import io.perennial.value.history.PurchaseLog;
import io.perennial.value.nbd.NbdTrainer;
import io.perennial.value.paretonbd.ParetoNbdTrainer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Bases whose buying is known: a blend is hardly worse than the model that made them, and intervals
 * hold what they say. The benchmark {@code ladder} does so for many more.
 */
class LadderTruthTest {

  private static final List<LadderTrainer> TRAINERS =
      List.of(
          new BtydTrainer(new ParetoNbdTrainer()),
          new BtydTrainer(BetaGeometricTrainer.mbgNbd()),
          new BtydTrainer(new NbdTrainer()));

  @Test
  void a_blend_is_within_a_hundredth_of_the_best_single_model_and_covers() {
    double blended = 0;
    double best = 0;
    double covered = 0;
    int totals = 0;
    int bases = 4;
    for (int base = 0; base < bases; base++) {
      PurchaseLog log = SimulatedLog.paretoNbd(1_200, 180, 900, 50 + base);
      LadderOrigins origins = LadderOrigins.of(log, 700, 180, 2);
      Labelled came = LadderOrigins.labelled(log, 700, 180);
      LadderSettings settings =
          LadderSettings.defaults().withModels(new LadderConfig(100, base)).withScored(600);
      LadderScore score =
          LadderScore.of(
              Ladder.of(TRAINERS, settings)
                  .forecast(
                      origins.now(),
                      origins.rehearsals(),
                      List.of("all"),
                      new int[came.customers()],
                      Set.of(Target.PURCHASES))
                  .predictive(Target.PURCHASES),
              came.outcomes(Target.PURCHASES),
              base);
      LadderModel truth =
          TRAINERS.get(0).train(origins.now(), Target.PURCHASES, new LadderConfig(100, base));
      best +=
          LadderScore.of(truth.predict(came.cases()), came.outcomes(Target.PURCHASES), base).crps();
      blended += score.crps();
      covered += score.coverage() / bases;
      totals += score.totalInterval().contains(score.total()) ? 1 : 0;
    }
    assertThat(blended).isLessThanOrEqualTo(1.01 * best);
    assertThat(covered).isBetween(0.88, 0.925);
    assertThat(totals).isGreaterThanOrEqualTo(bases - 2);
  }
}
