// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.step;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order in which steps run: after all others that write what they read. Steps that do not need
 * each other keep the order in which they were given.
 */
final class StepOrder {

  private StepOrder() {}

  /**
   * The steps in an order in which they can run.
   *
   * @throws IllegalArgumentException when two have one name, or when they wait for each other
   */
  static List<Step> of(List<Step> steps) {
    Map<String, Step> byName = new LinkedHashMap<>();
    for (Step step : steps) {
      if (byName.put(step.name(), step) != null) {
        throw new IllegalArgumentException("Invalid steps: two are called " + step.name());
      }
    }
    List<Step> order = new ArrayList<>();
    Set<String> done = new HashSet<>();
    for (Step step : steps) {
      visit(step, steps, done, new ArrayList<>(), order);
    }
    return List.copyOf(order);
  }

  /** The others that must run before {@code step}, in the order given. */
  static List<Step> before(Step step, List<Step> steps) {
    return steps.stream()
        .filter(other -> other != step)
        .filter(other -> other.writes().stream().anyMatch(step.reads()::contains))
        .toList();
  }

  private static void visit(
      Step step, List<Step> steps, Set<String> done, List<String> waiting, List<Step> order) {
    int from = waiting.indexOf(step.name());
    if (from >= 0) {
      List<String> cycle = new ArrayList<>(waiting.subList(from, waiting.size()));
      cycle.add(step.name());
      throw new IllegalArgumentException(
          "Cannot order steps: each waits for what the next one writes: "
              + String.join(" -> ", cycle));
    }
    if (done.contains(step.name())) {
      return;
    }
    waiting.add(step.name());
    for (Step other : before(step, steps)) {
      visit(other, steps, done, waiting, order);
    }
    waiting.remove(waiting.size() - 1);
    done.add(step.name());
    order.add(step);
  }
}
