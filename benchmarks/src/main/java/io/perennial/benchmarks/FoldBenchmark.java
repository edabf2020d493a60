// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
    StringBuilder text = new StringBuilder(size(session, session.options().rows(), true));
    if (session.options().large() > 0) {
      text.append('\n').append(size(session, session.options().large(), false));
    }
    return text.toString();
  }

  private static String size(Session session, long rows, boolean proven) {
    Path lake = session.data().lake(rows);
    Arguments arguments = session.engine().with("lake", lake);
    List<Trial> trials = new ArrayList<>();
    for (int instants : List.of(1, MANY)) {
      for (String how : List.of("sql", "fold")) {
        for (int threads : threads(session)) {
          trials.add(
              new Trial(
                  name(instants, how, threads),
                  WorkName.FOLD,
                  arguments.with("instants", instants).with("how", how).with("threads", threads)));
        }
      }
    }
    Map<String, Series> series = session.interleave(trials);
    StringBuilder notes = new StringBuilder();
    Table table = Table.ofWorks("events/s", "ratio this/query");
    for (int instants : List.of(1, MANY)) {
      for (int threads : threads(session)) {
        Series query = series.get(name(instants, "sql", threads));
        Series fold = series.get(name(instants, "fold", threads));
        Digest.requireClose("fields", query.any(), fold.any());
        double events = fold.any().number("events");
        String ratio = Table.ratio(fold.wall() / query.wall());
        String firstRatio = Table.ratio(fold.firstWall() / query.firstWall());
        table
            .firstWork(name(instants, "sql", threads) + ", first", query, events, "1.00")
            .firstWork(name(instants, "fold", threads) + ", first", fold, events, firstRatio)
            .work(name(instants, "sql", threads) + ", again", query, events, "1.00")
            .work(name(instants, "fold", threads) + ", again", fold, events, ratio);
      }
    }
    int most = session.options().threads();
    Series one = series.get(name(1, "fold", most));
    Series many = series.get(name(MANY, "fold", most));
    notes.append(
        String.format(
            Locale.ROOT,
            "%n%,d events, %,d rows of fields at one instant, %,d at %d; %d instants take %.2f × the"
                + " time of one. Each is run twice in a new process: first, again.",
            one.any().count("events"),
            one.any().count("fields.rows"),
            many.any().count("fields.rows"),
            MANY,
            MANY,
            many.wall() / one.wall()));
    if (proven) {
      for (int instants : List.of(1, MANY)) {
        notes.append(proof(session, arguments.with("instants", instants)));
      }
    }
    return table + notes.append('\n').toString();
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
        " Fold and query agree in each of %,d rows: integers equal, doubles to 1e-9.",
        proof.count("rows"));
  }

  private static List<Integer> threads(Session session) {
    int most = session.options().threads();
    return most == 1 ? List.of(1) : List.of(1, most);
  }

  private static String name(int instants, String how, int threads) {
    return String.format(
        Locale.ROOT,
        "%s, %d instant%s, %d thread%s",
        how.equals("sql") ? "DuckDB query" : "fold",
        instants,
        instants == 1 ? "" : "s",
        threads,
        threads == 1 ? "" : "s");
  }
}
