// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Boosted trees beside XGBoost itself, and how fast they answer without it. */
final class BoostBenchmark implements Benchmark {

  private static final String OURS = "ours: columns to a model in Java";
  private static final String BARE = "XGBoost4J: rows to a booster";
  private static final String SCORE = "score";
  private static final int HEAP = 4_096;

  @Override
  public String name() {
    return "boost";
  }

  @Override
  public String question() {
    return "60 columns: 100 trees of depth 6 beside plain XGBoost (aim: at most 1.2 × its time), twice"
        + " as many rows scored in Java, one row (aim: < 1 ms)";
  }

  @Override
  public String run(Session session) {
    long rows = Math.max(1_000, session.options().rows() / 20);
    Arguments learned = Arguments.none().with("rows", rows);
    Arguments scored = Arguments.none().with("rows", 2 * rows);
    Map<String, Series> series =
        session.interleave(
            List.of(
                new Trial(OURS, WorkName.BOOST_TRAIN, learned.with("by", "ours")).withHeap(HEAP),
                new Trial(BARE, WorkName.BOOST_TRAIN, learned.with("by", "bare")).withHeap(HEAP),
                new Trial(SCORE, WorkName.BOOST_SCORE, scored).withHeap(HEAP)));
    double bare = series.get(BARE).wall();
    Table table = Table.ofWorks("rows/s", "× plain");
    for (String name : List.of(OURS, BARE)) {
      Series one = series.get(name);
      table.work(
          String.format(Locale.ROOT, "%s, %,d rows", name, rows),
          one,
          (double) rows,
          Table.ratio(one.wall() / bare));
    }
    Series score = series.get(SCORE);
    Sample any = score.any();
    table.work(String.format(Locale.ROOT, "score %,d rows", 2 * rows), score, 2.0 * rows, "–");
    return table
        + String.format(
            Locale.ROOT,
            "%nBoth learn from 70 %% of the rows and watch the loss on 15 %%; ours makes its rows of the"
                + " columns, looks for leaks, reads the trees and judges them on the last 15 %% within"
                + " the time. One row of the %s trees in this process: median %s ms, 99 %% within %s ms;"
                + " its exact reasons: %.2f ms.%n",
            any.facts().get("trees"),
            any.facts().get("median"),
            any.facts().get("p99"),
            any.number("reasons"));
  }
}
