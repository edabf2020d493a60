// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline;

import io.perennial.decide.allocate.AllocationConfig;
import io.perennial.decide.allocate.Allocator;
import io.perennial.decide.allocate.Limit;
import io.perennial.decide.allocate.LimitUse;
import io.perennial.decide.allocate.Offers;
import io.perennial.decide.allocate.Plan;
import io.perennial.domain.AsOf;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;

/**
 * Chooses for all customers at once, within limits. What is drawn is paid for first; where limits
 * have no room for it, nothing is drawn. For those whom chance decides for, what would have been
 * worth most is what is at the limits' shadow prices.
 */
final class Choosing {

  /**
   * What was decided, and why not otherwise.
   *
   * @param plan of what is worth most; empty where there was nobody to choose for
   * @param draws whether a share of decisions is drawn
   */
  record Chosen(Decided decided, Optional<Plan> plan, boolean draws) {

    /** The limit that kept a customer from a better action; empty for none. */
    String bound(int c) {
      return plan.filter(p -> decided.kind(c) == Decided.Kind.CHOSEN)
          .map(p -> p.reason(c).limit())
          .orElse("");
    }

    /** How many customers each limit keeps from their best, in words; empty for none. */
    String limits() {
      return plan.stream()
          .flatMap(p -> p.uses().stream())
          .filter(use -> use.bound() > 0)
          .map(Chosen::words)
          .collect(Collectors.joining());
    }

    private static String words(LimitUse use) {
      return String.format(
          Locale.ROOT, "; %s keeps %,d from what would be best for them", use.limit(), use.bound());
    }
  }

  private final Candidates candidates;
  private final Groups groups;
  private final List<ConfiguredLimit> limits;

  Choosing(Candidates candidates, Groups groups, DecideConfig config) {
    this.candidates = candidates;
    this.groups = groups;
    limits = ConfiguredLimit.of(config, candidates.actions());
  }

  static Chosen of(
      Candidates candidates, Groups groups, Known known, DecideConfig config, AsOf asOf) {
    return new Choosing(candidates, groups, config).chosen(known, config, asOf);
  }

  private Chosen chosen(Known known, DecideConfig config, AsOf asOf) {
    Decided decided = new Decided(candidates, known, config, config.explore(), asOf);
    boolean fits = limits.stream().noneMatch(l -> l.isUpper() && drawn(decided, l) > l.amount());
    return fits
        ? choose(decided, true)
        : choose(new Decided(candidates, known, config, 0, asOf), false);
  }

  private Chosen choose(Decided decided, boolean draws) {
    if (candidates.size() == 0) {
      requireNoMinimum();
      return new Chosen(decided, Optional.empty(), draws);
    }
    Offers all = groups.of(candidates.offers(), candidates::row);
    Plan plan =
        Allocator.of(AllocationConfig.defaults())
            .allocate(toChooseOf(all, decided), remaining(decided));
    IntUnaryOperator atPrices = plan.atPrices(all);
    for (int c = 0; c < candidates.size(); c++) {
      boolean chosen = decided.kind(c) == Decided.Kind.CHOSEN;
      decided.best(c, chosen ? plan.action(c) : atPrices.applyAsInt(c));
    }
    return new Chosen(decided, Optional.of(plan), draws);
  }

  /** What may be given to those for whom neither chance nor a rule decides. */
  private Offers toChooseOf(Offers all, Decided decided) {
    long[] masks = new long[candidates.size()];
    for (int c = 0; c < masks.length; c++) {
      masks[c] = decided.kind(c) == Decided.Kind.CHOSEN ? candidates.possible(c) : 0;
    }
    return all.restricted(masks);
  }

  /** Limits less what is drawn. */
  private List<Limit> remaining(Decided decided) {
    List<Limit> left = new ArrayList<>();
    limits.forEach(limit -> left.add(limit.less(drawn(decided, limit))));
    left.addAll(groups.limits());
    return left;
  }

  private void requireNoMinimum() {
    limits.stream()
        .filter(limit -> limit.kind() == ConfiguredLimit.Kind.MINIMUM && limit.amount() > 0)
        .findFirst()
        .ifPresent(
            limit -> {
              throw new IllegalArgumentException(
                  String.format(
                      Locale.ROOT,
                      "Cannot keep to %s, %,.0f contacts: no action is possible for anybody (look"
                          + " at conditions, refusals and caps, or ask for no minimum)",
                      limit.name(),
                      limit.amount()));
            });
  }

  /** What a limit counts of those who are drawn. */
  private double drawn(Decided decided, ConfiguredLimit limit) {
    double sum = 0;
    for (int c = 0; c < candidates.size(); c++) {
      int action = decided.action(c);
      if (decided.kind(c) == Decided.Kind.EXPLORED
          && action != Offers.NOTHING
          && limit.covers(candidates.actions().get(action))) {
        sum += limit.counts(candidates.cost(c, action));
      }
    }
    return sum;
  }
}
