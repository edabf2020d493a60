// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import io.perennial.identity.IdentityConfig;
import io.perennial.identity.LinkAttribute;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.Field;
import io.perennial.lake.SqlStep;
import io.perennial.lake.Tables;
import io.perennial.lake.step.Rebuild;
import io.perennial.lake.step.Step;
import io.perennial.lake.step.StepContext;
import io.perennial.lake.step.StepReport;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds out which records are one customer: those that share a value of a linking attribute,
 * directly or through others. Deterministic; nobody's id changes without need.
 */
public final class ResolveStep implements Step {

  private static final SqlStep KNOWN = step("known_records");
  private static final SqlStep CLAIMS = step("linking_claims");
  private static final SqlStep SHARED = step("shared_values");
  private static final SqlStep EDGES = step("record_links");
  private static final SqlStep RESOLVING = step("resolving_records");
  private static final SqlStep LINKS = step("resolved_links");
  private static final SqlStep CUSTOMERS = step("resolved_customers");

  private static final List<String> TEMPORARY =
      List.of(
          "resolved_customers",
          "resolved_links",
          "assigned_customers",
          "resolving_records",
          "record_links",
          "shared_values",
          "link_keys",
          "linking_claims",
          "link_attributes",
          "known_records",
          "former_links",
          "resolve_claims",
          "resolve_events");

  private final IdentityConfig config;

  public ResolveStep(IdentityConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "resolve";
  }

  /** Its own links too, for the ids that customers had. */
  @Override
  public List<String> reads() {
    return List.of(Tables.EVENTS.name(), Tables.CLAIMS.name(), Tables.LINKS.name());
  }

  @Override
  public List<String> writes() {
    return List.of(Tables.LINKS.name(), Tables.CUSTOMERS.name());
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
      return resolve(context);
    } finally {
      TEMPORARY.forEach(engine::drop);
    }
  }

  private StepReport resolve(StepContext context) {
    Engine engine = context.engine();
    context.progress().begin("resolving records", 0, "records");
    engine.view("resolve_events", context.lake().table(Tables.EVENTS).scan());
    engine.view("resolve_claims", context.lake().table(Tables.CLAIMS).scan());
    engine.view("former_links", context.lake().table(Tables.LINKS).scan());
    engine.load("link_attributes", attributes());
    final long records = engine.run(KNOWN, Map.of());
    engine.run(CLAIMS, Map.of());
    engine.load(
        "link_keys",
        engine.map(
            "SELECT record_id, attribute_no, value FROM linking_claims",
            new ClaimKeys(config.linkBy())));
    engine.run(SHARED, Map.of());
    engine.run(EDGES, Map.of("most", config.maxRecordsPerValue()));
    engine.run(RESOLVING, Map.of());
    engine.load("assigned_customers", ResolvingRecords.read(engine).assign(engine));
    engine.run(LINKS, Map.of());
    engine.run(CUSTOMERS, Map.of());
    Map<String, Object> run = Map.of("run_id", context.runId());
    Rebuild rebuild = new Rebuild(context);
    rebuild.table(Tables.LINKS, "SELECT * FROM resolved_links", run);
    long customers = rebuild.table(Tables.CUSTOMERS, "SELECT * FROM resolved_customers", run);
    return report(engine, records, customers);
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

  private StepReport report(Engine engine, long records, long customers) {
    long linked = number(engine, "SELECT count(DISTINCT record_id) AS n FROM record_links");
    long common =
        number(
            engine,
            "SELECT count(*) AS n FROM shared_values WHERE records > "
                + config.maxRecordsPerValue());
    Map<String, Double> figures = new TreeMap<>();
    figures.put("records", (double) records);
    figures.put("customers", (double) customers);
    figures.put("linked_records", (double) linked);
    figures.put("values_too_common", (double) common);
    String message = count(records, "record") + " in, " + count(customers, "customer") + " out";
    if (common > 0) {
      message +=
          String.format(
              Locale.ROOT,
              "; %s of more than %,d records linked nobody",
              count(common, "value"),
              config.maxRecordsPerValue());
    }
    return new StepReport(records, records + customers, figures, message);
  }

  private static String count(long n, String thing) {
    return String.format(Locale.ROOT, "%,d %s%s", n, thing, n == 1 ? "" : "s");
  }

  private static long number(Engine engine, String sql) {
    try (Batches rows = engine.query(sql)) {
      rows.next();
      return rows.batch().longs(0)[0];
    }
  }

  private static SqlStep step(String name) {
    return SqlStep.of(ResolveStep.class, name);
  }
}
