// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline.scorecard;

import io.perennial.decide.attribute.ByChance.Brought;
import io.perennial.decide.pipeline.result.DecisionResults;
import io.perennial.lake.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What decisions brought, for the company; and of each action what is believed and measured. */
final class ActionFigures {

  private final Engine engine;
  private final DecisionResults results;
  private final Map<List<String>, List<Figure>> all;

  /**
   * @param all what is known so far of each group; more is put behind it
   */
  ActionFigures(Engine engine, DecisionResults results, Map<List<String>, List<Figure>> all) {
    this.engine = engine;
    this.results = results;
    this.all = all;
  }

  void add() {
    List<Figure> company =
        all.computeIfAbsent(List.of("company", "all"), group -> new ArrayList<>());
    company.addAll(decisions());
    Cells.each(
        engine,
        "SELECT e.action, e.addressed, e.compared, e.prior, e.effect, e.effect_lower,"
            + " e.effect_upper, e.scale, e.words FROM card_effects e ORDER BY e.action",
        row -> {
          if (row.text("action").equals("all")) {
            company.add(
                effect("what decisions bring a customer, measured", row)); // against the hold-out
          } else {
            all.put(List.of("action", row.text("action")), action(row));
          }
        });
  }

  private static Figure effect(String measure, Cells row) {
    return new Figure(
        measure,
        "money",
        row.number("effect"),
        row.number("effect_lower"),
        row.number("effect_upper"),
        row.text("words"));
  }

  private List<Figure> action(Cells row) {
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.of("addressed, with the window over", "customers", row.number("addressed")));
    figures.add(Figure.of("left alone, to compare with", "customers", row.number("compared")));
    String none = "nobody was addressed yet whose window is over";
    figures.add(Figure.of("believed margin of one addressed", "money", row.number("prior"), none));
    figures.add(effect("measured margin of one addressed", row));
    figures.add(
        Figure.of("scale of what is believed", "ratio", row.number("scale"), "not decided yet"));
    figures.add(
        Figure.each(
            "purchases that one addressed makes because of it",
            "purchases",
            results.action(row.text("action")).purchases()));
    return figures;
  }

  private List<Figure> decisions() {
    List<Figure> figures = new ArrayList<>();
    DecisionResults.Answer saved = results.saved();
    figures.add(
        Figure.by("save rate: addressed to be kept, and bought", "share", saved, Brought::mean));
    figures.add(
        Figure.by("would have bought anyway, of the same", "share", saved, Brought::anyway));
    figures.add(Figure.each("saved because of it", "share", saved));
    figures.add(
        Figure.by(
            "of the saved who have bought again since", "share", results.stayed(), Brought::mean));
    DecisionResults.Answer reached = results.reached();
    figures.add(
        reached
            .brought()
            .map(
                b ->
                    new Figure(
                        "revenue because of decisions, against the hold-out",
                        "money",
                        b.brought(),
                        b.interval().lower(),
                        b.interval().upper(),
                        ""))
            .orElseGet(
                () ->
                    Figure.of(
                        "revenue because of decisions, against the hold-out",
                        "money",
                        Double.NaN,
                        reached.reason())));
    figures.addAll(loop());
    figures.add(
        Figure.each(
            "margin of a customer by choosing instead of drawing lots", "money", results.chosen()));
    return figures;
  }

  /** Expected and realised increments so far. */
  private List<Figure> loop() {
    String expected = "margin expected of decisions so far";
    String brought = "margin because of decisions so far";
    List<DecisionResults.OfInstant> instants = results.instants();
    List<DecisionResults.OfInstant> told =
        instants.stream().filter(at -> at.brought().isPresent()).toList();
    if (told.isEmpty()) {
      String why =
          instants.isEmpty()
              ? "no decision's window is over yet"
              : instants.get(instants.size() - 1).reason();
      return List.of(
          Figure.of(expected, "money", Double.NaN, why),
          Figure.of(brought, "money", Double.NaN, why),
          Figure.of("what came by what was expected", "ratio", Double.NaN, why));
    }
    DecisionResults.OfInstant last = told.get(told.size() - 1);
    Brought so = last.brought().orElseThrow();
    double by = last.expectedSoFar();
    return List.of(
        Figure.of(expected, "money", by),
        new Figure(
            brought,
            "money",
            so.soFar(),
            so.soFarInterval().lower(),
            so.soFarInterval().upper(),
            ""),
        by > 0
            ? new Figure(
                "what came by what was expected",
                "ratio",
                so.soFar() / by,
                so.soFarInterval().lower() / by,
                so.soFarInterval().upper() / by,
                "")
            : Figure.of(
                "what came by what was expected", "ratio", Double.NaN, "nothing was expected"));
  }
}
