// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** DuckDB beside Spark in local mode: the same SQL steps, the same fold, the same lake. */
final class EnginesBenchmark implements Benchmark {

  /** Spark in local mode keeps everything in the heap; DuckDB does not use it. */
  private static final int SPARK_HEAP = 6_144;

  @Override
  public String name() {
    return "engines";
  }

  @Override
  public String question() {
    return "DuckDB against Spark in local mode: the same SQL steps and the same fold";
  }

  @Override
  public String run(Session session) {
    Arguments arguments =
        session.engine().with("lake", session.data().lake(session.options().rows()));
    List<Trial> trials = new ArrayList<>();
    for (String what : List.of("steps", "fold")) {
      for (String engine : List.of("duckdb", "spark")) {
        trials.add(
            new Trial(
                    name(what, engine, session),
                    WorkName.ENGINE,
                    arguments.with("what", what).with("engine", engine))
                .withHeap(engine.equals("spark") ? SPARK_HEAP : Runner.HEAP_MEBIBYTES));
      }
    }
    Map<String, Series> series = session.interleave(trials);
    Table table = Table.ofWorks("events/s", "ratio this/DuckDB");
    for (String what : List.of("steps", "fold")) {
      Series duckdb = series.get(name(what, "duckdb", session));
      Series spark = series.get(name(what, "spark", session));
      double events = duckdb.any().number("events");
      String first = Table.ratio(spark.firstWall() / duckdb.firstWall());
      String again = Table.ratio(spark.wall() / duckdb.wall());
      table
          .firstWork(name(what, "duckdb", session) + ", first", duckdb, events, "1.00")
          .firstWork(name(what, "spark", session) + ", first", spark, events, first)
          .work(name(what, "duckdb", session) + ", again", duckdb, events, "1.00")
          .work(name(what, "spark", session) + ", again", spark, events, again);
    }
    return table + agreement(session, series);
  }

  /** Requires that both engines found the same, and says so. */
  private static String agreement(Session session, Map<String, Series> series) {
    Sample duckdb = series.get(name("steps", "duckdb", session)).any();
    Sample spark = series.get(name("steps", "spark", session)).any();
    for (String step : EngineWork.steps()) {
      Digest.requireClose(step, duckdb, spark);
    }
    Sample duckdbFold = series.get(name("fold", "duckdb", session)).any();
    Sample sparkFold = series.get(name("fold", "spark", session)).any();
    Agreement.same("fields.rows", duckdbFold, sparkFold);
    Agreement.same("fields.bits", duckdbFold, sparkFold);
    return String.format(
        Locale.ROOT,
        "%nSteps: %s, over %,d events; equal keys, integers and texts, doubles to 1e-9. The fold's"
            + " %,d rows are equal to the last bit. Starting the engine is not in the times. Each is"
            + " run twice in a new process: first, again. Heap for Spark: %,d MiB.%n",
        String.join(", ", EngineWork.steps()),
        duckdb.count("events"),
        duckdbFold.count("fields.rows"),
        SPARK_HEAP);
  }

  private static String name(String what, String engine, Session session) {
    return what
        + ", "
        + (engine.equals("spark") ? "Spark local[" + session.options().threads() + "]" : "DuckDB");
  }
}
