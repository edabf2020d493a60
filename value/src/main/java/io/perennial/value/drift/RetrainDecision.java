// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.drift;

import io.perennial.math.distribution.Normal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether to train a model again: when what it is expected to bring is more than what it costs.
 *
 * @param isWorthIt whether to retrain now
 * @param benefit expected gain times its worth, in currency; 0 for an expected loss
 * @param cost of retraining, in currency
 * @param chance that the benefit exceeds the cost
 * @param reasons in sentences, the decisive one first
 */
public record RetrainDecision(
    boolean isWorthIt, double benefit, double cost, double chance, List<String> reasons) {

  public RetrainDecision {
    reasons = List.copyOf(reasons);
  }

  /**
   * What accuracy is worth and what it costs.
   *
   * @param customers that the model decides about
   * @param worth of one unit of loss (CRPS, in the unit of the forecast) less, for each of them
   *     until the next occasion to retrain, in currency, >= 0: for a forecast of spend, the share
   *     of misjudged money that is lost
   * @param cost of retraining, checking and putting in use, in currency, >= 0
   */
  public record Stakes(double customers, double worth, double cost) {

    public Stakes {
      if (!(customers >= 0 && customers <= 1e15)
          || !(worth >= 0 && worth <= 1e15)
          || !(cost >= 0 && cost <= 1e300)) {
        throw new IllegalArgumentException(
            "Invalid customers, worth or cost: "
                + customers
                + ", "
                + worth
                + ", "
                + cost
                + " (must be >= 0 and finite)");
      }
    }
  }

  /**
   * The decision, from a model that was trained afresh and tried beside the one in use. Drift
   * without a gain is no reason: a model can be as right on other customers, and a new one as
   * wrong.
   *
   * @param trial fresh model as challenger
   * @param features how features and score have moved; may be empty
   * @param losses what watches the losses says, in a sentence; may be empty
   */
  public static RetrainDecision of(
      Challenge trial, List<StabilityIndex> features, List<String> losses, Stakes stakes) {
    double unit = stakes.customers() * stakes.worth();
    double benefit = Math.max(0, trial.gain() * unit);
    double needed = unit > 0 ? stakes.cost() / unit : Double.POSITIVE_INFINITY;
    double chance =
        trial.standardError() > 0 && Double.isFinite(needed)
            ? Normal.standard().cumulative((trial.gain() - needed) / trial.standardError())
            : trial.gain() > needed ? 1 : 0;
    boolean isWorthIt = trial.takesOver() && benefit > stakes.cost();
    List<String> reasons = new ArrayList<>();
    reasons.add(
        String.format(
            Locale.ROOT,
            "%s: a fresh model is expected to bring %.2f for a cost of %.2f (%.0f %% sure that it"
                + " pays)%s",
            isWorthIt ? "retrain" : "do not retrain",
            benefit,
            stakes.cost(),
            100 * chance,
            !isWorthIt && benefit > stakes.cost()
                ? ", but its gain is not beyond noise, or below the least gain"
                : ""));
    reasons.add(trial.toString());
    List<StabilityIndex> moved = features.stream().filter(StabilityIndex::isAlarm).toList();
    if (!features.isEmpty()) {
      reasons.add(
          moved.isEmpty()
              ? "none of " + features.size() + " features has moved by more than chance"
              : moved.size()
                  + " of "
                  + features.size()
                  + " features have moved: "
                  + String.join(
                      "; ", moved.stream().limit(5).map(StabilityIndex::toString).toList()));
    }
    reasons.addAll(losses);
    return new RetrainDecision(isWorthIt, benefit, stakes.cost(), chance, reasons);
  }

  /** All reasons, a line each. */
  @Override
  public String toString() {
    return String.join(System.lineSeparator(), reasons);
  }
}
