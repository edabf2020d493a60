// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.bandit;

import io.perennial.decide.allocate.Allocator;
import io.perennial.decide.allocate.Limit;
import io.perennial.decide.allocate.Offers;
import io.perennial.decide.allocate.Plan;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Decides for all customers at once under limits, and learns by it. Effects are drawn from what is
 * known several times, and each time the best plan within the limits is made; a customer gets one
 * of its choices in proportion to how many plans have it (Thompson sampling of whole plans), or,
 * with the chance of the floor, any of its candidates.
 *
 * <p><b>What is exact.</b> Given the plans, the propensities are the very numbers that each
 * customer's choice is drawn from, with a hash of seed, round and decision that no other customer
 * shares: independent, and true to the last bit. The plans depend on what was known before the
 * round and on the seed, not on any outcome of it. The number of plans decides how fine shares are,
 * not whether they are true.
 *
 * <p><b>Limits.</b> What exploration is expected to use is taken off first, and so is a margin for
 * chance; so the limits hold in expectation, and mostly in fact. Where an upper limit is broken
 * nevertheless, decisions are withdrawn in the order of their hash until it holds: they are marked,
 * and are not to be learned from with their propensity. Minimums, fairness, returns and floors are
 * kept by the plans, that is by all but the explored share.
 */
public final class ExploringAllocator {

  private final Allocator allocator;
  private final ExplorationConfig config;

  /** Plans are made by {@code allocator}. */
  public ExploringAllocator(Allocator allocator, ExplorationConfig config) {
    this.allocator = allocator;
    this.config = config;
  }

  /**
   * One decision for each customer.
   *
   * @param offers of which the values are not looked at
   * @param effects draws values from what is known: float[customers * actions]
   * @param round gives each round chances of its own
   * @param decisions long[customers]: the decisions' ids, each once
   * @throws IllegalArgumentException if exploring alone would break an upper limit
   * @throws io.perennial.decide.allocate.InfeasibleLimitsException if no plan keeps to all limits
   */
  public Explored decide(
      Offers offers,
      List<Limit> limits,
      Function<RandomStream, float[]> effects,
      long round,
      long[] decisions) {
    if (decisions.length != offers.customers()) {
      throw new IllegalArgumentException(
          "Invalid decisions: "
              + decisions.length
              + " ids (must be "
              + offers.customers()
              + ", one for each customer)");
    }
    RandomSource chance = RandomSource.seeded(config.seed()).derive("explore").derive(round);
    RandomSource draws = chance.derive("effects");
    Offers open = offers.restricted(Room.candidates(offers, limits));
    List<Limit> first = limits;
    if (config.floor() > 0 || config.draws() > 1) {
      Plan one = allocator.allocate(open.withValues(effects.apply(draws.stream(0))), limits);
      Plan other =
          config.draws() == 1
              ? one
              : allocator.allocate(open.withValues(effects.apply(draws.stream(1))), limits);
      first = new Room(open, config).narrowed(limits, one, other);
    }
    List<Plan> plans = new ArrayList<>();
    for (int r = 0; r < config.draws(); r++) {
      plans.add(allocator.allocate(open.withValues(effects.apply(draws.stream(r))), first));
    }
    return Explored.drawn(open, limits, plans, config.floor(), chance.derive("choice"), decisions);
  }
}
