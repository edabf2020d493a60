// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.bandit;

import io.perennial.decide.allocate.Allocator;
import io.perennial.decide.allocate.Limit;
import io.perennial.decide.allocate.Offers;
import java.util.List;

/**
 * Decides, sees what came of it, and decides better: round after round. Mutable, for one thread at
 * a time.
 */
public final class LearningLoop {

  private static final double GUESS = 2;

  private final ExploringAllocator allocator;
  private final double spread;
  private final EffectPrior prior;
  private final EffectLog log;
  private EffectPosterior posterior;
  private long round;

  /**
   * Nothing learned yet.
   *
   * @param log what is known already; added to
   */
  public LearningLoop(
      Allocator allocator, ExplorationConfig config, EffectPrior prior, EffectLog log) {
    this.allocator = new ExploringAllocator(allocator, config);
    this.spread = config.spread();
    this.prior = prior;
    this.log = log;
    this.posterior = EffectPosterior.adapted(log, prior, GUESS);
  }

  /**
   * One decision for each customer, as {@link ExploringAllocator#decide}.
   *
   * @param offers of which the values are not looked at
   */
  public Explored decide(Offers offers, List<Limit> limits, Features features, long[] decisions) {
    EffectPosterior known = posterior;
    return allocator.decide(
        offers, limits, random -> known.draw(random, spread).values(features), round++, decisions);
  }

  /**
   * Learns from what came of decisions, as {@link EffectLog#add}.
   *
   * @param features as they were when it was decided
   */
  public void learn(Features features, int[] action, double[] outcome) {
    log.add(features, action, outcome);
    posterior = EffectPosterior.adapted(log, prior, GUESS);
  }

  /** What is known of effects now. */
  public EffectPosterior known() {
    return posterior;
  }
}
