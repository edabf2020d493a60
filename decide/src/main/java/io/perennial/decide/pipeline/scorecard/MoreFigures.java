// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline.scorecard;

import io.perennial.lake.Engine;
import io.perennial.lake.SqlStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What other steps have told of groups: who moved, whether forecasts came true, what customers cost
 * and are worth, whether those at risk left.
 */
final class MoreFigures {

  private static final SqlStep MOVES = SqlStep.of(MoreFigures.class, "scorecard_moves");
  private static final SqlStep CHURN = SqlStep.of(MoreFigures.class, "scorecard_churn");

  /** A forecast is looked at from so many days on. */
  private static final long DAYS = 28;

  private final Engine engine;
  private final Map<List<String>, List<Figure>> all;

  /**
   * @param all what is known so far of each group; more is put behind it
   */
  MoreFigures(Engine engine, Map<List<String>, List<Figure>> all) {
    this.engine = engine;
    this.all = all;
  }

  void add() {
    moves();
    tracking();
    economics();
    churn();
    drift();
  }

  private void put(String scope, String name, Figure figure) {
    List<Figure> figures = all.get(List.of(scope, name));
    if (figures != null) {
      figures.add(figure);
    }
  }

  private void company(Figure figure) {
    put("company", "all", figure);
  }

  private void moves() {
    engine.run(MOVES, Map.of());
    try {
      Cells.each(
          engine,
          "SELECT * FROM " + MOVES.writes() + " ORDER BY scheme, name",
          row ->
              put(
                  row.text("scheme"),
                  row.text("name"),
                  Figure.share(
                      "left the segment since the instant before",
                      row.count("moved"),
                      row.count("customers"),
                      "")));
      List<String> seen = new ArrayList<>();
      Cells.each(
          engine,
          "SELECT m.scheme, CAST(sum(m.moved) AS BIGINT) AS moved, CAST(sum(m.customers) AS BIGINT) AS customers FROM "
              + MOVES.writes()
              + " m WHERE m.scheme IN ('rfm', 'lifecycle') GROUP BY m.scheme ORDER BY m.scheme",
          row -> {
            seen.add(row.text("scheme"));
            company(
                Figure.share(
                    moved(row.text("scheme")), row.count("moved"), row.count("customers"), ""));
          });
      for (String scheme : List.of("lifecycle", "rfm")) {
        if (!seen.contains(scheme)) {
          company(
              Figure.of(
                  moved(scheme), "share", Double.NaN, "no segments of an instant before yet"));
        }
      }
    } finally {
      engine.drop(MOVES.writes());
    }
  }

  private static String moved(String scheme) {
    return "changed segment since the instant before, " + scheme;
  }

  /** What came by what was forecast, of the newest forecast that looked furthest. */
  private void tracking() {
    List<List<String>> told = new ArrayList<>();
    Cells.each(
        engine,
        "SELECT t.kind, t.name, t.ratio, t.ratio_lower, t.ratio_upper, t.expected_money,"
            + " t.actual_money FROM card_tracking t WHERE t.kind IN ('all', 'tier')"
            + " AND t.until <= (SELECT max(f.as_of) FROM card_features f)"
            + " ORDER BY t.until DESC, t.as_of, t.kind, t.name",
        row -> {
          String scope = row.text("kind").equals("all") ? "company" : "tier";
          String name = scope.equals("company") ? "all" : row.text("name");
          if (!told.contains(List.of(scope, name))) {
            told.add(List.of(scope, name));
            put(
                scope,
                name,
                new Figure(
                    "purchases that came by those forecast",
                    "ratio",
                    row.number("ratio"),
                    row.number("ratio_lower"),
                    row.number("ratio_upper"),
                    "no purchases were forecast"));
            put(
                scope,
                name,
                Figure.of(
                    "value that came by value forecast",
                    "ratio",
                    GroupFigures.ratio(row.number("actual_money"), row.number("expected_money")),
                    "no money was forecast"));
          }
        });
    if (told.isEmpty()) {
      String why = "no earlier forecast yet to compare with";
      company(Figure.of("purchases that came by those forecast", "ratio", Double.NaN, why));
      company(Figure.of("value that came by value forecast", "ratio", Double.NaN, why));
    }
  }

  private void economics() {
    List<String> told = new ArrayList<>();
    Cells.each(
        engine,
        "SELECT e.dimension, e.name, e.value_each, e.value_lower, e.value_upper, e.cost_each,"
            + " e.ratio, e.ratio_lower, e.ratio_upper FROM card_economics e WHERE e.dimension IN"
            + " ('all', 'channel') ORDER BY e.dimension, e.name",
        row -> {
          boolean whole = row.text("dimension").equals("all");
          told.add(row.text("name"));
          String scope = whole ? "company" : "channel";
          String name = whole ? "all" : row.text("name");
          put(
              scope,
              name,
              new Figure(
                  "value of a customer won there (LTV)",
                  "money",
                  row.number("value_each"),
                  row.number("value_lower"),
                  row.number("value_upper"),
                  "values could not be told"));
          put(
              scope,
              name,
              new Figure(
                  "LTV:CAC",
                  "ratio",
                  row.number("ratio"),
                  row.number("ratio_lower"),
                  row.number("ratio_upper"),
                  "what winning customers cost is not known (value.acquisition)"));
        });
    if (told.isEmpty()) {
      company(Figure.of("LTV:CAC", "ratio", Double.NaN, "no values yet: perennial run makes them"));
    }
  }

  private void churn() {
    engine.run(CHURN, Map.of("days", DAYS));
    try {
      boolean[] any = {false};
      Cells.each(
          engine,
          "SELECT * FROM " + CHURN.writes(),
          row -> {
            any[0] = true;
            String few = "fewer than ten were worth watching";
            company(
                Figure.share(
                    "most at risk at an earlier instant who left (precision)",
                    row.count("flagged_gone"),
                    row.count("flagged"),
                    few));
            company(
                Figure.share(
                    "leavers who had been most at risk (recall)",
                    row.count("flagged_gone"),
                    row.count("gone"),
                    "nobody left"));
            company(
                Figure.share(
                    "all who left since that instant",
                    row.count("gone"),
                    row.count("customers"),
                    few));
          });
      if (!any[0]) {
        String why = "no forecast is four weeks old yet";
        for (String measure :
            List.of(
                "most at risk at an earlier instant who left (precision)",
                "leavers who had been most at risk (recall)",
                "all who left since that instant")) {
          company(Figure.of(measure, "share", Double.NaN, why));
        }
      }
    } finally {
      engine.drop(CHURN.writes());
    }
  }

  private void drift() {
    Cells.each(
        engine,
        "SELECT CAST(sum(CASE WHEN d.alarm THEN 1 ELSE 0 END) AS DOUBLE) AS alarms,"
            + " CAST(sum(CASE WHEN d.kind = 'feature' THEN 1 ELSE 0 END) AS DOUBLE) AS features,"
            + " CAST(sum(CASE WHEN d.kind = 'feature' AND d.alarm THEN 1 ELSE 0 END) AS DOUBLE)"
            + " AS moved"
            + " FROM card_drift d",
        row -> {
          String why = "nothing is watched yet: perennial value drift";
          company(
              Figure.of("alarms that models no longer hold", "ratio", row.number("alarms"), why));
          company(
              Figure.of(
                  "features that moved since models learned",
                  "share",
                  GroupFigures.ratio(row.number("moved"), row.number("features")),
                  why));
        });
  }
}
