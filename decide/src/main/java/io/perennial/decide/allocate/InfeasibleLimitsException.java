// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.allocate;

import java.util.ArrayList;
import java.util.List;

/**
 * No plan keeps to all limits. Says the smallest change of the limits that would do, in proportion
 * to their amounts; {@link #relaxed} makes it.
 */
public final class InfeasibleLimitsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final double LEFT_OUT = 1e-9;

  private final transient List<Relaxation> relaxations;

  InfeasibleLimitsException(String message, List<Relaxation> relaxations) {
    super(message);
    this.relaxations = List.copyOf(relaxations);
  }

  /** The limits that would have to give way, and how far. */
  public List<Relaxation> relaxations() {
    return relaxations;
  }

  /**
   * The limits with the relaxations made: there is a plan that keeps to them. A fairness that would
   * need a ratio of 0 is left out.
   */
  public List<Limit> relaxed(List<Limit> limits) {
    List<Limit> relaxed = new ArrayList<>();
    for (Limit limit : limits) {
      Limit changed = limit;
      for (Relaxation relaxation : relaxations) {
        if (relaxation.limit().equals(limit.name())) {
          changed = changed(limit, relaxation.needed());
        }
      }
      if (changed instanceof Limit.Fair fair && fair.ratio() <= LEFT_OUT) {
        continue;
      }
      relaxed.add(changed);
    }
    return relaxed;
  }

  private static Limit changed(Limit limit, double needed) {
    if (limit instanceof Limit.AtMost most) {
      return new Limit.AtMost(most.name(), most.measure(), most.scope(), needed);
    }
    if (limit instanceof Limit.AtLeast least) {
      return new Limit.AtLeast(least.name(), least.measure(), least.scope(), needed);
    }
    if (limit instanceof Limit.Return floor) {
      return new Limit.Return(floor.name(), floor.scope(), needed);
    }
    if (limit instanceof Limit.Fair fair) {
      return new Limit.Fair(fair.name(), fair.measure(), fair.scope(), Math.max(LEFT_OUT, needed));
    }
    if (limit instanceof Limit.Alike alike) {
      return new Limit.Alike(alike.name(), alike.scope(), alike.parts(), Math.min(1, needed));
    }
    return limit;
  }
}
