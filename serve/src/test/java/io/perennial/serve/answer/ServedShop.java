// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.answer;

import io.perennial.decide.pipeline.DecideConfig;
import io.perennial.domain.StableHash;
import io.perennial.features.FeatureConfig;
import io.perennial.governance.AuditTrail;
import io.perennial.identity.IdentityConfig;
import io.perennial.lake.Column;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.FileTarget;
import io.perennial.lake.Lake;
import io.perennial.lake.LakeTable;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import io.perennial.lake.duckdb.DuckDbEngine;
import io.perennial.lake.iceberg.IcebergLake;
import io.perennial.lake.workspace.Workspace;
import io.perennial.segment.pipeline.SegmentConfig;
import io.perennial.serve.ServedWorkspace;
import io.perennial.value.pipeline.ValueConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A shop of 60 customers whose tables are written down: customer i, whose number is 1000 i, has i
 * modulo 5 tens of value, so that many have the same; every tenth has none. Every third is two
 * records. The first has 150 events, the others i modulo 7.
 */
public final class ServedShop implements ServedWorkspace, AutoCloseable {

  static final int CUSTOMERS = 60;
  static final int EVENTS_OF_FIRST = 150;

  /** Of now and of each day before. */
  static final int DECISIONS_OF_LAST = 150;

  private static final String AS_OF = "TIMESTAMP '2026-01-01 00:00:00'";
  private static final String CUSTOMER = "(SELECT range AS i FROM range(1, 61)) c";

  private final Workspace workspace;
  private final Lake lake;
  private final Engine engine;
  private int commits;
  private @Nullable Instant written;

  private ServedShop(Path folder) {
    workspace = Workspace.init(folder, "");
    lake = IcebergLake.open(workspace.lakeFolder(), workspace.stateFolder(), clock());
    engine = openEngine();
  }

  /** Made in a new folder. */
  public static ServedShop in(Path folder) {
    ServedShop shop = new ServedShop(folder);
    shop.open();
    return shop;
  }

  private void open() {
    fill(
        Tables.LINKS,
        Map.of(
            "record_id", "r.record_id",
            "customer_id", "r.customer_id",
            "household_id", "CASE WHEN r.customer_id <= 2000 THEN 9 END",
            "confidence", "1",
            "reason", "'own key'"),
        "(SELECT 1000 * i AS record_id, 1000 * i AS customer_id FROM "
            + CUSTOMER
            + " UNION ALL SELECT 1000 * i + 1, 1000 * i FROM "
            + CUSTOMER
            + " WHERE i % 3 = 0) r");
    fill(
        Tables.CUSTOMERS,
        Map.of("customer_id", "1000 * i", "first_seen", AS_OF, "last_seen", AS_OF, "records", "1"),
        CUSTOMER);
    events("r.i", "CASE WHEN r.i = 1 THEN " + EVENTS_OF_FIRST + " ELSE r.i % 7 END");
    fill(
        Tables.FEATURES,
        Map.of(
            "customer_id", "1000 * i",
            "as_of", AS_OF,
            "purchases", "i % 7",
            "spend_total", "i * 1.5",
            "last_purchase_at", AS_OF + " - INTERVAL 1 DAY * i"),
        CUSTOMER);
    fill(
        Tables.VALUES,
        Map.of(
            "customer_id", "1000 * i",
            "as_of", AS_OF,
            "model", "'Pareto/NBD'",
            "tier", "CASE WHEN i % 5 = 4 THEN 'A' ELSE 'B' END",
            "value", "i % 5 * 10",
            "p_alive", "0.5",
            "p_churn", "i / 100.0",
            "horizon_weeks", "52",
            "reason", "'by rule'"),
        CUSTOMER + " WHERE i % 10 <> 0");
    fill(
        Tables.MEMBERSHIPS,
        Map.of(
            "customer_id", "1000 * i",
            "as_of", AS_OF,
            "scheme", "'rfm'",
            "segment", "CASE WHEN i % 2 = 0 THEN 'Loyal' ELSE 'Lost' END",
            "reason", "'R 1 F 1 M 1'"),
        CUSTOMER);
    fill(
        Tables.SEGMENTS,
        Map.of(
            "as_of",
            AS_OF,
            "scheme",
            "'rfm'",
            "segment",
            "s.name",
            "customers",
            "30",
            "share",
            "0.5"),
        "(SELECT unnest(['Loyal', 'Lost']) AS name) s");
    fill(
        Tables.DECISIONS,
        Map.of(
            "decision_id", "i",
            "customer_id", "1000 * i",
            "as_of", AS_OF,
            "action", "'win-back'",
            "channel", "'email'",
            "kind", "'chosen'",
            "gain", "2",
            "cost", "0.5",
            "candidates",
                "'[{\"action\":\"win-back\",\"gain\":2.0,\"cost\":0.5,\"propensity\":0.75}]'"),
        CUSTOMER);
    fill(
        Tables.DECISIONS,
        Map.of(
            "decision_id", "1000 + i",
            "customer_id", "60000",
            "as_of", AS_OF + " - i * INTERVAL 1 DAY",
            "action", "'win-back'",
            "kind", "'chosen'"),
        "(SELECT range AS i FROM range(1, " + DECISIONS_OF_LAST + ")) c");
    fill(
        Tables.VALUE_TIERS,
        Map.of(
            "as_of",
            AS_OF,
            "tier",
            "t.tier",
            "customers",
            "15",
            "rose",
            "0",
            "fell",
            "0",
            "fresh",
            "15"),
        "(SELECT unnest(['A', 'B', 'C', 'D']) AS tier) t");
    fill(
        Tables.RECOMMENDATIONS,
        Map.of(
            "customer_id", "1000 * i",
            "as_of", AS_OF,
            "place", "p.place",
            "product_id", "'p' || p.place",
            "kind", "'new'",
            "score", "1.0 / p.place"),
        "(SELECT range AS i FROM range(1, 61)) c CROSS JOIN (SELECT unnest([2, 1]) AS place) p");
    fill(
        Tables.SCORECARDS,
        Map.of(
            "as_of", AS_OF,
            "scope", "s.scope",
            "name", "s.name",
            "place", "1",
            "measure", "'customer equity'",
            "unit", "'money'",
            "figure", "s.now",
            "before", "s.before",
            "before_as_of", AS_OF + " - INTERVAL 30 DAY"),
        "(VALUES ('company', 'all', 110.0, 100.0), ('tier', 'A', 70.0, 55.0),"
            + " ('tier', 'B', 40.0, 45.0)) s(scope, name, now, before)");
    fill(
        Tables.CLAIMS,
        Map.of(
            "record_id", "1000 * i",
            "source", "'shop'",
            "attribute", "'email'",
            "value", "'ada' || i || '@example.org'",
            "seen_at", AS_OF),
        CUSTOMER);
    fill(
        Tables.GOLDEN_RECORDS,
        Map.of(
            "customer_id", "7000",
            "attribute", "'email'",
            "record_id", "7000",
            "source", "'shop'",
            "value_hash", Long.toString(StableHash.of(secret() + (char) 31 + "ada7@example.org")),
            "rule", "'recent'"),
        "(SELECT 1) s");
  }

  /** Adds events of customers, of whom every third does them by a second record. */
  void events(String customer, String count) {
    int batch = commits;
    fill(
        Tables.EVENTS,
        Map.of(
            "event_id", "1000000 * " + batch + " + 1000 * e.i + e.n",
            "source", "'shop'",
            "record_id", "1000 * e.i + CASE WHEN e.i % 3 = 0 THEN e.n % 2 ELSE 0 END",
            "type", "'order'",
            "occurred_at", AS_OF + " - INTERVAL 1 HOUR * (e.n + " + batch + ")",
            "order_id", "'o' || e.i || '-' || e.n",
            "quantity", "1",
            "amount", "e.n + 0.25"),
        "(SELECT r.i, unnest(range(0, "
            + count
            + ")) AS n FROM (SELECT range AS i FROM range(1, 61)) r WHERE r.i = "
            + customer
            + ") e");
  }

  private void fill(TableSpec spec, Map<String, String> values, String from) {
    LakeTable table = lake.table(spec);
    String columns =
        spec.columns().stream()
            .map(column -> cast(column, values.getOrDefault(column.name(), value(column))))
            .collect(Collectors.joining(", "));
    table.append(
        "shop-" + ++commits,
        engine.write("SELECT " + columns + " FROM " + from, FileTarget.of(table)),
        Map.of());
  }

  private static String value(Column column) {
    return column.name().equals("run_id") ? "'run-1'" : "NULL";
  }

  private static String cast(Column column, String value) {
    String type =
        switch (column.type()) {
          case LONG -> "BIGINT";
          case STRING -> "VARCHAR";
          case DECIMAL -> "DECIMAL(18, 4)";
          case BOOLEAN, DOUBLE, TIMESTAMP -> column.type().name();
        };
    return "CAST(" + value + " AS " + type + ") AS " + column.name();
  }

  /** The tables, to be written. */
  Lake lake() {
    return lake;
  }

  /** What writes them. */
  Engine engine() {
    return engine;
  }

  /** Somebody begins to write, or ends. */
  void write(boolean now) {
    written = now ? Instant.now() : null;
  }

  @Override
  public String name() {
    return "shop";
  }

  @Override
  public String version() {
    return "0.0-test";
  }

  @Override
  public Currency currency() {
    return Currency.getInstance("EUR");
  }

  @Override
  public ZoneId zone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock clock() {
    return Clock.fixed(Instant.parse("2026-01-02T00:00:00Z"), ZoneOffset.UTC);
  }

  @Override
  public Path stateFolder() {
    return workspace.stateFolder();
  }

  @Override
  public String secret() {
    return workspace.secret();
  }

  @Override
  public AuditTrail audit() {
    return workspace.auditTrail();
  }

  @Override
  public Optional<Instant> writtenSince() {
    return Optional.ofNullable(written);
  }

  @Override
  public Lake openLake() {
    return IcebergLake.openForReading(workspace.lakeFolder(), clock());
  }

  @Override
  public Engine openEngine() {
    return DuckDbEngine.open(
        new EngineSettings(1L << 28, 2, workspace.stateFolder().resolve("spill"), Map.of()));
  }

  @Override
  public IdentityConfig identity() {
    throw new UnsupportedOperationException("nobody resolves here");
  }

  @Override
  public FeatureConfig features() {
    throw new UnsupportedOperationException("nobody computes here");
  }

  @Override
  public SegmentConfig segment() {
    throw new UnsupportedOperationException("nobody segments here");
  }

  @Override
  public ValueConfig value() {
    throw new UnsupportedOperationException("nobody values here");
  }

  @Override
  public DecideConfig decide() {
    throw new UnsupportedOperationException("nobody decides here");
  }

  @Override
  public void close() {
    engine.close();
    lake.close();
  }
}
