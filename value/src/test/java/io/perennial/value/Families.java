// SPDX-License-Identifier: Apache-2.0
package io.perennial.value;

import io.perennial.value.bgnbd.BetaGeometricTrainer;
import io.perennial.value.nbd.NbdTrainer;
import io.perennial.value.paretonbd.ParetoNbdTrainer;
import java.util.stream.Stream;

/** The families of purchase models that have parameters to choose. */
public final class Families {

  private Families() {}

  /** Their trainers. */
  public static Stream<PurchaseTrainer<?>> trainers() {
    return Stream.of(
        new NbdTrainer(),
        new ParetoNbdTrainer(),
        BetaGeometricTrainer.bgNbd(),
        BetaGeometricTrainer.mbgNbd(),
        BetaGeometricTrainer.bgCnbd(2),
        BetaGeometricTrainer.mbgCnbd(3));
  }

  /** The member of a family with the given parameters. */
  public static PurchaseModel model(PurchaseTrainer<?> trainer, double[] parameters) {
    if (trainer instanceof NbdTrainer nbd) {
      return nbd.model(parameters);
    }
    return trainer instanceof BetaGeometricTrainer betaGeometric
        ? betaGeometric.model(parameters)
        : new ParetoNbdTrainer().model(parameters);
  }
}
