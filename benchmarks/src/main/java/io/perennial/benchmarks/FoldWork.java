// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.SqlStep;

/** The ten fields over a lake's events, read to the end: {@code how} is fold or sql. */
final class FoldWork implements Work {

  /** The first is that of a new process, the second of a warm one. */
  private static final int ROUNDS = 2;

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    FoldQuestion question = new FoldQuestion(arguments.count("instants"));
    try (Workspace workspace = Workspace.forReading(arguments.path("lake"), arguments)) {
      workspace.viewEvents();
      timing.fact("events", workspace.number("SELECT count(*) AS n FROM events"));
      Digest digest = new Digest();
      for (int round = 0; round < arguments.rounds(ROUNDS); round++) {
        digest =
            timing.round(
                () ->
                    Digest.of(
                        arguments.is("how", "fold")
                            ? workspace.engine().fold(question.folding())
                            : query(workspace.engine(), question)));
      }
      digest.note("fields", timing);
    }
  }

  /** The query as a view, so that its rows stream as those of the fold do. */
  private static Batches query(Engine engine, FoldQuestion question) {
    SqlStep step = question.step();
    String text = step.text().replace("-- writes  ten_fields", "-- writes view ten_fields");
    engine.run(SqlStep.ofText(step.name(), text), question.values());
    return engine.query("SELECT * FROM ten_fields");
  }
}
