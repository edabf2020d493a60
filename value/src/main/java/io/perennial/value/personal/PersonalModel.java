// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.personal;

import io.perennial.value.PurchaseHistory;
import io.perennial.value.PurchaseModel;
import java.util.List;

/**
 * A fitted model of purchases that gives each customer a model of his own, and several of them: one
 * for each set of parameters that the data leave open. Immutable.
 */
public interface PersonalModel {

  /** The columns of features that it reads; may be none, then equal histories are treated alike. */
  List<String> columns();

  /** How many sets of parameters there are, at least 1. */
  int sets();

  /**
   * A customer's model under set {@code set}.
   *
   * @param covariates his values of {@link #columns()}, {@code NaN} where not known
   */
  PurchaseModel model(PurchaseHistory history, double[] covariates, int set);

  /** E[purchases in (T, T + horizon]] of a customer, all sets considered. */
  double expectedPurchases(PurchaseHistory history, double[] covariates, double horizonWeeks);

  /** P(a purchase in (T, T + horizon]) of a customer, all sets considered. */
  double probabilityActive(PurchaseHistory history, double[] covariates, double horizonWeeks);

  /** In a sentence: parameters with their errors, settings, warnings. */
  String summary();

  /**
   * P(a purchase in (T, T + horizon]) under one model: what the likelihood loses when the silence
   * goes on for so long. Exact.
   */
  static double probabilityActive(
      PurchaseModel model, PurchaseHistory history, double horizonWeeks) {
    PurchaseHistory silent =
        new PurchaseHistory(
            history.repeats(), history.recencyWeeks(), history.ageWeeks() + horizonWeeks);
    double loss = model.logLikelihood(silent) - model.logLikelihood(history);
    return Math.min(1, Math.max(0, -Math.expm1(loss)));
  }
}
