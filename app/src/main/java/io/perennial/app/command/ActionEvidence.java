// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.decide.experiment.Effect;
import io.perennial.decide.study.ExperimentStudy;
import io.perennial.decide.study.ExperimentTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What an experiment told of an action, as the settings that let decisions start from it. They are
 * said and not kept: what decisions rest on stands in the configuration, where one can see it.
 *
 * @param effect spend that came because of it, per customer
 * @param error its standard error
 */
record ActionEvidence(String action, double effect, double error) {

  /**
   * Of the arm that is called as the action, or the only one.
   *
   * @throws IllegalArgumentException if the experiment cannot tell
   */
  static ActionEvidence of(String action, ExperimentTable table, ExperimentStudy study) {
    if (study.answers().size() != 1) {
      throw new IllegalArgumentException(
          "Cannot tell what the experiment says of "
              + action
              + ": there are the outcomes "
              + String.join(", ", study.answers().keySet())
              + " (say with --outcome which one is what customers spent)");
    }
    String outcome = study.answers().keySet().iterator().next();
    if (table.outcomes().getOrDefault(outcome, List.of()).stream()
        .allMatch(y -> y == 0 || y == 1)) {
      throw new IllegalArgumentException(
          "Cannot tell what the experiment says of "
              + action
              + ": "
              + outcome
              + " is 0 or 1 (an outcome in money is needed: what customers spent)");
    }
    if (study.ratio().mismatch()) {
      throw new IllegalArgumentException(
          "Cannot tell what the experiment says of "
              + action
              + ": customers were not dealt out as planned. "
              + study.ratio().inWords());
    }
    ExperimentStudy.ArmAnswer arm = arm(action, study.answers().get(outcome).arms());
    Optional<Effect> effect = arm.adjusted().effect();
    if (effect.isEmpty() || !(effect.get().standardError() > 0)) {
      throw new IllegalArgumentException(
          "Cannot tell what the experiment says of " + action + ": its effect cannot be tested");
    }
    return new ActionEvidence(action, effect.get().difference(), effect.get().standardError());
  }

  private static ExperimentStudy.ArmAnswer arm(
      String action, List<ExperimentStudy.ArmAnswer> arms) {
    if (arms.size() == 1) {
      return arms.get(0);
    }
    return arms.stream()
        .filter(arm -> arm.arm().equals(action))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Unknown arm: "
                        + action
                        + " (of several arms one must be called as the action; there are "
                        + String.join(", ", arms.stream().map(arm -> arm.arm()).toList())
                        + ")"));
  }

  /** For people: what to put into the configuration. */
  String words() {
    return String.format(
        Locale.ROOT,
        "%nSo that decisions start from it, in perennial.yaml:%n%nactions:%n  %s:%n"
            + "    spend-effect: %.6g%n    spend-effect-error: %.6g",
        action,
        effect,
        error);
  }

  /** For programs. */
  Map<String, Object> plain() {
    return Map.of("name", action, "spend_effect", effect, "spend_effect_error", error);
  }
}
