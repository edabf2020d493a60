// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.Field;
import io.perennial.lake.SqlStep;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import io.perennial.lake.step.MadeRows;
import io.perennial.lake.step.Step;
import io.perennial.lake.step.StepContext;
import io.perennial.lake.step.StepReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Writes how the company does, and its tiers, segments and channels: a figure a row, beside that of
 * the instant before. Earlier instants stay.
 */
public final class ScorecardStep implements Step {

  private static final SqlStep GROUPS = SqlStep.of(ScorecardStep.class, "scorecard_groups");
  private static final String BEFORE = "card_before";

  /** The tables that are read, under the names of their views. */
  private static final Map<String, TableSpec> VIEWS =
      Map.of(
          "card_features",
          Tables.FEATURES,
          "card_values",
          Tables.VALUES,
          "card_memberships",
          Tables.MEMBERSHIPS,
          "card_decisions",
          Tables.DECISIONS,
          "card_tracking",
          Tables.VALUE_TRACKING,
          "card_effects",
          Tables.ACTION_EFFECTS,
          "card_drift",
          Tables.VALUE_DRIFT,
          BEFORE,
          Tables.SCORECARDS);

  @Override
  public String name() {
    return "scorecard";
  }

  @Override
  public List<String> reads() {
    return List.of(
        Tables.FEATURES.name(),
        Tables.MEMBERSHIPS.name(),
        Tables.VALUES.name(),
        Tables.VALUE_TRACKING.name(),
        Tables.VALUE_DRIFT.name(),
        Tables.DECISIONS.name(),
        Tables.ACTION_EFFECTS.name());
  }

  @Override
  public List<String> writes() {
    return List.of(Tables.SCORECARDS.name());
  }

  @Override
  public String settings() {
    return "";
  }

  @Override
  public String outside() {
    return "";
  }

  /**
   * A figure of a group.
   *
   * @param value not a number where it cannot be told
   */
  private record Figure(String measure, String unit, double value) {}

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
      engine.run(GROUPS, Map.of());
      Former former = Former.read(engine, asOf.get());
      List<Batch> rows = new ArrayList<>();
      rows.add(new Rows(context, asOf.get(), former).batch(groups(engine)));
      rows.addAll(former.kept());
      MadeRows.replace(context, Tables.SCORECARDS, rows);
      int figures = rows.get(0).rows();
      return new StepReport(
          figures,
          figures,
          Map.of("figures", (double) figures),
          String.format(
              Locale.ROOT,
              "%,d figures as of %s%s",
              figures,
              asOf.get(),
              former.asOf().map(before -> ", beside those of " + before).orElse("")));
    } finally {
      engine.drop(GROUPS.writes());
      VIEWS.keySet().forEach(engine::drop);
    }
  }

  private static Optional<AsOf> newest(Engine engine) {
    try (Batches rows = engine.query("SELECT max(f.as_of) AS as_of FROM card_features f")) {
      return rows.next() && !rows.batch().isNull(0, 0)
          ? Optional.of(new AsOf(rows.batch().longs(0)[0]))
          : Optional.empty();
    }
  }

  private static Map<List<String>, List<Figure>> groups(Engine engine) {
    Map<List<String>, List<Figure>> all = new LinkedHashMap<>();
    try (Batches rows =
        engine.query(
            "SELECT * FROM "
                + GROUPS.writes()
                + " ORDER BY CASE WHEN scope = 'company' THEN 0 ELSE 1 END, scope, name")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          String scope = batch.texts(0)[i];
          List<Figure> figures = figures(batch, i);
          if (scope.equals("company")) {
            figures.addAll(company(engine));
          }
          all.put(List.of(scope, batch.texts(1)[i]), figures);
        }
      }
    }
    return all;
  }

  private static List<Figure> figures(Batch batch, int i) {
    double customers = value(batch, "customers", i);
    double buyers = value(batch, "buyers", i);
    double active = value(batch, "active", i);
    double purchases = value(batch, "purchases", i);
    double spend = value(batch, "spend", i);
    double known = value(batch, "spend_with_cost", i);
    List<Figure> figures = new ArrayList<>();
    figures.add(new Figure("customers", "customers", customers));
    figures.add(new Figure("buyers", "customers", buyers));
    figures.add(new Figure("active in a year", "customers", active));
    figures.add(
        new Figure("repeat purchase rate", "share", ratio(value(batch, "repeaters", i), buyers)));
    figures.add(
        new Figure(
            "purchases a year of an active customer", "purchases", ratio(purchases, active)));
    figures.add(new Figure("average order value", "money", ratio(spend, purchases)));
    figures.add(new Figure("spend in a year", "money", spend));
    figures.add(
        new Figure(
            "margin, where costs are known", "share", 1 - ratio(value(batch, "costs", i), known)));
    figures.add(new Figure("customer equity", "money", value(batch, "value", i)));
    figures.add(new Figure("spend to come soon", "money", value(batch, "near_spend", i)));
    figures.add(new Figure("will not buy soon", "share", value(batch, "churn", i)));
    figures.add(new Figure("satisfaction", "points", value(batch, "score", i)));
    figures.add(
        new Figure(
            "complaints a year of a hundred customers",
            "ratio",
            100 * ratio(value(batch, "complaints", i), customers)));
    figures.add(new Figure("addressed next", "customers", value(batch, "addressed", i)));
    figures.add(new Figure("expected gain of that", "money", value(batch, "gain", i)));
    figures.add(new Figure("cost of that", "money", value(batch, "cost", i)));
    return figures;
  }

  /** What is told of the company alone. */
  private static List<Figure> company(Engine engine) {
    List<Figure> figures = new ArrayList<>();
    figures.add(
        new Figure(
            "purchases that came by those forecast",
            "ratio",
            one(
                engine,
                "SELECT t.ratio FROM card_tracking t WHERE t.kind = 'all' AND t.ratio IS NOT NULL"
                    + " AND t.until <= (SELECT max(f.as_of) FROM card_features f)"
                    + " ORDER BY t.until DESC, t.as_of LIMIT 1")));
    figures.add(
        new Figure(
            "what decisions bring a customer, measured",
            "money",
            one(engine, "SELECT e.effect FROM card_effects e WHERE e.action = 'all'")));
    figures.add(
        new Figure(
            "alarms that models no longer hold",
            "ratio",
            one(
                engine,
                "SELECT CAST(sum(CASE WHEN d.alarm THEN 1 ELSE 0 END) AS DOUBLE) AS alarms FROM"
                    + " card_drift d")));
    return figures;
  }

  private static double one(Engine engine, String sql) {
    try (Batches rows = engine.query(sql)) {
      return rows.next() && rows.batch().rows() > 0 && !rows.batch().isNull(0, 0)
          ? rows.batch().doubles(0)[0]
          : Double.NaN;
    }
  }

  private static double ratio(double a, double b) {
    return b > 0 ? a / b : Double.NaN;
  }

  private static double value(Batch batch, String name, int i) {
    int column = batch.index(name);
    if (batch.isNull(column, i)) {
      return Double.NaN;
    }
    return batch.fields().get(column).type() == ColumnType.LONG
        ? batch.longs(column)[i]
        : batch.doubles(column)[i];
  }

  /**
   * Figures of other instants, which stay, and those of the last one before.
   *
   * @param asOf that instant; empty where there is none
   * @param figures of it, by scope, name and measure
   * @param kept all rows of other instants
   */
  private record Former(Optional<AsOf> asOf, Map<List<String>, Double> figures, List<Batch> kept) {

    static Former read(Engine engine, AsOf now) {
      List<Batch> kept = new ArrayList<>();
      Map<Long, Map<List<String>, Double>> byInstant = new TreeMap<>();
      try (Batches rows =
          engine.query(
              "SELECT b.* FROM "
                  + BEFORE
                  + " b WHERE f_micros(b.as_of) <> "
                  + now.micros()
                  + " ORDER BY b.as_of, b.scope, b.name, b.place")) {
        while (rows.next()) {
          Batch batch = rows.batch();
          kept.add(batch.copy());
          for (int i = 0; i < batch.rows(); i++) {
            long at = batch.longs(batch.index("as_of"))[i];
            int figure = batch.index("figure");
            if (at < now.micros() && !batch.isNull(figure, i)) {
              byInstant
                  .computeIfAbsent(at, key -> new LinkedHashMap<>())
                  .put(
                      List.of(
                          batch.texts(batch.index("scope"))[i],
                          batch.texts(batch.index("name"))[i],
                          batch.texts(batch.index("measure"))[i]),
                      batch.doubles(figure)[i]);
            }
          }
        }
      }
      return byInstant.entrySet().stream()
          .reduce((a, b) -> b)
          .map(last -> new Former(Optional.of(new AsOf(last.getKey())), last.getValue(), kept))
          .orElse(new Former(Optional.empty(), Map.of(), kept));
    }

    OptionalDouble figure(List<String> group, String measure) {
      Double figure = figures.get(List.of(group.get(0), group.get(1), measure));
      return figure == null ? OptionalDouble.empty() : OptionalDouble.of(figure);
    }
  }

  /** Figures as rows of the table. */
  private record Rows(StepContext context, AsOf asOf, Former former) {

    Batch batch(Map<List<String>, List<Figure>> groups) {
      int size = groups.values().stream().mapToInt(List::size).sum();
      List<Field> fields =
          Tables.SCORECARDS.columns().stream().map(column -> column.field()).toList();
      Batch rows = new Batch(fields, Math.max(1, size));
      groups.forEach(
          (group, figures) -> {
            for (int place = 0; place < figures.size(); place++) {
              write(rows, group, place + 1, figures.get(place));
            }
          });
      return rows;
    }

    private void write(Batch rows, List<String> group, int place, Figure figure) {
      int at = rows.addRow();
      rows.setLong(rows.index("as_of"), at, asOf.micros());
      rows.setText(rows.index("scope"), at, group.get(0));
      rows.setText(rows.index("name"), at, group.get(1));
      rows.setLong(rows.index("place"), at, place);
      rows.setText(rows.index("measure"), at, figure.measure());
      rows.setText(rows.index("unit"), at, figure.unit());
      if (Double.isFinite(figure.value())) {
        rows.setDouble(rows.index("figure"), at, figure.value());
      }
      former
          .figure(group, figure.measure())
          .ifPresent(
              before -> {
                rows.setDouble(rows.index("before"), at, before);
                rows.setLong(rows.index("before_as_of"), at, former.asOf().orElseThrow().micros());
              });
      rows.setText(rows.index("run_id"), at, context.runId());
    }
  }
}
