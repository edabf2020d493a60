// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.offpolicy;

import io.perennial.domain.FeatureMatrix;
import java.util.Arrays;
import java.util.List;

/**
 * Decisions that were taken by chance, and what came of them: for each what was known, which
 * actions could have been taken, the one that was, with which probability, and its reward.
 * Immutable.
 */
public final class LoggedDecisions {

  private static final double MOST = 1e12;

  private final FeatureMatrix contexts;
  private final List<String> actions;
  private final boolean[][] candidate;
  private final int[] chosen;
  private final double[] propensity;
  private final double[] reward;

  private LoggedDecisions(
      FeatureMatrix contexts,
      List<String> actions,
      boolean[][] candidate,
      int[] chosen,
      double[] propensity,
      double[] reward) {
    this.contexts = contexts;
    this.actions = actions;
    this.candidate = candidate;
    this.chosen = chosen;
    this.propensity = propensity;
    this.reward = reward;
  }

  /**
   * A log.
   *
   * @param contexts what was known of n decisions before they were taken
   * @param actions names of all that was ever a candidate, distinct; "do nothing" is one
   * @param candidates of each decision, boolean[n][actions]; copied
   * @param chosen the action taken, int[n]; copied
   * @param propensity the probability with which it was, within (0, 1], double[n]; copied
   * @param reward what came of it, less its cost, double[n], finite; copied
   * @throws IllegalArgumentException if a decision cannot be one; the message names its row
   */
  public static LoggedDecisions of(
      FeatureMatrix contexts,
      List<String> actions,
      boolean[][] candidates,
      int[] chosen,
      double[] propensity,
      double[] reward) {
    int n = contexts.rows();
    if (candidates.length != n
        || chosen.length != n
        || propensity.length != n
        || reward.length != n) {
      throw new IllegalArgumentException(
          "Invalid log: %d contexts, %d candidates, %d choices, %d propensities, %d rewards (must be"
                  .formatted(n, candidates.length, chosen.length, propensity.length, reward.length)
              + " as many of each)");
    }
    if (actions.isEmpty() || actions.stream().distinct().count() < actions.size()) {
      throw new IllegalArgumentException(
          "Invalid actions: " + actions + " (must be one or more, distinct)");
    }
    boolean[][] copy = new boolean[n][];
    for (int i = 0; i < n; i++) {
      int action = chosen[i];
      check(
          i,
          "candidates",
          Arrays.toString(candidates[i]),
          candidates[i].length == actions.size(),
          "one for each of " + actions.size() + " actions");
      check(
          i,
          "choice",
          action,
          action >= 0 && action < actions.size(),
          "within [0, " + (actions.size() - 1) + "]");
      check(i, "choice", actions.get(action), candidates[i][action], "one of the candidates");
      check(
          i,
          "propensity",
          propensity[i],
          propensity[i] > 0 && propensity[i] <= 1,
          "above 0 and not above 1: what cannot happen is not logged");
      check(i, "reward", reward[i], Math.abs(reward[i]) <= MOST, "finite");
      copy[i] = candidates[i].clone();
    }
    return new LoggedDecisions(
        contexts, List.copyOf(actions), copy, chosen.clone(), propensity.clone(), reward.clone());
  }

  private static void check(int row, String name, Object value, boolean fine, String wanted) {
    if (!fine) {
      throw new IllegalArgumentException(
          "Row " + row + ": Invalid " + name + ": " + value + " (must be " + wanted + ")");
    }
  }

  /**
   * The same where no outcome came before its decision.
   *
   * @param decided when, long[n], in any unit
   * @param rewarded when the reward was counted up to, long[n], in the same unit
   * @throws IllegalArgumentException if one did; the message names its row
   */
  public LoggedDecisions checkedInTime(long[] decided, long[] rewarded) {
    if (decided.length != size() || rewarded.length != size()) {
      throw new IllegalArgumentException(
          "Invalid times: %d of decisions, %d of outcomes (must be %d of each)"
              .formatted(decided.length, rewarded.length, size()));
    }
    for (int i = 0; i < decided.length; i++) {
      check(
          i,
          "outcome",
          "at " + rewarded[i],
          rewarded[i] >= decided[i],
          "not before the decision, at " + decided[i]);
    }
    return this;
  }

  /** How many decisions. */
  public int size() {
    return chosen.length;
  }

  /** What was known. */
  public FeatureMatrix contexts() {
    return contexts;
  }

  /** The names of the actions. */
  public List<String> actions() {
    return actions;
  }

  /** Whether action {@code a} could have been taken in decision {@code i}. */
  public boolean isCandidate(int i, int a) {
    return candidate[i][a];
  }

  /** The action taken in decision {@code i}. */
  public int chosen(int i) {
    return chosen[i];
  }

  /** The probability with which it was. */
  public double propensity(int i) {
    return propensity[i];
  }

  /** What came of it. */
  public double reward(int i) {
    return reward[i];
  }
}
