// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.covariate;

import io.perennial.value.Fitted;
import io.perennial.value.GroupedHistories;
import io.perennial.value.PurchaseModel;
import io.perennial.value.bgnbd.BetaGeometricModel;
import io.perennial.value.bgnbd.BetaGeometricTrainer;
import io.perennial.value.paretonbd.ParetoNbdModel;
import io.perennial.value.paretonbd.ParetoNbdTrainer;
import java.util.List;

/**
 * A family of models whose rates may depend on covariates, in proportion: lambda = lambda_0
 * exp(gamma'z). Source: Fader and Hardie, "Incorporating time-invariant covariates into the
 * Pareto/NBD and BG/NBD models" (2007).
 */
public enum Family {
  /** mu = mu_0 exp(delta'z): alpha exp(-gamma'z) and beta exp(-delta'z) for alpha and beta. */
  PARETO_NBD("Pareto/NBD") {
    @Override
    List<String> names() {
      return List.of("r", "alpha", "s", "beta");
    }

    @Override
    PurchaseModel model(double[] base, double buying, double leaving) {
      return new ParetoNbdModel(
          base[0], base[1] * Math.exp(-buying), base[2], base[3] * Math.exp(-leaving));
    }

    @Override
    Fitted<? extends PurchaseModel> withoutCovariates(GroupedHistories histories) {
      return new ParetoNbdTrainer().train(histories);
    }

    @Override
    double[] units(double time) {
      return new double[] {1, time, 1, time};
    }
  },
  /**
   * a exp(delta'z) for a, the case gamma_3 = 0 of the note: the odds a / b of leaving after a
   * purchase are in proportion.
   */
  BG_NBD("BG/NBD") {
    @Override
    List<String> names() {
      return List.of("r", "alpha", "a", "b");
    }

    @Override
    PurchaseModel model(double[] base, double buying, double leaving) {
      return BetaGeometricModel.bgNbd(
          base[0], base[1] * Math.exp(-buying), base[2] * Math.exp(leaving), base[3]);
    }

    @Override
    Fitted<? extends PurchaseModel> withoutCovariates(GroupedHistories histories) {
      return BetaGeometricTrainer.bgNbd().train(histories);
    }

    @Override
    double[] units(double time) {
      return new double[] {1, time, 1, 1};
    }
  };

  private final String title;

  Family(String title) {
    this.title = title;
  }

  /** As in {@code "Pareto/NBD"}. */
  public String title() {
    return title;
  }

  /** The names of the four parameters that all customers share. */
  abstract List<String> names();

  /**
   * A customer's model.
   *
   * @param buying gamma'z
   * @param leaving delta'z
   */
  abstract PurchaseModel model(double[] base, double buying, double leaving);

  abstract Fitted<? extends PurchaseModel> withoutCovariates(GroupedHistories histories);

  /** Units of the parameters; {@code time} is the mean age. */
  abstract double[] units(double time);
}
