// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is tried, and on whom.
 *
 * @param name unique among all experiments that share units
 * @param salt decides who gets which arm; a new one deals anew
 * @param layer experiments of one layer share its units out among them, so nobody is in two;
 *     experiments of different layers are independent
 * @param from where its units begin within the layer, in [0, 1)
 * @param to where they end, in (from, 1]; a later end keeps all that are in it, in their arms
 * @param arms two or more, the control first. Other weights move units between arms: better a new
 *     salt than new weights while it runs
 */
public record Experiment(
    String name, String salt, String layer, double from, double to, List<Arm> arms) {

  public Experiment {
    Checked.word("experiment", name);
    Checked.word("salt of experiment " + name, salt);
    Checked.word("layer of experiment " + name, layer);
    arms = List.copyOf(arms);
    if (!(from >= 0 && from < to && to <= 1)) {
      throw new IllegalArgumentException(
          "Invalid slice of experiment "
              + name
              + ": "
              + from
              + " to "
              + to
              + " (must ascend within [0, 1])");
    }
    if (arms.size() < 2) {
      throw new IllegalArgumentException(
          "Invalid arms of experiment " + name + ": " + arms.size() + " (must be two or more)");
    }
    Set<String> names = new HashSet<>();
    for (Arm arm : arms) {
      if (!names.add(arm.name())) {
        throw new IllegalArgumentException(
            "Invalid arms of experiment " + name + ": '" + arm.name() + "' stands there twice");
      }
    }
  }

  /** An experiment on all units, in a layer of its own, salted with its name. */
  public static Experiment onAll(String name, List<Arm> arms) {
    return new Experiment(name, name, name, 0, 1, arms);
  }

  /** Whether the unit belongs to the experiment; the hold-out is not asked. */
  public boolean covers(String unit) {
    double slot = Slot.of("layer " + layer, unit);
    return from <= slot && slot < to;
  }

  /** The arm of a unit, or empty where the experiment does not cover it; O(arms). */
  public Optional<Arm> arm(String unit) {
    return covers(unit)
        ? Optional.of(arms.get(indexAt(Slot.of("arm " + salt, unit))))
        : Optional.empty();
  }

  /** The share of the covered units that gets an arm: the chance to log with a decision. */
  public double share(Arm arm) {
    if (!arms.contains(arm)) {
      throw new IllegalArgumentException(
          "Unknown arm of experiment " + name + ": '" + arm.name() + "'");
    }
    return arm.weight() / totalWeight();
  }

  /** The arm, by number, that owns a place in [0, 1). */
  int indexAt(double place) {
    double left = place * totalWeight();
    for (int a = 0; a < arms.size() - 1; a++) {
      left -= arms.get(a).weight();
      if (left < 0) {
        return a;
      }
    }
    return arms.size() - 1;
  }

  double[] weights() {
    return arms.stream().mapToDouble(Arm::weight).toArray();
  }

  private double totalWeight() {
    double sum = 0;
    for (Arm arm : arms) {
      sum += arm.weight();
    }
    return sum;
  }
}
