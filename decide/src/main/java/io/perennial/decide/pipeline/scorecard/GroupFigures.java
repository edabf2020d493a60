// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline.scorecard;

import io.perennial.lake.Engine;
import io.perennial.lake.SqlStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is told of the company as of each of its tiers, segments and channels. */
final class GroupFigures {

  private static final SqlStep GROUPS = SqlStep.of(GroupFigures.class, "scorecard_groups");
  private static final String NO_BUYERS = "nobody of them ever bought";
  private static final String NO_PURCHASES = "no purchases in a year";
  private static final String NO_VALUES = "no values yet";
  private static final String NO_ANSWERS = "nobody of them answered a survey";
  private static final String NO_DECISIONS = "nothing was decided as of this instant";

  /** Answers above this are of a scale to 10. */
  private static final double FIVE = 5;

  private GroupFigures() {}

  /** By scope and name, the company first. */
  static Map<List<String>, List<Figure>> read(Engine engine) {
    engine.run(GROUPS, Map.of());
    Map<List<String>, List<Figure>> all = new LinkedHashMap<>();
    double[] best = {Double.NaN};
    double[] complaints = {Double.NaN};
    try {
      Cells.each(
          engine,
          "SELECT * FROM "
              + GROUPS.writes()
              + " ORDER BY CASE WHEN scope = 'company' THEN 0 ELSE 1 END, scope, name",
          row -> {
            if (all.isEmpty()) {
              best[0] = row.number("best_score"); // the company's: one scale for all
              complaints[0] = row.number("complaints");
            }
            all.put(
                List.of(row.text("scope"), row.text("name")),
                figures(row, best[0] > FIVE, complaints[0] > 0));
          });
    } finally {
      engine.drop(GROUPS.writes());
    }
    return all;
  }

  private static List<Figure> figures(Cells row, boolean toTen, boolean complain) {
    double customers = row.number("customers");
    double buyers = row.number("buyers");
    double active = row.number("active");
    double purchases = row.number("purchases");
    double spend = row.number("spend");
    double known = row.number("spend_with_cost");
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.of("customers", "customers", customers));
    figures.add(Figure.of("buyers", "customers", buyers));
    figures.add(Figure.of("active in a year", "customers", active));
    figures.add(
        Figure.of(
            "repeat purchase rate", "share", ratio(row.number("repeaters"), buyers), NO_BUYERS));
    figures.add(
        Figure.of(
            "purchases a year of an active customer",
            "purchases",
            ratio(purchases, active),
            NO_PURCHASES));
    figures.add(Figure.of("average order value", "money", ratio(spend, purchases), NO_PURCHASES));
    figures.add(Figure.of("spend in a year", "money", spend, NO_PURCHASES));
    figures.add(
        Figure.of(
            "margin, where costs are known",
            "share",
            1 - ratio(row.number("costs"), known),
            "no order of a year says what it cost"));
    figures.add(Figure.of("customer equity", "money", row.number("value"), NO_VALUES));
    figures.add(Figure.of("spend to come soon", "money", row.number("near_spend"), NO_VALUES));
    figures.add(
        Figure.of(
            "will not buy soon",
            "share",
            ratio(row.number("churn"), row.number("with_churn")),
            NO_VALUES));
    satisfaction(row, toTen, figures);
    figures.add(
        Figure.of(
            "complaints a year of a hundred customers",
            "ratio",
            complain ? 100 * ratio(row.number("complaints"), customers) : Double.NaN,
            "no tickets are known"));
    double addressed = Double.isNaN(row.number("gain")) ? Double.NaN : row.number("addressed");
    figures.add(Figure.of("addressed next", "customers", addressed, NO_DECISIONS));
    figures.add(Figure.of("expected gain of that", "money", row.number("gain"), NO_DECISIONS));
    figures.add(Figure.of("cost of that", "money", row.number("cost"), NO_DECISIONS));
    return figures;
  }

  private static void satisfaction(Cells row, boolean toTen, List<Figure> figures) {
    double answers = row.number("answers");
    figures.add(
        Figure.of("satisfaction", "points", ratio(row.number("score"), answers), NO_ANSWERS));
    double balance = row.number("promoters") - row.number("detractors");
    String other = answers > 0 ? "answers go to 10: they are told as NPS" : NO_ANSWERS;
    String five = answers > 0 ? "answers go to 5: they are told as CSAT" : NO_ANSWERS;
    figures.add(
        Figure.of("NPS", "points", toTen ? 100 * ratio(balance, answers) : Double.NaN, five));
    figures.add(
        Figure.of(
            "CSAT, share of answers of 4 or 5",
            "share",
            toTen ? Double.NaN : ratio(row.number("satisfied"), answers),
            other));
  }

  static double ratio(double a, double b) {
    return b > 0 ? a / b : Double.NaN;
  }
}
