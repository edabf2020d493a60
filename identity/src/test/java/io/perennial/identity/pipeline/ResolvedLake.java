// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.domain.RecordId;
import io.perennial.identity.IdentityConfig;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Column;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.FileTarget;
import io.perennial.lake.Lake;
import io.perennial.lake.LakeTable;
import io.perennial.lake.Tables;
import io.perennial.lake.iceberg.IcebergLake;
import io.perennial.lake.step.Progress;
import io.perennial.lake.step.StepContext;
import io.perennial.lake.step.StepReport;
import io.perennial.testkit.contract.FilledLake;
import io.perennial.testkit.crash.MortalLake;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A lake in a folder whose records are resolved again and again, by a clock that moves on. */
final class ResolvedLake implements AutoCloseable {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final MortalLake tables;
  private final Engine engine;
  private final FilledLake lake;
  private IdentityConfig config = IdentityConfig.defaults();
  private LabelSource labels = LabelSource.none();
  private int runs;
  private int said;

  ResolvedLake(Path folder) {
    tables =
        new MortalLake(
            IcebergLake.open(folder.resolve("lake"), folder.resolve("state"), Clock.systemUTC()));
    engine =
        EngineProvider.named("duckdb")
            .open(new EngineSettings(1L << 29, 2, folder.resolve("spill"), Map.of()));
    lake = new FilledLake(tables, engine);
  }

  ResolvedLake with(IdentityConfig other) {
    config = other;
    return this;
  }

  /** For a lake in which others ran before: their names of runs are not used again. */
  ResolvedLake later(int runsBefore) {
    for (; runs < runsBefore; runs++) {
      lake.context();
    }
    return this;
  }

  ResolvedLake learning(LabelSource known) {
    labels = known;
    return this;
  }

  IdentityConfig config() {
    return config;
  }

  FilledLake filled() {
    return lake;
  }

  Lake lake() {
    return tables;
  }

  Engine engine() {
    return engine;
  }

  /** What the shop says of a record. */
  ResolvedLake record(String key, Map<String, String> values) {
    new TreeMap<>(values).forEach((attribute, value) -> lake.claim(key, attribute, value));
    return this;
  }

  StepReport resolve() {
    lake.at(START.plusSeconds(60L * ++runs).toString());
    return lake.run(new ResolveStep(config).withLabels(labels));
  }

  /** Begins to resolve, and is killed after so many commits; answers whether there were as many. */
  boolean isKilledAfter(int commits) {
    lake.at(START.plusSeconds(60L * ++runs).toString());
    StepContext context = lake.context();
    tables.dieAfter(commits);
    try {
      new ResolveStep(config).withLabels(labels).run(context);
      return false;
    } catch (IllegalStateException killed) {
      return true;
    } finally {
      tables.live();
    }
  }

  /** What a run tells people on the way. */
  List<String> saidWhileResolving() {
    List<String> said = new ArrayList<>();
    StepContext quiet = lake.at(START.plusSeconds(60L * ++runs).toString()).context();
    Progress listening =
        new Progress() {
          @Override
          public void begin(String what, long total, String unit) {}

          @Override
          public void advance(long units) {}

          @Override
          public void say(String line) {
            said.add(line);
          }
        };
    new ResolveStep(config)
        .withLabels(labels)
        .run(
            new StepContext(
                quiet.lake(),
                quiet.engine(),
                quiet.clock(),
                quiet.seed(),
                quiet.runId(),
                listening));
    return said;
  }

  StepReport refit() {
    lake.at(START.plusSeconds(60L * ++runs).toString());
    return lake.run(new ResolveStep(config).withLabels(labels).refitting());
  }

  /** Takes a model that was fitted elsewhere. */
  ResolvedLake take(StoredModel model) {
    model.keep(tables, engine, START);
    return this;
  }

  StoredModel model() {
    return StoredModel.newest(tables, engine).orElseThrow();
  }

  /** Somebody says of two records what they are. */
  ResolvedLake say(String kind, String one, String other, boolean revoked) {
    long a = FilledLake.record(one).value();
    long b = FilledLake.record(other).value();
    Batch batch =
        new Batch(Tables.IDENTITY_CONSTRAINTS.columns().stream().map(Column::field).toList(), 1);
    int row = batch.addRow();
    long at = AsOf.of(START.plusSeconds(60L * runs + ++said)).micros();
    batch.setText(batch.index("kind"), row, kind);
    batch.setLong(batch.index("record_a"), row, Math.min(a, b));
    batch.setLong(batch.index("record_b"), row, Math.max(a, b));
    batch.setLong(batch.index("made_at"), row, at);
    batch.setText(batch.index("made_by"), row, "test");
    if (revoked) {
      batch.setLong(batch.index("revoked_at"), row, at + 1);
    }
    LakeTable table = tables.table(Tables.IDENTITY_CONSTRAINTS);
    engine.load("said", Batches.of(batch));
    table.append(
        "said-" + said, engine.write("SELECT * FROM said", FileTarget.of(table)), Map.of());
    engine.drop("said");
    return this;
  }

  /** Revokes all that was said. */
  ResolvedLake takeBack() {
    LakeTable table = tables.table(Tables.IDENTITY_CONSTRAINTS);
    engine.view("said", table.scan());
    table.replace(
        table.snapshot().orElseThrow(),
        table.scan().files(),
        engine.write(
            "SELECT kind, record_a, record_b, made_at, made_by, made_at AS revoked_at FROM said",
            FileTarget.of(table)),
        LakeTable.Reason.REBUILD);
    engine.drop("said");
    return this;
  }

  /** The customer of each record, by record. */
  Map<Long, Long> customers() {
    Map<Long, Long> customers = new TreeMap<>();
    for (String row :
        lake.rows(Tables.LINKS, "SELECT record_id, customer_id FROM links ORDER BY 1")) {
      String[] cells = row.split("\\|", -1);
      customers.put(Long.valueOf(cells[0]), Long.valueOf(cells[1]));
    }
    return customers;
  }

  long customer(String key) {
    return customers().get(FilledLake.record(key).value());
  }

  /** Which records are one customer: for each record the smallest of them. */
  Map<Long, Long> partition() {
    Map<Long, Long> smallest = new TreeMap<>();
    Map<Long, Long> customers = customers();
    customers.forEach((record, customer) -> smallest.merge(customer, record, Math::min));
    Map<Long, Long> partition = new TreeMap<>();
    customers.forEach((record, customer) -> partition.put(record, smallest.get(customer)));
    return partition;
  }

  /** All links but the run that made them. */
  List<String> links() {
    return lake.rows(
        Tables.LINKS,
        "SELECT record_id, customer_id, household_id, confidence, reason, since, first_seen_then,"
            + " claims_hash FROM links ORDER BY record_id");
  }

  /** All links but ids, and what depends on when records came. */
  List<String> beliefs() {
    return lake.rows(
        Tables.LINKS,
        "SELECT record_id, confidence, reason, claims_hash FROM links ORDER BY record_id");
  }

  List<String> scores() {
    return lake.rows(
        Tables.IDENTITY_SCORES,
        "SELECT record_a, record_b, log_odds, levels FROM identity_scores ORDER BY 1, 2");
  }

  /** The log-odds of a record's pairs. */
  List<Double> logOdds(String key) {
    long record = FilledLake.record(key).value();
    return lake
        .rows(
            Tables.IDENTITY_SCORES,
            "SELECT log_odds FROM identity_scores WHERE record_a = "
                + record
                + " OR record_b = "
                + record)
        .stream()
        .map(Double::valueOf)
        .toList();
  }

  /** All changes, but when they were noted. */
  List<String> changes() {
    return lake.rows(
        Tables.IDENTITY_CHANGES,
        "SELECT record_id, from_customer, to_customer, kind, record_a, record_b, probability"
            + " FROM identity_changes ORDER BY changed_at, record_id");
  }

  static RecordId id(String key) {
    return FilledLake.record(key);
  }

  @Override
  public void close() {
    tables.close();
    engine.close();
  }
}
