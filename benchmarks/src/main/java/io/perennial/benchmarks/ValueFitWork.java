// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.value.Certificate;
import io.perennial.value.GroupedHistories;
import io.perennial.value.PurchaseTrainer;
import io.perennial.value.bgnbd.BetaGeometricTrainer;
import io.perennial.value.paretonbd.ParetoNbdTrainer;
import java.util.Arrays;

/**
 * From columns of histories to a fitted model, grouping included: {@code model} is pareto-nbd or
 * bg-nbd.
 */
final class ValueFitWork implements Work {

  private static final int ROUNDS = 5;
  private static final int MOST_ROUNDS = 60;

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    CustomerBase base = CustomerBase.of(arguments.count("customers"));
    double[] recency = base.recencyWeeks();
    double[] age = base.ageWeeks();
    PurchaseTrainer<?> trainer = trainer(arguments.text("model"));
    Certificate certificate = null;
    // small bases are fitted more often, until the compiler has seen enough of it
    int rounds = Math.max(ROUNDS, Math.min(MOST_ROUNDS, 3_000_000 / age.length));
    for (int round = 0; round < arguments.rounds(rounds); round++) {
      certificate =
          timing.round(
              () -> trainer.train(GroupedHistories.of(base.repeats(), recency, age)).certificate());
    }
    timing.fact("groups", GroupedHistories.of(base.repeats(), recency, age).size());
    if (certificate != null) {
      timing.fact("verdict", certificate.verdict());
      timing.fact("likelihood", certificate.logLikelihood());
      timing.fact("parameters", Arrays.toString(certificate.estimates()));
    }
  }

  static PurchaseTrainer<?> trainer(String model) {
    return model.equals("pareto-nbd") ? new ParetoNbdTrainer() : BetaGeometricTrainer.bgNbd();
  }
}
