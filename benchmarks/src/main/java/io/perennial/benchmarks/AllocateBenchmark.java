// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How long it takes to say who gets which action, and how far that is from the best. */
final class AllocateBenchmark implements Benchmark {

  private static final int HEAP = 3_072;

  @Override
  public String name() {
    return "allocate";
  }

  @Override
  public String question() {
    return "Twenty actions among 1 M customers under limits: net value lacking to the certified bound"
        + " (aim: <= .1 %), time (< 60 s)";
  }

  @Override
  public String run(Session session) {
    int customers = (int) Math.min(1_000_000, Math.max(1_000, session.options().rows() / 10));
    Map<String, String> kinds = new LinkedHashMap<>();
    kinds.put("budget", "a budget");
    kinds.put("channels", "and of a channel, two capacities, a minimum");
    kinds.put("fair", "and five groups alike within 9 / 10");
    kinds.put("all", "and in value, and a capacity for each action");
    kinds.put("curve", "12 budgets");
    List<Trial> trials = new ArrayList<>();
    kinds.forEach(
        (word, name) ->
            trials.add(
                new Trial(
                        name,
                        WorkName.ALLOCATE,
                        Arguments.none().with("customers", customers).with("limits", word))
                    .withHeap(HEAP)));
    Map<String, Series> series = session.interleave(trials);
    Table table =
        new Table("limits", "first s", "again s", "CPU s", "peak MB", "gap %", "contacts");
    for (String name : kinds.values()) {
      Series each = series.get(name);
      table.row(
          name,
          each.firstWallText(),
          each.wallText(),
          Series.seconds(each.cpu()),
          Table.count(each.peak()),
          String.format(Locale.ROOT, "%.5f", 100 * each.any().number("gap")),
          Table.count(each.any().number("contacts")));
      if (each.any().number("broken") > 1e-9) {
        throw new IllegalStateException("Cannot trust " + name + ": a limit is broken");
      }
    }
    return table
        + String.format(
            Locale.ROOT,
            "%n%,d customers; costs differ between customers, a fifth of cells is not eligible. For"
                + " 12 budgets, again is all of them together, the gap their greatest.%n",
            customers);
  }
}
