// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.offpolicy;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a new policy would have earned a decision, by all methods, told from the log of another; or
 * why the log cannot tell. Immutable.
 */
public final class OffPolicyValue {

  /** Shares of the weights that are kept below the thresholds that switching tries. */
  private static final double[] KEPT = {0.8, 0.9, 0.95, 0.99, 0.999};

  private final Proposal proposal;
  private final Overlap overlap;
  private final Map<Method, Estimate> estimates;
  private final double threshold;
  private final String refusal;

  private OffPolicyValue(
      Proposal proposal,
      Overlap overlap,
      Map<Method, Estimate> estimates,
      double threshold,
      String refusal) {
    this.proposal = proposal;
    this.overlap = overlap;
    this.estimates = estimates;
    this.threshold = threshold;
    this.refusal = refusal;
  }

  /** Values {@code proposal} with a model of rewards that is learned from the log. */
  public static OffPolicyValue of(LoggedDecisions log, Proposal proposal, OffPolicyConfig config) {
    check(log, proposal);
    Overlap overlap = Overlap.of(log, proposal);
    String refusal = refusal(overlap, config);
    if (!refusal.isEmpty()) {
      return new OffPolicyValue(proposal, overlap, Map.of(), 0, refusal);
    }
    return of(
        log,
        proposal,
        RewardModel.crossFitted(log, config.regressor(), config.folds(), config.seed()),
        config);
  }

  /** Values {@code proposal} with the model of rewards given. */
  public static OffPolicyValue of(
      LoggedDecisions log, Proposal proposal, RewardModel model, OffPolicyConfig config) {
    check(log, proposal);
    if (model.size() != log.size()) {
      throw new IllegalArgumentException(
          "Cannot value %s: the model of rewards is of %d decisions, the log of %d"
              .formatted(proposal.name(), model.size(), log.size()));
    }
    Overlap overlap = Overlap.of(log, proposal);
    String refusal = refusal(overlap, config);
    if (!refusal.isEmpty()) {
      return new OffPolicyValue(proposal, overlap, Map.of(), 0, refusal);
    }
    int n = log.size();
    double[] weight = new double[n];
    double[] direct = new double[n];
    double[] miss = new double[n];
    for (int i = 0; i < n; i++) {
      weight[i] = proposal.probability(i, log.chosen(i)) / log.propensity(i);
      for (int a = 0; a < log.actions().size(); a++) {
        direct[i] += proposal.probability(i, a) * model.mean(i, a);
      }
      miss[i] = log.reward(i) - model.mean(i, log.chosen(i));
    }
    Map<Method, Estimate> estimates = new EnumMap<>(Method.class);
    estimates.put(Method.DIRECT, averaged(Method.DIRECT, direct));
    double[] terms = new double[n];
    Arrays.setAll(terms, i -> weight[i] * log.reward(i));
    estimates.put(Method.IPS, averaged(Method.IPS, terms));
    estimates.put(
        Method.SELF_NORMALISED, normalised(Method.SELF_NORMALISED, new double[n], weight, terms));
    double[] misses = new double[n];
    Arrays.setAll(misses, i -> weight[i] * miss[i]);
    Estimate robust = averaged(Method.DOUBLY_ROBUST, sum(direct, misses));
    estimates.put(Method.DOUBLY_ROBUST, robust);
    estimates.put(
        Method.SELF_NORMALISED_DOUBLY_ROBUST,
        normalised(Method.SELF_NORMALISED_DOUBLY_ROBUST, direct, weight, misses));
    double threshold = Switch.threshold(direct, weight, misses, thresholds(weight));
    double[] switched = Switch.terms(direct, weight, misses, threshold);
    estimates.put(Method.SWITCH, Switch.estimate(switched, robust));
    return new OffPolicyValue(proposal, overlap, estimates, threshold, "");
  }

  private static Estimate averaged(Method method, double[] terms) {
    double mean = 0;
    for (double term : terms) {
      mean += term / terms.length;
    }
    return Estimate.of(method, mean, terms);
  }

  private static double[] sum(double[] a, double[] b) {
    double[] sum = new double[a.length];
    Arrays.setAll(sum, i -> a[i] + b[i]);
    return sum;
  }

  /** The mean of {@code direct}, and the mean of {@code weighted} over that of the weights. */
  private static Estimate normalised(
      Method method, double[] direct, double[] weight, double[] weighted) {
    double weights = Arrays.stream(weight).sum() / weight.length;
    double ratio = Arrays.stream(weighted).sum() / weight.length / weights;
    double base = Arrays.stream(direct).sum() / direct.length;
    double[] terms = new double[weight.length];
    Arrays.setAll(terms, i -> direct[i] + (weighted[i] - ratio * weight[i]) / weights);
    return Estimate.of(method, base + ratio, terms);
  }

  private static double[] thresholds(double[] weight) {
    double[] sorted = Arrays.stream(weight).filter(w -> w > 0).sorted().toArray();
    double[] thresholds = new double[KEPT.length + 1];
    for (int j = 0; j < KEPT.length; j++) {
      thresholds[j] = sorted[(int) (KEPT[j] * (sorted.length - 1))];
    }
    thresholds[KEPT.length] = sorted[sorted.length - 1];
    return Arrays.stream(thresholds).distinct().toArray();
  }

  static void check(LoggedDecisions log, Proposal proposal) {
    if (proposal.size() != log.size()) {
      throw new IllegalArgumentException(
          "Cannot value %s: it is of %d decisions, the log of %d"
              .formatted(proposal.name(), proposal.size(), log.size()));
    }
    for (int i = 0; i < log.size(); i++) {
      if (proposal.actions(i) != log.actions().size()) {
        throw new IllegalArgumentException(
            "Row %d: Invalid probabilities: %d (must be one for each of %d actions)"
                .formatted(i, proposal.actions(i), log.actions().size()));
      }
    }
  }

  private static String refusal(Overlap overlap, OffPolicyConfig config) {
    if (overlap.shareWithoutSupport() > config.mostUnsupported()) {
      return String.format(
          Locale.ROOT,
          "%.1f %% of what it would do the log cannot tell of (%.1f %% were no candidates, %.1f %%"
              + " were never done; at most %.1f %%)",
          100 * overlap.shareWithoutSupport(),
          100 * overlap.shareNotCandidate(),
          100 * overlap.shareNeverSeen(),
          100 * config.mostUnsupported());
    }
    if (overlap.effectiveSample() < config.leastEffective()) {
      return String.format(
          Locale.ROOT,
          "%,d decisions tell as much as %.1f equally weighted ones (at least %.0f are needed), the"
              + " largest weight being %.3g",
          overlap.decisions(),
          overlap.effectiveSample(),
          config.leastEffective(),
          overlap.largestWeight());
    }
    // a mean far below 1 is mass that the log never gives; one far above, wrong propensities
    if (Math.abs(overlap.meanWeight() - 1) > Math.max(0.02, 5 * overlap.meanWeightError())) {
      return String.format(
          Locale.ROOT,
          "the mean weight is %.3f ± %.2g where it must be 1: the logged propensities are not those"
              + " of the decisions, or the policy does what was never possible",
          overlap.meanWeight(),
          overlap.meanWeightError());
    }
    return "";
  }

  /** How far the log can tell. */
  public Overlap overlap() {
    return overlap;
  }

  /** Why there are no estimates, in words; empty where there are. */
  public Optional<String> refusal() {
    return refusal.isEmpty()
        ? Optional.empty()
        : Optional.of("Cannot value " + proposal.name() + ": " + refusal);
  }

  /**
   * What one method says.
   *
   * @throws IllegalStateException if valuing was refused; the message says why
   */
  public Estimate by(Method method) {
    Estimate estimate = estimates.get(method);
    if (estimate == null) {
      throw new IllegalStateException(refusal().orElseThrow());
    }
    return estimate;
  }

  /** The one to report: self-normalised doubly robust. */
  public Estimate estimate() {
    return by(Method.SELF_NORMALISED_DOUBLY_ROBUST);
  }

  /** The weight above which switching believes the model alone. */
  public double threshold() {
    return threshold;
  }

  @Override
  public String toString() {
    return refusal()
        .orElseGet(() -> proposal.name() + ": " + estimate() + " a decision; " + overlap);
  }
}
