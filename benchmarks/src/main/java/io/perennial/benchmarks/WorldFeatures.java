// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.decide.bandit.Features;
import io.perennial.testkit.actions.ActionWorld;

/** One, the traits of a simulated customer, their squares and their products. */
final class WorldFeatures implements Features {

  private final ActionWorld world;
  private final int round;

  WorldFeatures(ActionWorld world, int round) {
    this.world = world;
    this.round = round;
  }

  static int width(ActionWorld world) {
    int traits = world.traits();
    return 1 + traits + traits * (traits + 1) / 2;
  }

  @Override
  public int customers() {
    return world.customers();
  }

  @Override
  public int width() {
    return width(world);
  }

  @Override
  public void read(int customer, double[] out) {
    double[] traits = new double[world.traits()];
    world.traits(round, customer, traits);
    int at = 0;
    out[at++] = 1;
    for (int a = 0; a < traits.length; a++) {
      out[at++] = traits[a];
      for (int b = 0; b < a; b++) {
        out[at++] = traits[a] * traits[b];
      }
      out[at++] = traits[a] * traits[a] - 1;
    }
  }
}
