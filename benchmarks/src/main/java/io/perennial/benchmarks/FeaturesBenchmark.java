// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * All features in one pass, and those that one query can say beside that query, on DuckDB and on
 * Spark. Left out of the query is what SQL says badly: visits, trends, first and last values, and
 * the families that are written in Java.
 */
final class FeaturesBenchmark implements Benchmark {

  private static final int MANY = 12;

  /** Spark in local mode keeps everything in the heap. */
  private static final int SPARK_HEAP = 6_144;

  private static final String ALL = "fold of all features";
  private static final String SAME = "fold of those in the query";
  private static final String QUERY = "the query, DuckDB";
  private static final String SPARK = "the query, Spark";

  @Override
  public String name() {
    return "features";
  }

  @Override
  public String question() {
    return "All features in one pass, against the best query of the same columns on DuckDB"
        + " (aim: <= 0.7 of its time; 12 instants <= 2 x one) and on Spark (aim: a tenth)";
  }

  @Override
  public String run(Session session) {
    Arguments lake =
        session
            .engine()
            .with("lake", session.data().lake(session.options().rows()))
            .with("engine", "duckdb");
    Arguments one = lake.with("instants", 1);
    Arguments many = lake.with("instants", MANY);
    List<Trial> trials = new ArrayList<>();
    trials.add(trial(QUERY, one.with("how", "sql")));
    trials.add(trial(SAME, one.with("how", "fold")));
    trials.add(trial(ALL, one.with("how", "all")));
    trials.add(trial(SAME + ", 12 instants", many.with("how", "fold")));
    trials.add(trial(ALL + ", 12 instants", many.with("how", "all")));
    trials.add(
        trial(SPARK, one.with("how", "sql").with("engine", "spark").with("rounds", 1))
            .withHeap(SPARK_HEAP));
    Map<String, Series> all = session.interleave(trials);
    Series query = of(all, QUERY);
    Digest.requireClose("features", query.any(), of(all, SAME).any());
    Digest.requireClose("features", query.any(), of(all, SPARK).any());
    Table table = Table.ofWorks("events/s", "ratio this/query, CPU");
    double events = query.any().number("events");
    for (Trial trial : trials) {
      Series series = of(all, trial.name());
      table.firstWork(
          trial.name() + ", first",
          series,
          events,
          Table.ratio(series.firstCpu() / query.firstCpu()));
      if (series.any().wall().size() > 1) {
        table.work(
            trial.name() + ", again", series, events, Table.ratio(series.cpu() / query.cpu()));
      }
    }
    return table + said(all, query.any()) + proof(session, one.with("how", "proof"));
  }

  private static String said(Map<String, Series> all, Sample any) {
    return String.format(
        Locale.ROOT,
        "%n%,d events; %d features, of which the query says %d. 12 instants take %.2f × the processor"
            + " time of one (all features; %.2f × those in the query).%n",
        any.count("events"),
        any.count("features"),
        any.count("said"),
        of(all, ALL + ", 12 instants").cpu() / of(all, ALL).cpu(),
        of(all, SAME + ", 12 instants").cpu() / of(all, SAME).cpu());
  }

  private static Trial trial(String name, Arguments arguments) {
    return new Trial(name, WorkName.FEATURES, arguments);
  }

  private static Series of(Map<String, Series> all, String name) {
    Series series = all.get(name);
    if (series == null) {
      throw new IllegalStateException("Cannot measure " + name);
    }
    return series;
  }

  private static String proof(Session session, Arguments arguments) {
    Sample proof = session.once(trial("fold and query compared", arguments));
    if (proof.count("differences") != 0) {
      throw new IllegalStateException(
          "Cannot compare fold and query: values differ, by feature: " + proof.text("where"));
    }
    return String.format(
        Locale.ROOT,
        "Fold and query agree in each of %,d rows: integers and what is missing equal, doubles to 1e-9.%n",
        proof.count("rows"));
  }
}
