// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the fold and the query agree, row by row and field by field: integers equal, doubles to
 * {@link Agreement#TOLERANCE}. Nothing here is timed.
 */
final class FoldProofWork implements Work {

  @Override
  public void run(Arguments arguments, Timing timing) {
    FoldQuestion question = new FoldQuestion(arguments.count("instants"));
    try (Workspace workspace = Workspace.forReading(arguments.path("lake"), arguments)) {
      workspace.viewEvents();
      Engine engine = workspace.engine();
      engine.load("folded", engine.fold(question.folding()));
      engine.run(question.step(), question.values());
      List<String> agree = new ArrayList<>();
      for (Field field : TenFields.WRITES) {
        String f = "f." + field.name();
        String q = "q." + field.name();
        agree.add(
            field.type() == ColumnType.DOUBLE
                ? "abs("
                    + f
                    + " - "
                    + q
                    + ") <= "
                    + Agreement.TOLERANCE
                    + " * greatest(1e0, abs("
                    + f
                    + "), abs("
                    + q
                    + "))"
                : f + " = " + q);
      }
      timing.fact("rows", workspace.number("SELECT count(*) AS n FROM folded"));
      timing.fact(
          "differences",
          workspace.number(
              "SELECT count(*) AS n FROM folded f FULL JOIN ten_fields q ON f.key = q.key AND"
                  + " f.as_of = q.as_of WHERE ("
                  + String.join(" AND ", agree)
                  + ") IS DISTINCT FROM true"));
    }
  }
}
