// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.features.pipeline.CustomerEvents;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * Features of a lake's events, read to the end: {@code how} is all (the fold of all features), fold
 * (of those that the query says), sql, or proof, which compares the two row by row and is not
 * timed. Opening the events is not timed, reading and ordering them is.
 */
final class FeaturesWork implements Work {

  /** The first is that of a new process, the second of a warm one. */
  private static final int ROUNDS = 2;

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    FeatureQuestion question = new FeatureQuestion(arguments.count("instants"));
    timing.fact("features", question.features());
    timing.fact("said", question.inSql());
    try (Workspace workspace =
            Workspace.forReading(arguments.path("lake"), arguments.text("engine"), arguments);
        CustomerEvents events = CustomerEvents.open(workspace.lake(), workspace.engine())) {
      workspace.viewEvents();
      Engine engine = workspace.engine();
      timing.fact("events", workspace.number("SELECT count(*) AS n FROM events"));
      if (arguments.is("how", "proof")) {
        prove(question, events, workspace, timing);
        return;
      }
      for (int round = 0; round < arguments.rounds(ROUNDS); round++) {
        timing.round(() -> read(rows(question, events, engine, arguments)));
      }
      // of hundreds of columns a digest takes as long as the work: it is not timed
      Digest digest = Digest.of(rows(question, events, engine, arguments));
      digest.note("features", timing);
    }
  }

  private static Batches rows(
      FeatureQuestion question, CustomerEvents events, Engine engine, Arguments arguments) {
    return arguments.is("how", "sql")
        ? question.query(engine)
        : question.fold(events, arguments.is("how", "all"));
  }

  /** Reads to the end. */
  private static long read(Batches batches) {
    long rows = 0;
    try (batches) {
      while (batches.next()) {
        rows += batches.batch().rows();
      }
    }
    return rows;
  }

  private static void prove(
      FeatureQuestion question, CustomerEvents events, Workspace workspace, Timing timing) {
    Engine engine = workspace.engine();
    engine.load("folded", question.fold(events, false));
    try (Batches rows = question.query(engine)) {
      engine.load("said", rows);
    }
    long differences = 0;
    List<String> where = new ArrayList<>();
    for (Field field : question.set(false).fold().writes()) {
      long differ =
          workspace.number(
              "SELECT count(*) AS n FROM folded f FULL JOIN said q ON f.key = q.key WHERE "
                  + "("
                  + agrees(field)
                  + ") IS DISTINCT FROM true");
      differences += differ;
      if (differ > 0) {
        where.add(field.name() + " " + differ);
      }
    }
    timing.fact("differences", differences);
    timing.fact("where", where);
    timing.fact("rows", workspace.number("SELECT count(*) AS n FROM folded"));
  }

  private static String agrees(Field field) {
    String f = "f." + field.name();
    String q = "q." + field.name();
    String same =
        field.type() == ColumnType.DOUBLE
            ? "abs("
                + f
                + " - "
                + q
                + ") <= "
                + Agreement.TOLERANCE
                + " * greatest(1e0, abs("
                + f
                + "))"
            : f + " = " + q;
    return "(" + f + " IS NULL) = (" + q + " IS NULL) AND coalesce(" + same + ", true)";
  }
}
