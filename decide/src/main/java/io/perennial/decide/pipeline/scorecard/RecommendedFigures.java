// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline.scorecard;

import io.perennial.features.pipeline.CustomerEvents;
import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import io.perennial.lake.SqlStep;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who looked at, and who bought, one of the products that were recommended. */
final class RecommendedFigures {

  private static final SqlStep RECOMMENDED =
      SqlStep.of(RecommendedFigures.class, "scorecard_recommended");
  private static final String VIEW = "card_recommendations";
  private static final String LOOKED = "looked at a recommended product in the window";
  private static final String BOUGHT = "bought a recommended product in the window";

  private RecommendedFigures() {}

  /** The table of recommendations; empty where a lake has none. */
  static Optional<TableSpec> table() {
    return Tables.ALL.stream().filter(table -> table.name().equals("recommendations")).findFirst();
  }

  /**
   * Both figures.
   *
   * @param days of the window
   */
  static List<Figure> read(Lake lake, Engine engine, long days) {
    Optional<TableSpec> table = table();
    List<Figure> figures = new ArrayList<>();
    if (table.isPresent() && lake.table(table.get()).snapshot().isPresent()) {
      engine.view(VIEW, lake.table(table.get()).scan());
      CustomerEvents events = CustomerEvents.open(lake, engine);
      try {
        engine.run(RECOMMENDED, Map.of("days", days));
        Cells.each(
            engine,
            "SELECT * FROM " + RECOMMENDED.writes(),
            row -> {
              figures.add(
                  row.count("looks") > 0
                      ? Figure.share(LOOKED, row.count("looked"), row.count("customers"), "")
                      : Figure.of(LOOKED, "share", Double.NaN, "no looks at products are known"));
              figures.add(Figure.share(BOUGHT, row.count("bought"), row.count("customers"), ""));
            });
      } finally {
        engine.drop(RECOMMENDED.writes());
        engine.drop(VIEW);
        events.close();
      }
    }
    if (figures.isEmpty()) {
      String why = "no recommendations yet whose window is over";
      figures.add(Figure.of(LOOKED, "share", Double.NaN, why));
      figures.add(Figure.of(BOUGHT, "share", Double.NaN, why));
    }
    return figures;
  }
}
