// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

/**
 * A way to learn effects from experiments. Stateless: the same experiment and seed give the same
 * bits, on any number of threads.
 */
public interface EffectLearner {

  /** What people know it by, as {@code "T-learner, linear"}. */
  String name();

  /**
   * Learns effects of all arms against the control.
   *
   * @param seed of all chance
   */
  EffectModel train(Experiment experiment, long seed);
}
