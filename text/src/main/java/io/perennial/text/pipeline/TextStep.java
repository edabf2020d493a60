// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.pipeline;

import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.SqlStep;
import io.perennial.lake.Tables;
import io.perennial.lake.step.Rebuild;
import io.perennial.lake.step.Step;
import io.perennial.lake.step.StepContext;
import io.perennial.lake.step.StepReport;
import io.perennial.text.TextConfig;
import io.perennial.text.brand.BrandMentions;
import io.perennial.text.brand.BrandName;
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
  private static final int MOST_BRANDS = 20_000;

  private static final List<String> TEMPORARY =
      List.of(
          "found_influencers",
          "theme_rows",
          "assigned_texts",
          "found_themes",
          "kept_mentions",
          "new_mentions",
          "judged_texts",
          "said_texts",
          "text_names",
          "former_mentions",
          "former_texts",
          "said_labels",
          "text_claims",
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
    if (!config.enabled()) {
      return new StepReport(0, 0, Map.of(), "texts are not read: text.enabled is false");
    }
    Engine engine = context.engine();
    try {
      return read(context);
    } finally {
      TEMPORARY.forEach(engine::drop);
    }
  }

  private StepReport read(StepContext context) {
    Engine engine = context.engine();
    context.progress().begin("reading texts", 0, "texts");
    engine.view("text_events", context.lake().table(Tables.EVENTS).scan());
    engine.view("text_claims", context.lake().table(Tables.CLAIMS).scan());
    engine.view("former_texts", context.lake().table(Tables.TEXTS).scan());
    engine.view("former_mentions", context.lake().table(Tables.MENTIONS).scan());
    engine.run(NAMES, Map.of());
    engine.run(SAID, Map.of());
    StoredThemes former = StoredThemes.read(context);
    TextReport report = new TextReport();
    try (TextJudge judge = new TextJudge(TextLabels.read(context), brands(engine))) {
      JudgedTexts judged = new JudgedTexts(engine, judge, former, context);
      engine.load("judged_texts", judged.batches());
      engine.load("new_mentions", Batches.of(judged.mentions()));
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
