// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.pipeline;

import io.perennial.governance.redact.NameAttributes;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Gathered;
import io.perennial.lake.SqlStep;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import io.perennial.lake.step.Rebuild;
import io.perennial.lake.step.Step;
import io.perennial.lake.step.StepContext;
import io.perennial.lake.step.StepReport;
import io.perennial.text.TextConfig;
import io.perennial.text.brand.BrandMentions;
import io.perennial.text.brand.BrandName;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads what customers write: language, sentiment, intent and urgency of each text, the themes that
 * many are about, brands, and whose word goes far. Only texts that are new, or that other models or
 * labels would judge otherwise, are read; only new ones are embedded. Writes its tables anew. What
 * a text says, be it a command, changes nothing but its own numbers.
 */
public final class TextStep implements Step {

  private static final SqlStep NAMES = step("text_names");
  private static final SqlStep SAID = step("said_texts");
  private static final SqlStep MENTIONS = step("kept_mentions");
  private static final SqlStep ASSIGNED = step("assigned_texts");
  private static final SqlStep TIMES = step("theme_times");
  private static final int MOST_BRANDS = 20_000;

  private static final List<String> TEMPORARY =
      List.of(
          "found_influencers",
          "theme_rows",
          "theme_times",
          "assigned_texts",
          "found_themes",
          "kept_mentions",
          "new_mentions",
          "judged_texts",
          "said_texts",
          "text_names",
          "writer_names",
          "former_mentions",
          "former_texts",
          "said_labels",
          "text_claims",
          "text_links",
          "text_events");

  private final TextConfig config;
  private final boolean refit;

  public TextStep(TextConfig config) {
    this(config, false);
  }

  private TextStep(TextConfig config, boolean refit) {
    this.config = config;
    this.refit = refit;
  }

  /** The same, finding themes anew whether or not that is due. */
  public TextStep refitting() {
    return new TextStep(config, true);
  }

  @Override
  public String name() {
    return "text";
  }

  /** Its own tables too: for what was read before. */
  @Override
  public List<String> reads() {
    return List.of(
        Tables.EVENTS.name(),
        Tables.CLAIMS.name(),
        Tables.LINKS.name(),
        Tables.TEXT_LABELS.name(),
        Tables.TEXTS.name(),
        Tables.MENTIONS.name(),
        Tables.TEXT_MODELS.name());
  }

  @Override
  public List<String> writes() {
    return List.of(
        Tables.TEXTS.name(),
        Tables.MENTIONS.name(),
        Tables.TEXT_MODELS.name(),
        Tables.THEMES.name(),
        Tables.INFLUENCERS.name());
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
    try {
      return config.enabled() ? read(context) : forget(context);
    } finally {
      TEMPORARY.forEach(engine::drop);
    }
  }

  /** Empties the tables, so that nothing goes on with what was once read of texts. */
  private StepReport forget(StepContext context) {
    Rebuild rebuild = new Rebuild(context);
    for (TableSpec table :
        List.of(Tables.THEMES, Tables.INFLUENCERS, Tables.MENTIONS, Tables.TEXTS)) {
      if (!context.lake().table(table).scan().files().isEmpty()) {
        context.engine().view("former_texts", context.lake().table(table).scan());
        rebuild.table(table, "SELECT * FROM former_texts WHERE 1 = 0", Map.of());
      }
    }
    StoredThemes former = StoredThemes.read(context);
    if (!former.languages().isEmpty()) {
      former.forgotten().write(context);
    }
    return new StepReport(0, 0, Map.of(), "texts are not read: text.enabled is false");
  }

  private StepReport read(StepContext context) {
    Engine engine = context.engine();
    context.progress().begin("reading texts", 0, "texts");
    engine.view("text_events", context.lake().table(Tables.EVENTS).scan());
    engine.view("text_claims", context.lake().table(Tables.CLAIMS).scan());
    engine.view("text_links", context.lake().table(Tables.LINKS).scan());
    engine.view("former_texts", context.lake().table(Tables.TEXTS).scan());
    engine.view("former_mentions", context.lake().table(Tables.MENTIONS).scan());
    names(engine);
    engine.run(SAID, Map.of());
    StoredThemes former = StoredThemes.read(context);
    TextReport report = new TextReport();
    try (TextJudge judge =
        new TextJudge(TextLabels.read(context, config.scores()), brands(engine))) {
      JudgedTexts judged = new JudgedTexts(engine, judge, former, context);
      engine.load("judged_texts", judged.batches());
      engine.load("new_mentions", engine.map(Mentions.SQL, new Mentions()));
      report.read(judged);
    }
    StoredThemes themes = former;
    ThemeFinding finding = new ThemeFinding(context, former, report.texts());
    boolean anew = refit || finding.isDue();
    if (anew) {
      context.progress().begin("finding themes", 0, "texts");
      themes = finding.find();
      report.foundAnew();
    } else {
      engine.load("found_themes", Batches.of(new Batch(ThemeFinding.FOUND, 1)));
    }
    engine.run(ASSIGNED, Map.of());
    engine.run(MENTIONS, Map.of());
    write(context, themes, report);
    if (anew) {
      // last: broken off before, themes are due again
      themes.write(context);
    }
    return report.report();
  }

  private void write(StepContext context, StoredThemes themes, TextReport report) {
    Engine engine = context.engine();
    context.progress().begin("writing texts", 0, "rows");
    Rebuild rebuild = new Rebuild(context);
    Map<String, Object> run = Map.of("run_id", context.runId());
    // themes and accounts first: broken off, texts are the ones that tell what is left to do
    engine.run(TIMES, Map.of("latest", context.clock().instant().plus(1, ChronoUnit.DAYS)));
    ThemeRows rows = ThemeRows.of(engine, themes, config.falseAlarms());
    engine.load("theme_rows", Batches.of(rows.batch()));
    rebuild.table(Tables.THEMES, "SELECT * FROM theme_rows", run);
    report.themes(rows);
    Batch influencers = Posts.influencers(engine);
    engine.load("found_influencers", Batches.of(influencers));
    rebuild.table(Tables.INFLUENCERS, "SELECT * FROM found_influencers", run);
    report.mentions(
        rebuild.table(Tables.MENTIONS, "SELECT * FROM kept_mentions", Map.of()),
        influencers.rows());
    rebuild.table(Tables.TEXTS, "SELECT * FROM assigned_texts", Map.of());
  }

  /** Makes {@code text_names}: what those who wrote are called, in a row each. */
  private static void names(Engine engine) {
    List<String> attributes = new ArrayList<>();
    try (Batches rows = engine.query("SELECT DISTINCT attribute FROM text_claims")) {
      while (rows.next()) {
        for (int i = 0; i < rows.batch().rows(); i++) {
          if (NameAttributes.isName(rows.batch().texts(0)[i])) {
            attributes.add(rows.batch().texts(0)[i]);
          }
        }
      }
    }
    // a list for SQL is never empty
    engine.run(NAMES, Map.of("attributes", attributes.isEmpty() ? List.of("name") : attributes));
    engine.load(
        "text_names",
        Gathered.of(
            engine.query("SELECT record_id, name FROM writer_names ORDER BY record_id, name"),
            "record_id",
            "names"));
  }

  /** What is configured, and the brands of events; of very many those that come first. */
  private BrandMentions brands(Engine engine) {
    List<BrandName> configured = new ArrayList<>();
    new TreeMap<>(config.brands())
        .forEach((name, aliases) -> configured.add(new BrandName(name, aliases)));
    List<String> seen = new ArrayList<>();
    try (Batches rows =
        engine.query(
            "SELECT DISTINCT brand FROM text_events WHERE brand IS NOT NULL AND brand <> ''"
                + " ORDER BY brand LIMIT "
                + MOST_BRANDS)) {
      while (rows.next()) {
        for (int i = 0; i < rows.batch().rows(); i++) {
          seen.add(rows.batch().texts(0)[i]);
        }
      }
    }
    return new BrandMentions(BrandMentions.dictionary(configured, seen));
  }

  private static SqlStep step(String name) {
    return SqlStep.of(TextStep.class, name);
  }

  @Override
  public String toString() {
    return "TextStep[" + config.canonical() + "]";
  }
}
