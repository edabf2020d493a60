// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A fold of ten fields over the lake, beside the best query for the same columns. */
final class FoldBenchmark implements Benchmark {

  private static final int MANY = 12;

  @Override
  public String name() {
    return "fold";
  }

  @Override
  public String question() {
    return "A fold of ten fields, against the best DuckDB query of the same columns"
        + " (aim: <= 0.7 of its time; 12 instants <= 2 x one)";
  }

  @Override
  public String run(Session session) {
    long rows = session.options().rows();
    int most = session.options().threads();
    String ordinary =
        measured(session, rows, cases(threads(most), threads(most)), Optional.empty());
    Arguments lake = session.engine().with("lake", session.data().lake(rows));
    ordinary +=
        proof(session, lake.with("instants", 1)) + proof(session, lake.with("instants", MANY));
    long large = session.options().large();
    if (large == 0) {
      return ordinary;
    }
    // once per process: the query takes minutes, and may not finish in the memory it has
    return ordinary
        + "\n"
        + measured(session, large, cases(threads(most), List.of(most)), Optional.of(1));
  }

  /** One way to get the fields. */
  private record Case(int instants, boolean fold, int threads) {

    String name() {
      return String.format(
          Locale.ROOT,
          "%s, %d instant%s, %d thread%s",
          fold ? "fold" : "DuckDB query",
          instants,
          instants == 1 ? "" : "s",
          threads,
          threads == 1 ? "" : "s");
    }

    Case query() {
      return new Case(instants, false, threads);
    }
  }

  private static List<Integer> threads(int most) {
    return most == 1 ? List.of(1) : List.of(1, most);
  }

  private static List<Case> cases(List<Integer> foldThreads, List<Integer> queryThreads) {
    List<Case> cases = new ArrayList<>();
    for (int instants : List.of(1, MANY)) {
      for (int threads : foldThreads) {
        if (queryThreads.contains(threads)) {
          cases.add(new Case(instants, false, threads));
        }
        cases.add(new Case(instants, true, threads));
      }
    }
    return cases;
  }

  private static String measured(
      Session session, long rows, List<Case> cases, Optional<Integer> rounds) {
    Path lake = session.data().lake(rows);
    List<Trial> trials = new ArrayList<>();
    for (Case each : cases) {
      Arguments arguments =
          session
              .engine()
              .with("lake", lake)
              .with("instants", each.instants())
              .with("how", each.fold() ? "fold" : "sql")
              .with("threads", each.threads());
      if (rounds.isPresent()) {
        arguments = arguments.with("rounds", rounds.get());
      }
      Trial trial = new Trial(each.name(), WorkName.FOLD, arguments);
      trials.add(each.fold() ? trial : trial.mayFail());
    }
    Map<String, Series> series = session.interleave(trials);
    Table table = Table.ofWorks("events/s", "ratio this/query");
    for (Case each : cases) {
      rows(table, each, series);
    }
    int most = session.options().threads();
    Series one = required(series, new Case(1, true, most));
    Series many = required(series, new Case(MANY, true, most));
    return table
        + String.format(
            Locale.ROOT,
            "%n%,d events; %,d rows of fields at one instant, %,d at %d. A fold at %d instants takes"
                + " %.2f × the time of one. The fold's bits do not depend on the threads.%n",
            one.any().count("events"),
            one.any().count("fields.rows"),
            many.any().count("fields.rows"),
            MANY,
            MANY,
            many.wall() / one.wall());
  }

  /** The rows of one case, once it is sure that it found what the others did. */
  private static void rows(Table table, Case each, Map<String, Series> all) {
    Series series = all.get(each.name());
    if (series == null) {
      table.row(each.name(), "did not finish", "–", "–", "–", "–");
      return;
    }
    double events = series.any().number("events");
    Series query = all.get(each.query().name());
    String first = "–";
    String again = "–";
    if (query != null) {
      Digest.requireClose("fields", query.any(), series.any());
      first = Table.ratio(series.firstWall() / query.firstWall());
      again = Table.ratio(series.wall() / query.wall());
    }
    Series oneThread = all.get(new Case(each.instants(), true, 1).name());
    if (each.fold() && oneThread != null) {
      Agreement.same("fields.bits", oneThread.any(), series.any());
    }
    table.firstWork(each.name() + ", first", series, events, first);
    if (series.any().wall().size() > 1) {
      table.work(each.name() + ", again", series, events, again);
    }
  }

  private static Series required(Map<String, Series> all, Case each) {
    Series series = all.get(each.name());
    if (series == null) {
      throw new IllegalStateException("Cannot measure " + each.name());
    }
    return series;
  }

  private static String proof(Session session, Arguments arguments) {
    Sample proof =
        session.once(new Trial("fold and query compared", WorkName.FOLD_PROOF, arguments));
    if (proof.count("differences") != 0) {
      throw new IllegalStateException(
          "Cannot compare fold and query: " + proof.text("differences") + " rows differ");
    }
    return String.format(
        Locale.ROOT,
        "Fold and query agree in each of %,d rows: integers equal, doubles to 1e-9.%n",
        proof.count("rows"));
  }
}
