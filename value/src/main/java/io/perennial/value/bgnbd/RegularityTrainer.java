// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.bgnbd;

import io.perennial.math.special.GammaFunctions;
import io.perennial.value.Certificate;
import io.perennial.value.Fitted;
import io.perennial.value.GroupedHistories;
import io.perennial.value.PurchaseTrainer;

/**
 * Fits {@link BetaGeometricModel} with k = 1, 2, … until the likelihood falls, and takes the
 * likeliest; the smallest of equals. The log-likelihoods are whole here, and so comparable with
 * each other and with those of models for k = 1.
 *
 * @param dropout after which purchases one may leave
 * @param mostRegular the largest k that is tried
 */
public record RegularityTrainer(Dropout dropout, int mostRegular)
    implements PurchaseTrainer<BetaGeometricModel> {

  public RegularityTrainer {
    if (mostRegular < 1 || mostRegular > BetaGeometricModel.MOST_REGULAR) {
      throw new IllegalArgumentException(
          "Invalid most regular k: "
              + mostRegular
              + " (must be within [1, "
              + BetaGeometricModel.MOST_REGULAR
              + "])");
    }
  }

  @Override
  public String name() {
    return dropout == Dropout.AFTER_ANY ? "MBG/CNBD-k" : "BG/CNBD-k";
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the histories lack {@link
   *     GroupedHistories#sumOfLogIntervals()}
   */
  @Override
  public Fitted<BetaGeometricModel> train(GroupedHistories histories) {
    double logs =
        histories
            .sumOfLogIntervals()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Cannot choose the regularity of "
                            + name()
                            + ": the histories lack the sum of log intervals"));
    Fitted<BetaGeometricModel> best = new BetaGeometricTrainer(dropout, 1).train(histories);
    for (int k = 2; k <= mostRegular; k++) {
      Fitted<BetaGeometricModel> next = new BetaGeometricTrainer(dropout, k).train(histories);
      double constant = (k - 1) * logs - histories.totalRepeats() * GammaFunctions.logGamma(k);
      Certificate whole = next.certificate().raised(constant);
      if (whole.logLikelihood() <= best.certificate().logLikelihood()) {
        return best;
      }
      best = new Fitted<>(next.model(), whole);
    }
    return best;
  }
}
