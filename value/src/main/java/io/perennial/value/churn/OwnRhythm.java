// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.churn;

import io.perennial.math.special.BetaFunctions;
import io.perennial.value.GroupedHistories;
import io.perennial.value.ModelParameters;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.bgnbd.BetaGeometricModel;
import io.perennial.value.bgnbd.BetaGeometricTrainer;
import io.perennial.value.bgnbd.Dropout;

/**
 * How long a customer's pauses are, by his own rhythm: pauses are Gamma(k, lambda), and lambda is
 * Gamma(r, alpha) over the customers, so that after x pauses of t_x weeks together it is Gamma(r +
 * k x, alpha + t_x): a newcomer is judged by all, a regular by himself. The chance that the pause
 * after them is longer than w is then a beta tail,
 *
 * <pre>  P(pause > w | x, t_x) = 1 - I(w / (alpha + t_x + w); k, r + k x),</pre>
 *
 * exact whatever the customer's rate. An alarm at share q therefore rings in a share q of all
 * pauses that end with a purchase, of regular and irregular buyers alike. At any one moment more
 * than q of those who are still customers may be in such a pause, since long pauses last longer;
 * how many is the sum of their P(alive): see {@link ChurnAlerts#falseAlarms}.
 *
 * @param k how regular buying is: 1 for chance alone, more for a rhythm; > 0
 * @param r shape of the rates, > 0
 * @param alpha rate of the rates, in weeks, > 0
 */
public record OwnRhythm(double k, double r, double alpha) {

  private static final int MOST_REGULAR = 8;

  public OwnRhythm {
    ModelParameters.requirePositive("k", k);
    ModelParameters.requirePositive("r", r);
    ModelParameters.requirePositive("alpha", alpha);
  }

  /** That of a fitted model; what it says of leaving is left aside. */
  public static OwnRhythm of(BetaGeometricModel model) {
    return new OwnRhythm(model.regularity(), model.r(), model.alpha());
  }

  /**
   * That of a base, by the likeliest MBG/CNBD-k: customers who have left do not count as pauses.
   *
   * @param base with {@link GroupedHistories#sumOfLogIntervals()}
   * @throws io.perennial.value.TooLittleDataException if the base cannot carry the fit
   */
  public static OwnRhythm fit(GroupedHistories base) {
    return of(
        BetaGeometricTrainer.choosingRegularity(Dropout.AFTER_ANY, MOST_REGULAR)
            .train(base)
            .model());
  }

  /** P(pause longer than {@code weeks} | the pauses before), in [0, 1]. */
  public double longer(PurchaseHistory history, double weeks) {
    if (!(weeks >= 0)) {
      throw new IllegalArgumentException("Invalid pause: " + weeks + " weeks (must be >= 0)");
    }
    double reach = weeks / (alpha + history.recencyWeeks() + weeks);
    return reach < 1
        ? Math.max(0, 1 - BetaFunctions.regularized(k, r + k * history.repeats(), reach))
        : 0;
  }

  /** How unusual the silence is: the share of his pauses that are longer than it, in [0, 1]. */
  public double unusual(PurchaseHistory history) {
    return longer(history, history.silenceWeeks());
  }

  /** The middle of the customer's pauses, in weeks. */
  public double usualWeeks(PurchaseHistory history) {
    return alarmWeeks(history, 0.5);
  }

  /**
   * The weeks of silence after which an alarm rings that is false in a share {@code falseAlarms} of
   * pauses.
   *
   * @param falseAlarms above 0 and below 1
   */
  public double alarmWeeks(PurchaseHistory history, double falseAlarms) {
    if (!(falseAlarms > 0 && falseAlarms < 1)) {
      throw new IllegalArgumentException(
          "Invalid share of false alarms: " + falseAlarms + " (must be above 0 and below 1)");
    }
    double low = 0;
    double high = 1;
    for (int step = 0; step < 200 && high - low > 1e-12; step++) {
      double middle = (low + high) / 2;
      if (BetaFunctions.regularized(k, r + k * history.repeats(), middle) < 1 - falseAlarms) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.min(1e9, (alpha + history.recencyWeeks()) * low / Math.max(1e-300, 1 - low));
  }
}
