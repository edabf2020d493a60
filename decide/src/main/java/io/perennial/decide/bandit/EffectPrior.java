// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.bandit;

/**
 * What is thought of effects before anything was tried: none is expected, and they are about this
 * big.
 *
 * @param noise the deviation of outcomes about what is expected of a customer, in money; > 0
 * @param baseline the deviation of what a feature contributes without any action, in money by unit
 *     of the feature; > 0
 * @param effect the deviation of what a feature contributes to an action's effect, likewise; > 0
 * @param weight how many observations the guess of the noise is worth, > 0
 */
public record EffectPrior(double noise, double baseline, double effect, double weight) {

  public EffectPrior {
    require("noise", noise);
    require("baseline", baseline);
    require("effect", effect);
    require("weight", weight);
  }

  private static void require(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Invalid " + name + ": " + value + " (must be > 0 and finite)");
    }
  }
}
