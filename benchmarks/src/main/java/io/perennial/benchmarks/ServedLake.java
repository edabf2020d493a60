// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.decide.pipeline.DecideConfig;
import io.perennial.features.FeatureConfig;
import io.perennial.governance.AuditTrail;
import io.perennial.governance.DataClass;
import io.perennial.identity.IdentityConfig;
import io.perennial.lake.Column;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.FileTarget;
import io.perennial.lake.Lake;
import io.perennial.lake.LakeTable;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import io.perennial.lake.iceberg.IcebergLake;
import io.perennial.segment.pipeline.SegmentConfig;
import io.perennial.serve.ServedWorkspace;
import io.perennial.value.pipeline.ValueConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A workspace to be served, whose tables are written down by arithmetic: as wide and as long as
 * those of a real one, without the hour that computing them would take. A twentieth as many
 * customers as events; a few have hundreds of events, most have some.
 */
record ServedLake(Path folder, EngineSettings settings) implements ServedWorkspace {

  /** Columns of features beside those that every lake has. */
  private static final int FEATURES = 190;

  private static final int FIRST_ID = 1_000;
  private static final String AS_OF = "TIMESTAMP '2026-01-01 00:00:00'";

  /** Makes the tables of so many events. */
  void fill(long events) {
    io.perennial.lake.workspace.Workspace.init(folder, "");
    long customers = Math.max(1, events / 20);
    String everyone =
        "(SELECT range AS i, CAST(hash(range) >> 1 AS BIGINT) AS id FROM range("
            + customers
            + ")) c";
    try (Lake lake = IcebergLake.open(folder.resolve("lake"), folder.resolve("state"), clock());
        Engine engine = openEngine()) {
      fill(
          lake,
          engine,
          Tables.EVENTS,
          Map.of(
              "event_id", "range",
              "source", "'shop'",
              "record_id",
                  "hash(CAST(floor(pow(hash(range) / 18446744073709551616.0, 1.5) * "
                      + customers
                      + ") AS BIGINT)) >> 1",
              "type", "CASE WHEN range % 5 = 0 THEN 'page_view' ELSE 'order' END",
              "occurred_at", AS_OF + " - INTERVAL 1 SECOND * (hash(range + 7) % 63072000)",
              "channel", "['web', 'store', 'mobile_app'][1 + range % 3]",
              "order_id", "'o' || range",
              "product_id", "'p' || (range % 5000)",
              "quantity", "1 + range % 3",
              "amount", "(range % 10000) / 100.0"),
          "range(" + events + ") e");
      fill(
          lake,
          engine,
          Tables.LINKS,
          Map.of(
              "record_id", "id",
              "customer_id", "id",
              "household_id", "NULL",
              "confidence", "1",
              "reason", "'own key'"),
          everyone);
      fill(
          lake,
          engine,
          Tables.CLAIMS,
          Map.of("record_id", "id", "source", "'shop'", "attribute", "'key'", "value", "'k' || i"),
          everyone);
      fill(
          lake,
          engine,
          Tables.CUSTOMERS,
          Map.of("customer_id", "id", "first_seen", AS_OF, "last_seen", AS_OF, "records", "1"),
          everyone);
      fill(lake, engine, wideFeatures(), Map.of("customer_id", "id", "as_of", AS_OF), everyone);
      fill(
          lake,
          engine,
          Tables.VALUES,
          Map.of(
              "customer_id", "id",
              "as_of", AS_OF,
              "model", "'Pareto/NBD'",
              "tier", "['A', 'B', 'C', 'D'][1 + i % 4]",
              "reason", "'bought ' || (i % 30) || ' times, last ' || (i % 300) || ' days ago'"),
          everyone);
      fill(
          lake,
          engine,
          Tables.MEMBERSHIPS,
          Map.of(
              "customer_id", "c.id",
              "as_of", AS_OF,
              "scheme", "s.scheme",
              "segment", "s.scheme || ' ' || (c.i % 8)",
              "reason", "'R 5 F 4 M 5: bought ' || (c.i % 300) || ' days ago, 12 times'"),
          everyone
              + " CROSS JOIN (SELECT unnest(['rfm', 'lifecycle', 'behaviour', 'value', 'price',"
              + " 'channel']) AS scheme) s");
      fill(
          lake,
          engine,
          Tables.DECISIONS,
          Map.of(
              "decision_id", "i",
              "customer_id", "id",
              "as_of", AS_OF,
              "action", "['nothing', 'win-back', 'call'][1 + i % 3]",
              "kind", "'chosen'",
              "reason", "'bought once, ' || (i % 300) || ' days ago'",
              "candidates",
                  "'[{\"action\":\"win-back\",\"gain\":0.85,\"cost\":0.01,\"propensity\":0.93}]'"),
          everyone);
    }
  }

  private static TableSpec wideFeatures() {
    List<Column> columns = new ArrayList<>(Tables.FEATURES.columns());
    for (int i = 0; i < FEATURES; i++) {
      columns.add(
          new Column(
              FIRST_ID + i,
              i == 0 ? "spend_365d" : "feature_" + i,
              i % 4 == 3 ? ColumnType.LONG : ColumnType.DOUBLE,
              DataClass.GENERAL,
              "made up"));
    }
    TableSpec base = Tables.FEATURES;
    return new TableSpec(base.name(), base.meaning(), columns, base.monthOf(), base.sortedBy());
  }

  private static void fill(
      Lake lake, Engine engine, TableSpec spec, Map<String, String> values, String from) {
    LakeTable table = lake.table(spec);
    String columns =
        spec.columns().stream()
            .map(column -> column(column, values, from))
            .collect(Collectors.joining(", "));
    table.append(
        "made-" + spec.name(),
        engine.write("SELECT " + columns + " FROM " + from, FileTarget.of(table)),
        Map.of());
  }

  private static String column(Column column, Map<String, String> values, String from) {
    String type =
        switch (column.type()) {
          case LONG -> "BIGINT";
          case STRING -> "VARCHAR";
          case DECIMAL -> "DECIMAL(18, 4)";
          case BOOLEAN, DOUBLE, TIMESTAMP -> column.type().name();
        };
    boolean drawn =
        !values.containsKey(column.name())
            && from.contains(") c")
            && (column.type() == ColumnType.DOUBLE || column.type() == ColumnType.LONG);
    String value =
        drawn
            // a third is not known, a third is zero, the rest is any number
            ? "CASE hash(c.i * 1009 + "
                + column.id()
                + ") % 3 WHEN 0 THEN 0 WHEN 1 THEN (c.i % 997) / "
                + (column.type() == ColumnType.LONG ? "1" : "7.0")
                + " END"
            : values.getOrDefault(column.name(), "NULL");
    return "CAST(" + value + " AS " + type + ") AS " + column.name();
  }

  /** Some customers, each as likely as any other. */
  List<Long> someCustomers(long events, int count) {
    long customers = Math.max(1, events / 20);
    List<Long> ids = new ArrayList<>();
    try (Engine engine = openEngine();
        var rows =
            engine.query(
                "SELECT CAST(hash(CAST(hash(range) % "
                    + customers
                    + " AS BIGINT)) >> 1 AS BIGINT) AS id FROM range("
                    + count
                    + ")")) {
      while (rows.next()) {
        for (int i = 0; i < rows.batch().rows(); i++) {
          ids.add(rows.batch().longs(0)[i]);
        }
      }
    }
    return ids;
  }

  @Override
  public String name() {
    return "made";
  }

  @Override
  public String version() {
    return "benchmark";
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
    return Clock.systemUTC();
  }

  @Override
  public Path stateFolder() {
    return folder.resolve("state");
  }

  @Override
  public String secret() {
    return "benchmark";
  }

  @Override
  public AuditTrail audit() {
    return io.perennial.lake.workspace.Workspace.open(folder).auditTrail();
  }

  @Override
  public Optional<Instant> writtenSince() {
    return Optional.empty();
  }

  @Override
  public Lake openLake() {
    return IcebergLake.openForReading(folder.resolve("lake"), clock());
  }

  @Override
  public Engine openEngine() {
    return EngineProvider.named("duckdb").open(settings);
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
}
