// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** All experiments that run at a time, and the hold-out that none of them touches. Immutable. */
public final class ExperimentPlan {

  private final HoldOut holdOut;
  private final Map<String, Experiment> experiments;

  private ExperimentPlan(HoldOut holdOut, Map<String, Experiment> experiments) {
    this.holdOut = holdOut;
    this.experiments = experiments;
  }

  /**
   * Checks that experiments can stand beside each other.
   *
   * @throws IllegalArgumentException if two have one name or one salt, or overlap within a layer
   */
  public static ExperimentPlan of(HoldOut holdOut, List<Experiment> experiments) {
    Map<String, Experiment> byName = new LinkedHashMap<>();
    Map<String, String> bySalt = new HashMap<>();
    for (Experiment experiment : experiments) {
      for (Experiment other : byName.values()) {
        boolean apart =
            !other.layer().equals(experiment.layer())
                || other.to() <= experiment.from()
                || experiment.to() <= other.from();
        if (!apart) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "Invalid plan: experiments %s (%s to %s) and %s (%s to %s) overlap in layer %s",
                  other.name(),
                  other.from(),
                  other.to(),
                  experiment.name(),
                  experiment.from(),
                  experiment.to(),
                  experiment.layer()));
        }
      }
      if (byName.put(experiment.name(), experiment) != null) {
        throw new IllegalArgumentException(
            "Invalid plan: experiment " + experiment.name() + " stands there twice");
      }
      String other = bySalt.put(experiment.salt(), experiment.name());
      if (other != null) {
        throw new IllegalArgumentException(
            "Invalid plan: experiments "
                + other
                + " and "
                + experiment.name()
                + " have one salt, so their arms would go together (give each its own)");
      }
    }
    return new ExperimentPlan(holdOut, byName);
  }

  /** All experiments, in their order. */
  public List<Experiment> experiments() {
    return new ArrayList<>(experiments.values());
  }

  /** Who gets nothing. */
  public HoldOut holdOut() {
    return holdOut;
  }

  /** The arm of a unit in an experiment; empty where it is held out or not covered. */
  public Optional<Arm> arm(String experiment, String unit) {
    Experiment found = experiments.get(experiment);
    if (found == null) {
      throw new IllegalArgumentException(
          "Unknown experiment: " + experiment + " (there are " + experiments.keySet() + ")");
    }
    return holdOut.holds(unit) ? Optional.empty() : found.arm(unit);
  }

  /** The arms of a unit in all experiments that it takes part in, by the experiment's name. */
  public Map<String, Arm> arms(String unit) {
    Map<String, Arm> arms = new LinkedHashMap<>();
    if (!holdOut.holds(unit)) {
      for (Experiment experiment : experiments.values()) {
        experiment.arm(unit).ifPresent(arm -> arms.put(experiment.name(), arm));
      }
    }
    return arms;
  }
}
