// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline;

import io.perennial.decide.action.Action;
import io.perennial.decide.action.Limits;
import io.perennial.decide.allocate.Limit;
import io.perennial.decide.allocate.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A limit as it was configured: of which actions, and how much.
 *
 * @param name by which it is told
 * @param scope the actions that it counts
 * @param amount money, contacts or a ratio
 */
record ConfiguredLimit(String name, Kind kind, Scope scope, double amount) {

  /** What is limited. */
  enum Kind {
    BUDGET,
    CAPACITY,
    MINIMUM,
    RETURN,
    FLOOR
  }

  /** Those of all channels, then those of channels, then those of actions. */
  static List<ConfiguredLimit> of(DecideConfig config, List<Action> actions) {
    List<ConfiguredLimit> limits = new ArrayList<>();
    add(limits, "", Scope.all(), config.limits());
    new TreeMap<>(config.channels())
        .forEach(
            (channel, own) -> {
              // a limit of a channel that no action uses would name what there is not
              if (actions.stream().anyMatch(action -> action.channel() == channel)) {
                add(limits, " of " + channel.word(), Scope.channels(channel.word()), own);
              }
            });
    actions.forEach(
        action ->
            add(
                limits,
                " of action " + action.name(),
                Scope.actions(action.name()),
                action.limits()));
    return limits;
  }

  private static void add(List<ConfiguredLimit> limits, String of, Scope scope, Limits own) {
    own.budget()
        .ifPresent(
            most -> limits.add(new ConfiguredLimit("budget" + of, Kind.BUDGET, scope, most)));
    own.capacity()
        .ifPresent(
            most ->
                limits.add(
                    new ConfiguredLimit("capacity" + of, Kind.CAPACITY, scope, (double) most)));
    own.minimum()
        .ifPresent(
            least ->
                limits.add(
                    new ConfiguredLimit("minimum" + of, Kind.MINIMUM, scope, (double) least)));
    own.ratio()
        .ifPresent(
            ratio -> limits.add(new ConfiguredLimit("return" + of, Kind.RETURN, scope, ratio)));
    own.floor()
        .ifPresent(net -> limits.add(new ConfiguredLimit("floor" + of, Kind.FLOOR, scope, net)));
  }

  /** Whether what is drawn takes from it. */
  boolean isUpper() {
    return kind == Kind.BUDGET || kind == Kind.CAPACITY;
  }

  boolean covers(Action action) {
    return scope.covers(
        new io.perennial.decide.allocate.ActionColumn(action.name(), action.channel().word()));
  }

  /** What one contact counts. */
  double counts(double cost) {
    return kind == Kind.BUDGET ? cost : 1;
  }

  /**
   * What is left of it.
   *
   * @param used by those who are drawn; returns and floors are of what is chosen
   */
  Limit less(double used) {
    double left = Math.max(0, amount - used);
    return switch (kind) {
      case BUDGET -> Limit.budget(name, scope, left);
      case CAPACITY -> Limit.capacity(name, scope, Math.round(left));
      case MINIMUM -> Limit.minimum(name, scope, Math.round(left));
      case RETURN -> new Limit.Return(name, scope, amount);
      case FLOOR -> new Limit.Floor(name, scope, amount);
    };
  }
}
