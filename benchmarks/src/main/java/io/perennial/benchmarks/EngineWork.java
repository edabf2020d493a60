// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.lake.Engine;
import io.perennial.lake.SqlStep;
import java.util.List;
import java.util.Map;

/**
 * The same SQL steps, or the same fold, on an engine by name: {@code what} is steps or fold.
 * Starting the engine is not timed.
 */
final class EngineWork implements Work {

  /** The first is that of a new process, the second of a warm one. */
  private static final int ROUNDS = 2;

  private static final List<SqlStep> STEPS =
      List.of(
          SqlStep.of(EngineWork.class, "customer_summary"),
          SqlStep.of(EngineWork.class, "monthly_sales"),
          SqlStep.of(EngineWork.class, "cohorts"));

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    try (Workspace workspace =
        Workspace.forReading(arguments.path("lake"), arguments.text("engine"), arguments)) {
      workspace.viewEvents();
      Engine engine = workspace.engine();
      timing.fact("events", workspace.number("SELECT count(*) AS n FROM events"));
      if (arguments.is("what", "fold")) {
        Digest digest = new Digest();
        for (int round = 0; round < arguments.rounds(ROUNDS); round++) {
          digest = timing.round(() -> Digest.of(engine.fold(new FoldQuestion(1).folding())));
        }
        digest.note("fields", timing);
      } else {
        for (int round = 0; round < arguments.rounds(ROUNDS); round++) {
          timing.round(
              () -> {
                STEPS.forEach(step -> engine.run(step, Map.of()));
                return true;
              });
        }
        for (SqlStep step : STEPS) {
          Digest.of(engine.query("SELECT * FROM " + step.writes())).note(step.name(), timing);
        }
      }
    }
  }

  /** What the steps are called. */
  static List<String> steps() {
    return STEPS.stream().map(SqlStep::name).toList();
  }
}
