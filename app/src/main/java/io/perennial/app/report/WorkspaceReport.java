// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.report;

import io.perennial.app.query.ReviewQueue;
import io.perennial.governance.Run;
import io.perennial.ingest.pipeline.OpenRows;
import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import io.perennial.lake.SqlStep;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import io.perennial.lake.step.RunLog;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The report of a workspace, from its tables alone: what came in, who the customers are, what they
 * will do and are worth, how well that was foretold, what they write, and which runs said so. What
 * a workspace has not got is left out. No personal data is in it; the ten best customers are there
 * by number, and so an erasure takes the file along.
 */
public final class WorkspaceReport {

  private static final SqlStep SEGMENTS = SqlStep.of(WorkspaceReport.class, "segment_worth");
  private static final SqlStep GRID = SqlStep.of(WorkspaceReport.class, "rfm_grid");
  private static final SqlStep RUNS = SqlStep.of(WorkspaceReport.class, "last_runs");
  private static final SqlStep MOMENTS = SqlStep.of(WorkspaceReport.class, "report_moments");
  private static final SqlStep VALUE_RUNS = SqlStep.of(WorkspaceReport.class, "report_value_runs");

  private static final SqlStep STATES = SqlStep.of(OpenRows.class, "file_states");
  private static final SqlStep OPEN = SqlStep.of(OpenRows.class, "open_rows");

  private static final List<TableSpec> READS =
      List.of(
          Tables.EVENTS,
          Tables.CLAIMS,
          Tables.FLAGS,
          Tables.QUARANTINE,
          Tables.INGESTED_FILES,
          Tables.QUALITY,
          Tables.LINKS,
          Tables.FEATURES,
          Tables.MEMBERSHIPS,
          Tables.SEGMENTS,
          Tables.SEGMENT_FEATURES,
          Tables.SEGMENT_CANDIDATES,
          Tables.SEGMENT_MAP,
          Tables.MIGRATIONS,
          Tables.VALUES,
          Tables.EVALUATIONS,
          Tables.VALUE_MODELS,
          Tables.CHURN_ALERTS,
          Tables.VALUE_TRACKING,
          Tables.VALUE_DRIFT,
          Tables.DECISIONS,
          Tables.ACTION_EFFECTS,
          Tables.SCORECARDS,
          Tables.ATTRIBUTIONS,
          Tables.DECISION_RESULTS,
          Tables.VALUE_ECONOMICS,
          Tables.VALUE_TIERS,
          Tables.TEXTS,
          Tables.THEMES,
          Tables.RUNS);

  private final Lake lake;
  private final Engine engine;
  private final ReportQueries queries;
  private final String name;
  private final String currency;
  private final ZoneId zone;

  /**
   * Makes the views that it reads, under the names of the tables.
   *
   * @param name of the workspace
   * @param currency of all amounts
   */
  public WorkspaceReport(Lake lake, Engine engine, String name, String currency, ZoneId zone) {
    this.lake = lake;
    this.engine = engine;
    this.queries = new ReportQueries(engine);
    this.name = name;
    this.currency = currency;
    this.zone = zone;
    for (TableSpec table : READS) {
      engine.view(table.name(), lake.table(table).scan());
    }
    engine.view("read_files", lake.table(Tables.INGESTED_FILES).scan());
    engine.view("quarantined", lake.table(Tables.QUARANTINE).scan());
    engine.run(STATES, Map.of());
    engine.run(OPEN, Map.of());
    engine.run(SEGMENTS, Map.of());
    engine.run(GRID, Map.of());
    engine.run(RUNS, Map.of());
    engine.run(MOMENTS, Map.of());
    engine.run(VALUE_RUNS, Map.of());
  }

  /** The page. */
  public String html() {
    List<Page.Section> sections = new ArrayList<>();
    Evaluations evaluations = Evaluations.read(engine);
    boolean valued = queries.number("SELECT count(*) AS n FROM customer_values") > 0;
    boolean known = queries.number("SELECT count(*) AS n FROM features") > 0;
    if (known || valued || !evaluations.section("note").isEmpty()) {
      sections.add(
          new Page.Section(
              "overview",
              "At a glance",
              new OverviewSection(queries, evaluations, currency, valued).blocks()));
    }
    if (valued) {
      sections.add(
          new Page.Section(
              "worth",
              "What customers are worth",
              new WorthSection(queries, currency, evaluations.level()).blocks()));
      sections.add(
          new Page.Section(
              "return", "Who will come back", new ReturnSection(queries, evaluations).blocks()));
      NearSection near = new NearSection(queries, currency);
      List<Block> nearBlocks = near.blocks();
      if (!nearBlocks.isEmpty()) {
        String title = near.isTold() ? "The near time" : "Who may be leaving";
        sections.add(new Page.Section("near", title, nearBlocks));
      }
      List<Block> tracked = new TrackedSection(queries).blocks();
      if (!tracked.isEmpty()) {
        sections.add(new Page.Section("tracked", "Did it come true, and does it hold", tracked));
      }
      if (queries.number("SELECT count(*) AS n FROM value_economics") > 0) {
        sections.add(
            new Page.Section(
                "economics",
                "What customers cost and are worth",
                new EconomicsSection(queries, currency, evaluations.level()).blocks()));
      }
      if (!evaluations.section("holdout").isEmpty()) {
        sections.add(
            new Page.Section(
                "proof", "How well that was foretold", new ProofSection(evaluations).blocks()));
      }
    }
    if (queries.number("SELECT count(*) AS n FROM decisions") > 0) {
      sections.add(
          new Page.Section(
              "next", "What to do next", new DecisionsSection(queries, currency).blocks()));
    }
    add(sections, "learned", "Did it help", new LearningSection(queries, currency).blocks());
    add(
        sections,
        "credit",
        "What led to purchases",
        new AttributionSection(queries, currency).blocks());
    if (queries.number("SELECT count(*) AS n FROM memberships") > 0) {
      sections.add(new Page.Section("segments", "Segments", segments()));
    }
    if (known) {
      sections.add(
          new Page.Section("cohorts", "Cohorts", new CohortsSection(engine, queries).blocks()));
    }
    if (queries.number("SELECT count(*) AS n FROM texts") > 0) {
      sections.add(
          new Page.Section("texts", "What customers write", new TextsSection(queries).blocks()));
    }
    sections.add(new Page.Section("data", "What came in", new DataSection(queries).blocks()));
    if (queries.number("SELECT count(*) AS n FROM links") > 0) {
      sections.add(new Page.Section("identity", "Who is who", identity().blocks()));
    }
    if (queries.number("SELECT count(*) AS n FROM quality") > 0) {
      sections.add(
          new Page.Section("quality", "Is it as usual", new QualitySection(queries).blocks()));
    }
    if (!evaluations.section("parameter").isEmpty()) {
      sections.add(new Page.Section("models", "Models", new ModelsSection(evaluations).blocks()));
    }
    sections.add(new Page.Section("runs", "Runs", new RunsSection(queries).blocks()));
    return new Page(
            "Customers of " + name,
            known || valued
                ? "As known before " + asOf()
                : "Nothing has been computed yet: perennial run",
            sections,
            "Made by Perennial from the tables of this workspace. Every row of them names its run;"
                + " a run with the same inputs, settings and seed gives the same bits.")
        .html();
  }

  private static void add(
      List<Page.Section> sections, String id, String title, List<Block> blocks) {
    if (!blocks.isEmpty()) {
      sections.add(new Page.Section(id, title, blocks));
    }
  }

  private List<Block> segments() {
    List<Block> blocks = new ArrayList<>(new SegmentsSection(queries, currency).blocks());
    blocks.addAll(new BehaviourSection(queries, currency).blocks());
    return blocks;
  }

  private IdentitySection identity() {
    Map<String, Double> figures =
        new RunLog(lake, engine).lastDone("resolve").map(Run::figures).orElse(Map.of());
    long toReview = ReviewQueue.all(lake, engine).size();
    return new IdentitySection(queries, figures, Math.toIntExact(toReview));
  }

  private String asOf() {
    long[] micros = {0};
    queries.each(
        "SELECT f_micros(max(as_of)) AS n FROM report_moments",
        (batch, i) -> micros[0] = batch.longs(0)[i]);
    ZonedDateTime at = Instant.EPOCH.plus(micros[0], ChronoUnit.MICROS).atZone(zone);
    return at.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? at.toLocalDate().toString()
        : at.toOffsetDateTime().toString();
  }
}
