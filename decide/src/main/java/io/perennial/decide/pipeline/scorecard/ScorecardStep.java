// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline.scorecard;

import io.perennial.decide.attribute.AttributionConfig;
import io.perennial.decide.pipeline.DecideConfig;
import io.perennial.decide.pipeline.result.DecisionResults;
import io.perennial.decide.pipeline.scorecard.Attributed.Dimension;
import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import io.perennial.lake.step.MadeRows;
import io.perennial.lake.step.Step;
import io.perennial.lake.step.StepContext;
import io.perennial.lake.step.StepReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Writes how the company does, and its tiers, segments, channels and actions: a figure a row,
 * beside that of the instant before. Earlier instants stay. With it what channels and campaigns are
 * credited with, and what the decisions of each instant brought.
 */
public final class ScorecardStep implements Step {

  /** How long a touch counts before a purchase; the command may ask for another time. */
  public static final long WINDOW_DAYS = 30;

  /** The tables that are read in place, under the names of their views. */
  private static final Map<String, TableSpec> VIEWS =
      Map.ofEntries(
          Map.entry("card_features", Tables.FEATURES),
          Map.entry("card_values", Tables.VALUES),
          Map.entry("card_memberships", Tables.MEMBERSHIPS),
          Map.entry("card_migrations", Tables.MIGRATIONS),
          Map.entry("card_decisions", Tables.DECISIONS),
          Map.entry("card_tracking", Tables.VALUE_TRACKING),
          Map.entry("card_forecasts", Tables.FORECASTS),
          Map.entry("card_economics", Tables.VALUE_ECONOMICS),
          Map.entry("card_effects", Tables.ACTION_EFFECTS),
          Map.entry("card_drift", Tables.VALUE_DRIFT),
          Map.entry(FormerFigures.VIEW, Tables.SCORECARDS));

  private final DecideConfig config;

  /**
   * @param config of decisions: their margin, window, hold-out and actions
   */
  public ScorecardStep(DecideConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "scorecard";
  }

  @Override
  public List<String> reads() {
    List<TableSpec> tables = new ArrayList<>(List.of(Tables.EVENTS, Tables.FLAGS, Tables.LINKS));
    tables.addAll(
        List.of(
            Tables.FEATURES,
            Tables.MEMBERSHIPS,
            Tables.MIGRATIONS,
            Tables.VALUES,
            Tables.FORECASTS,
            Tables.VALUE_TRACKING,
            Tables.VALUE_DRIFT,
            Tables.VALUE_ECONOMICS,
            Tables.DECISIONS,
            Tables.OUTCOMES,
            Tables.ACTION_EFFECTS));
    RecommendedFigures.table().ifPresent(tables::add);
    return tables.stream().map(TableSpec::name).toList();
  }

  @Override
  public List<String> writes() {
    return List.of(
        Tables.SCORECARDS.name(), Tables.ATTRIBUTIONS.name(), Tables.DECISION_RESULTS.name());
  }

  @Override
  public String settings() {
    return config.canonical();
  }

  @Override
  public String outside() {
    return "";
  }

  @Override
  public StepReport run(StepContext context) {
    Engine engine = context.engine();
    context.progress().begin("counting how the company does", 0, "groups");
    VIEWS.forEach((view, table) -> engine.view(view, context.lake().table(table).scan()));
    try {
      Optional<AsOf> asOf = newest(engine);
      if (asOf.isEmpty()) {
        return new StepReport(0, 0, Map.of("figures", 0.0), "No scorecard yet: no features");
      }
      DecisionResults results = DecisionResults.read(context.lake(), engine, config, asOf.get());
      Map<List<String>, List<Figure>> groups = GroupFigures.read(engine);
      new MoreFigures(engine, groups).add();
      new ActionFigures(engine, results, groups).add();
      groups
          .computeIfAbsent(List.of("company", "all"), group -> new ArrayList<>())
          .addAll(RecommendedFigures.read(context.lake(), engine, config.windowDays()));
      FormerFigures former = FormerFigures.read(engine, asOf.get());
      List<Batch> rows = new ArrayList<>();
      rows.add(new FigureRows(context, asOf.get(), former).batch(groups));
      rows.addAll(former.kept());
      MadeRows.replace(context, Tables.SCORECARDS, rows);
      MadeRows.replace(
          context, Tables.DECISION_RESULTS, ResultRows.results(context, asOf.get(), results));
      int credited = attribute(context, asOf.get(), results);
      int figures = rows.get(0).rows();
      return new StepReport(
          figures,
          (long) figures + credited,
          Map.of("figures", (double) figures, "credits", (double) credited),
          String.format(
              Locale.ROOT,
              "%,d figures as of %s%s",
              figures,
              asOf.get(),
              former.asOf().map(before -> ", beside those of " + before).orElse("")));
    } finally {
      VIEWS.keySet().forEach(engine::drop);
    }
  }

  private static int attribute(StepContext context, AsOf asOf, DecisionResults results) {
    context.progress().begin("crediting channels", 0, "touches");
    List<Attributed> all = new ArrayList<>();
    try (Attributions touches = Attributions.open(context.lake(), context.engine(), asOf)) {
      for (Dimension dimension : Dimension.values()) {
        all.add(touches.by(dimension, WINDOW_DAYS, results, AttributionConfig.defaults()));
      }
    }
    Batch rows = ResultRows.credits(context, asOf, all, WINDOW_DAYS);
    MadeRows.replace(context, Tables.ATTRIBUTIONS, rows);
    return rows.rows();
  }

  private static Optional<AsOf> newest(Engine engine) {
    try (Batches rows = engine.query("SELECT max(f.as_of) AS as_of FROM card_features f")) {
      return rows.next() && !rows.batch().isNull(0, 0)
          ? Optional.of(new AsOf(rows.batch().longs(0)[0]))
          : Optional.empty();
    }
  }
}
