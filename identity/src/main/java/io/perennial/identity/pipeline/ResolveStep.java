// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import io.perennial.identity.IdentityConfig;
import io.perennial.identity.LinkAttribute;
import io.perennial.identity.cluster.Contradiction;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.Field;
import io.perennial.lake.FileTarget;
import io.perennial.lake.LakeTable;
import io.perennial.lake.SqlStep;
import io.perennial.lake.Tables;
import io.perennial.lake.step.Rebuild;
import io.perennial.lake.step.Step;
import io.perennial.lake.step.StepContext;
import io.perennial.lake.step.StepReport;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Claims to {@code links} and {@code customers}: records are one customer when all that claims say
 * makes it more probable than not, or, where nothing but keys can be compared, when they share a
 * value of a linking attribute, directly or through others. Writes both tables anew, the pairs that
 * may be one customer, and which customers changed; ids are stable. Events are not touched: they
 * carry the record, and links say whose it is.
 */
public final class ResolveStep implements Step {

  private static final SqlStep KNOWN = step("known_records");
  private static final SqlStep DATED = step("dated_records");
  private static final SqlStep REDIRECTS = step("redirects");
  private static final SqlStep CLAIMS = step("linking_claims");
  private static final SqlStep SHARED = step("shared_values");
  private static final SqlStep EDGES = step("record_links");
  private static final SqlStep LINKED = step("linked_records");
  private static final SqlStep KEY_LINKS = step("key_links");
  private static final SqlStep LINKS = step("resolved_links");
  private static final SqlStep KEPT_CHANGES = step("kept_changes");
  private static final SqlStep JOINED = step("joined_pairs");
  private static final SqlStep CHANGES = step("customer_changes");
  private static final SqlStep CUSTOMERS = step("resolved_customers");

  private static final List<Field> SCORES =
      List.of(
          new Field("record_a", ColumnType.LONG),
          new Field("record_b", ColumnType.LONG),
          new Field("log_odds", ColumnType.DOUBLE),
          new Field("levels", ColumnType.STRING));

  private static final List<String> TEMPORARY =
      List.of(
          "resolved_customers",
          "customer_changes",
          "joined_pairs",
          "kept_changes",
          "noted_changes",
          "resolved_links",
          "kept_links",
          "assigned_links",
          "new_scores",
          "assigned_customers",
          "linked_records",
          "record_links",
          "shared_values",
          "link_keys",
          "linking_claims",
          "link_attributes",
          "named_records",
          "evidence_claims",
          "shared_sessions",
          "bought_again",
          "redirects",
          "dated_records",
          "known_records",
          "said_constraints",
          "former_scores",
          "former_links",
          "resolve_claims",
          "resolve_events");

  private final IdentityConfig config;
  private final LabelSource labels;
  private final boolean refit;

  public ResolveStep(IdentityConfig config) {
    this(config, LabelSource.none(), false);
  }

  private ResolveStep(IdentityConfig config, LabelSource labels, boolean refit) {
    this.config = config;
    this.labels = labels;
    this.refit = refit;
  }

  /** The same, learning from what is known of who is who. */
  public ResolveStep withLabels(LabelSource known) {
    return new ResolveStep(config, known, refit);
  }

  /** The same, fitting the model anew whether or not that is due. */
  public ResolveStep refitting() {
    return new ResolveStep(config, labels, true);
  }

  @Override
  public String name() {
    return "resolve";
  }

  /** Its own tables too: for what changed, and the model. */
  @Override
  public List<String> reads() {
    return List.of(
        Tables.EVENTS.name(),
        Tables.CLAIMS.name(),
        Tables.IDENTITY_CONSTRAINTS.name(),
        Tables.IDENTITY_CHANGES.name(),
        Tables.IDENTITY_MODELS.name(),
        Tables.IDENTITY_SCORES.name(),
        Tables.LINKS.name());
  }

  @Override
  public List<String> writes() {
    return List.of(
        Tables.IDENTITY_SCORES.name(),
        Tables.IDENTITY_MODELS.name(),
        Tables.LINKS.name(),
        Tables.IDENTITY_CHANGES.name(),
        Tables.CUSTOMERS.name(),
        Tables.GOLDEN_RECORDS.name());
  }

  @Override
  public String settings() {
    String fingerprint = labels.fingerprint();
    return config.canonical() + (fingerprint.isEmpty() ? "" : " labels " + fingerprint);
  }

  @Override
  public String outside() {
    return "";
  }

  @Override
  public StepReport run(StepContext context) {
    Engine engine = context.engine();
    try {
      return resolve(context);
    } finally {
      TEMPORARY.forEach(engine::drop);
    }
  }

  private StepReport resolve(StepContext context) {
    Engine engine = context.engine();
    context.progress().begin("resolving records", 0, "records");
    Stages stages = new Stages(context.clock());
    engine.view("resolve_events", context.lake().table(Tables.EVENTS).scan());
    engine.view("resolve_claims", context.lake().table(Tables.CLAIMS).scan());
    engine.view("former_links", context.lake().table(Tables.LINKS).scan());
    engine.view("former_scores", context.lake().table(Tables.IDENTITY_SCORES).scan());
    engine.view("said_constraints", context.lake().table(Tables.IDENTITY_CONSTRAINTS).scan());
    final long records = engine.run(KNOWN, Map.of());
    // one instant for all that is noted, so that who is new in this run is not before its changes
    Instant now = context.clock().instant();
    engine.run(DATED, Map.of("now", now));
    EvidenceViews.make(engine, config);
    engine.run(REDIRECTS, Map.of());
    stages.end("records");
    SaidConstraints said = SaidConstraints.read(engine);
    ResolveReport report = new ResolveReport(records, stages);
    Optional<EvidenceResult> result = Optional.empty();
    if (said.isEmpty() && config.onePerPerson().isEmpty() && onlyKeys(engine)) {
      byKeys(engine, report);
    } else {
      result = Optional.of(byEvidence(context, said, stages, report));
    }
    engine.run(LINKS, Map.of());
    engine.run(CUSTOMERS, Map.of());
    write(context, now, result, report);
    return report.report();
  }

  /** Whether nothing can be compared that is not a key, so that keys alone decide. */
  private boolean onlyKeys(Engine engine) {
    Set<String> attributes = new EvidenceClaims(engine, config).attributes();
    config.linkBy().forEach(link -> attributes.remove(link.name()));
    return config.method() == IdentityConfig.Method.KEYS || attributes.isEmpty();
  }

  private void byKeys(Engine engine, ResolveReport report) {
    engine.load("link_attributes", attributes());
    engine.run(CLAIMS, Map.of());
    engine.load(
        "link_keys",
        engine.map(
            "SELECT record_id, attribute_no, value FROM linking_claims",
            new ClaimKeys(config.linkBy())));
    engine.run(SHARED, Map.of());
    engine.run(EDGES, Map.of("most", config.maxRecordsPerValue()));
    engine.run(LINKED, Map.of());
    engine.load("assigned_customers", LinkedRecords.read(engine).assign(engine));
    engine.run(KEY_LINKS, Map.of());
    engine.load("kept_links", EvidenceResult.noneKept());
    engine.load("new_scores", Batches.of(new Batch(SCORES, 1)));
    report.keys(
        Numbers.of(engine, "SELECT count(*) AS n FROM linked_records"),
        Numbers.of(
            engine,
            "SELECT count(*) AS n FROM shared_values WHERE records > "
                + config.maxRecordsPerValue()),
        config.maxRecordsPerValue());
  }

  private EvidenceResult byEvidence(
      StepContext context, SaidConstraints said, Stages stages, ResolveReport report) {
    Engine engine = context.engine();
    EvidenceResult result =
        new EvidenceResolution(context, config, labels, refit, stages).resolve(said);
    engine.load("new_scores", result.scores().rows(result.table()));
    engine.load("assigned_links", result.links());
    engine.load("kept_links", result.keptLinks());
    report.evidence(result);
    for (Contradiction contradiction : result.clustering().contradictions()) {
      context.progress().say(ResolveReport.words(contradiction, result));
    }
    return result;
  }

  private Batches attributes() {
    Batch batch =
        new Batch(
            List.of(
                new Field("attribute", ColumnType.STRING),
                new Field("attribute_no", ColumnType.LONG),
                new Field("confidence", ColumnType.DOUBLE),
                new Field("words", ColumnType.STRING)),
            config.linkBy().size());
    for (LinkAttribute attribute : config.linkBy()) {
      int row = batch.addRow();
      batch.setText(0, row, attribute.name());
      batch.setLong(1, row, row);
      batch.setDouble(2, row, attribute.confidence());
      batch.setText(3, row, attribute.words());
    }
    return Batches.of(batch);
  }

  /** Drops what a run noted that was broken off before it wrote links: it never happened. */
  private static void dropBrokenOff(StepContext context, Rebuild rebuild) {
    Engine engine = context.engine();
    LakeTable table = context.lake().table(Tables.IDENTITY_CHANGES);
    if (table.snapshot().isEmpty()) {
      return;
    }
    engine.view("noted_changes", table.scan());
    engine.run(KEPT_CHANGES, Map.of());
    if (Numbers.of(engine, "SELECT count(*) AS n FROM kept_changes")
        < Numbers.of(engine, "SELECT count(*) AS n FROM noted_changes")) {
      rebuild.table(Tables.IDENTITY_CHANGES, "SELECT * FROM kept_changes", Map.of());
    }
  }

  /**
   * Scores before the model and links last of what later runs build on: broken off anywhere, the
   * next run notices what is missing, and drops what it noted too early.
   */
  private void write(
      StepContext context, Instant now, Optional<EvidenceResult> result, ResolveReport report) {
    context.progress().begin("writing links", 0, "rows");
    Engine engine = context.engine();
    Map<String, Object> run = Map.of("run_id", context.runId());
    Rebuild rebuild = new Rebuild(context);
    dropBrokenOff(context, rebuild);
    Optional<StoredModel> stored = result.flatMap(EvidenceResult::stored);
    Map<String, Object> scored = new TreeMap<>(run);
    scored.put("model_run", stored.map(StoredModel::runId).orElse(context.runId()));
    rebuild.table(
        Tables.IDENTITY_SCORES,
        "SELECT record_a, record_b, log_odds, levels FROM new_scores",
        scored);
    if (result.isPresent() && stored.isEmpty()) {
      new StoredModel(
              context.runId(),
              EvidenceResolution.settings(config, labels),
              result.get().table().records(),
              result.get().found().plan(),
              result.get().table().reading(),
              result.get().found().model())
          .keep(context.lake(), engine, now);
    }
    engine.run(JOINED, Map.of());
    long changes = engine.run(CHANGES, Map.of());
    if (changes > 0) {
      Map<String, Object> changed = new TreeMap<>(run);
      changed.put("changed_at", now);
      LakeTable table = context.lake().table(Tables.IDENTITY_CHANGES);
      table.append(
          "changes-" + context.runId(),
          engine.write("SELECT * FROM customer_changes", FileTarget.of(table).with(changed)),
          Map.of());
    }
    report.changes(engine);
    rebuild.table(Tables.LINKS, "SELECT * FROM resolved_links", run);
    report.customers(rebuild.table(Tables.CUSTOMERS, "SELECT * FROM resolved_customers", run));
    new GoldenRecords(config).rebuild(context);
    report.written();
  }

  private static SqlStep step(String name) {
    return SqlStep.of(ResolveStep.class, name);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "ResolveStep[%s]", config.canonical());
  }
}
