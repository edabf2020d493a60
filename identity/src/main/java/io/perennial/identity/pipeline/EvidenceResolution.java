// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import io.perennial.identity.Components;
import io.perennial.identity.IdentityConfig;
import io.perennial.identity.Levels;
import io.perennial.identity.cluster.ClusterSettings;
import io.perennial.identity.cluster.Clustering;
import io.perennial.identity.cluster.Constraint;
import io.perennial.identity.cluster.Constraints;
import io.perennial.identity.cluster.ConstraintsBuilder;
import io.perennial.identity.cluster.CorrelationClustering;
import io.perennial.identity.cluster.CustomerIds;
import io.perennial.identity.cluster.PairScore;
import io.perennial.identity.compare.LeftOut;
import io.perennial.identity.compare.RecordTable;
import io.perennial.identity.model.MatchModel;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.Field;
import io.perennial.lake.Snapshot;
import io.perennial.lake.Tables;
import io.perennial.lake.step.StepContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** From claims to customers by all that claims say, in memory: about 300 bytes a record. */
final class EvidenceResolution {

  /** Records that there must be for one at the fitting of a model, before it is fitted anew. */
  private static final double GROWTH = 1.5;

  private final StepContext context;
  private final Engine engine;
  private final IdentityConfig config;
  private final LabelSource labels;
  private final boolean refit;
  private final Stages stages;

  EvidenceResolution(
      StepContext context,
      IdentityConfig config,
      LabelSource labels,
      boolean refit,
      Stages stages) {
    this.context = context;
    this.labels = labels;
    engine = context.engine();
    this.config = config;
    this.refit = refit;
    this.stages = stages;
  }

  /** A table, and the model that it is to be scored by; empty where one is to be fitted. */
  private record Prepared(RecordTable table, Optional<StoredModel> stored) {}

  /** Resolves all records that say something; tables and views of the step are in the engine. */
  EvidenceResult resolve(SaidConstraints said) {
    context.progress().begin("reading claims", 0, "claims");
    long[] named = named(said);
    Prepared prepared = prepare(named);
    RecordTable table = prepared.table();
    for (LeftOut out : table.leftOut()) {
      context.progress().say(out.attribute() + " is not compared: " + out.reason());
    }
    RecordDates dates =
        RecordDates.read(
            engine,
            "SELECT d.record_id, d.since, d.first_seen_then, d.former_id, d.former_hash"
                + " FROM dated_records d"
                + " JOIN (SELECT record_id FROM evidence_claims UNION SELECT record_id FROM"
                + " named_records) c ON c.record_id = d.record_id ORDER BY d.record_id");
    stages.end("claims");
    long[] hashes = ClaimHashes.of(table);
    PairFinding finding =
        new PairFinding(engine, table, config, context.seed(), context.progress(), stages);
    Optional<ScoredPairs> before = before(prepared);
    BitSet changed = changed(dates, hashes);
    PairFinding.Found found = find(finding, prepared, before, changed, dates);
    BitSet touched = touched(found, before, changed, said, table);
    TouchedRecords records = new TouchedRecords(table, touched);
    Clustering clustering = cluster(records, found, constraints(said, records, found));
    stages.end("clustering");
    int[] clusters = records.clusters(clustering, dates);
    long[] customers =
        CustomerIds.assign(dates.records(), dates.since(), dates.firstSeenThen(), clusters);
    long[] households = new long[customers.length];
    Arrays.fill(households, HouseholdFinding.NONE);
    if (config.households()) {
      context.progress().begin("telling households", 0, "customers");
      households = new HouseholdFinding(table, clusters).find(dates);
      stages.end("households");
    }
    return new EvidenceResult(
        records,
        found,
        prepared.stored(),
        clustering,
        ClusterTies.of(records, clustering, found, said),
        customers,
        households,
        hashes);
  }

  /** The last run's pairs, where the next may build on them. */
  private Optional<ScoredPairs> before(Prepared prepared) {
    return prepared.stored().isEmpty() || wasErased() || wasBrokenOff()
        ? Optional.empty()
        : ScoredPairs.read(engine, prepared.table(), prepared.stored().get());
  }

  /**
   * Whether the last run ended between scores and links, which it writes in this order: its links
   * are those of the run before, and what would tell so is written already.
   */
  private boolean wasBrokenOff() {
    return Numbers.of(
            engine,
            "SELECT CASE WHEN (SELECT max(run_id) FROM former_scores)"
                + " = (SELECT max(run_id) FROM former_links) THEN 0 ELSE 1 END AS n")
        == 1;
  }

  /** Whether records were erased since the last run: what they brought about cannot be told. */
  private boolean wasErased() {
    List<Snapshot> history = context.lake().table(Tables.LINKS).history();
    for (int i = history.size() - 1; i >= 0; i--) {
      String reason = history.get(i).summary().getOrDefault("perennial.reason", "");
      if (!reason.equals("compaction")) {
        return reason.equals("erasure");
      }
    }
    return false;
  }

  /** Rows that are new or say something else than in the last run. */
  private static BitSet changed(RecordDates dates, long[] hashes) {
    BitSet changed = new BitSet();
    for (int row = 0; row < hashes.length; row++) {
      changed.set(row, dates.formerHash(row) != hashes[row]);
    }
    return changed;
  }

  /** Rows of components of which anything may be other than in the last run. */
  private static BitSet touched(
      PairFinding.Found found,
      Optional<ScoredPairs> before,
      BitSet changed,
      SaidConstraints said,
      RecordTable table) {
    int n = table.records();
    BitSet touched = new BitSet(n);
    if (before.isEmpty()) {
      touched.set(0, n);
      return touched;
    }
    touched.or(changed);
    before.get().markWhatDiffers(found.scores(), touched);
    found.scores().markWhatDiffers(before.get(), touched);
    Components components = new Components(n);
    for (int i = 0; i < found.scores().size(); i++) {
      components.join(found.scores().a(i), found.scores().b(i));
    }
    for (SaidConstraints.Said one : said.of(record -> place(table, record) >= 0)) {
      components.join(place(table, one.recordA()), place(table, one.recordB()));
    }
    BitSet roots = new BitSet(n);
    for (int row = 0; row < n; row++) {
      if (touched.get(row) || said.wasNamed(table.recordId(row))) {
        roots.set(components.of(row));
      }
    }
    for (int row = 0; row < n; row++) {
      touched.set(row, roots.get(components.of(row)));
    }
    return touched;
  }

  /** The known records that people said something of. */
  private long[] named(SaidConstraints said) {
    Batch batch =
        new Batch(List.of(new Field("record_id", ColumnType.LONG)), said.records().length);
    for (long record : said.records()) {
      batch.setLong(0, batch.addRow(), record);
    }
    engine.load("named_records", Batches.of(batch));
    List<Long> known = new ArrayList<>();
    try (Batches rows =
        engine.query(
            "SELECT n.record_id FROM named_records n"
                + " JOIN dated_records d ON d.record_id = n.record_id")) {
      while (rows.next()) {
        for (int i = 0; i < rows.batch().rows(); i++) {
          known.add(rows.batch().longs(0)[i]);
        }
      }
    }
    return known.stream().mapToLong(Long::longValue).sorted().toArray();
  }

  private Prepared prepare(long[] named) {
    EvidenceClaims claims = new EvidenceClaims(engine, config);
    Optional<StoredModel> stored =
        refit ? Optional.empty() : StoredModel.newest(context.lake(), engine).filter(this::isOf);
    if (stored.isPresent()) {
      RecordTable table = claims.said(stored.map(StoredModel::reading), named).build();
      if (fits(stored.get(), table)) {
        return new Prepared(table, stored);
      }
    }
    return new Prepared(claims.said(Optional.empty(), named).build(), Optional.empty());
  }

  private boolean isOf(StoredModel stored) {
    return stored.config().equals(settings(config, labels));
  }

  /** Equal for settings and labels under which a model may be built on. */
  static String settings(IdentityConfig config, LabelSource labels) {
    String fingerprint = labels.fingerprint();
    return config.canonicalOfModel() + (fingerprint.isEmpty() ? "" : " labels " + fingerprint);
  }

  private PairLabels known(RecordTable table) {
    long[] records = new long[table.records()];
    Arrays.setAll(records, table::recordId);
    return labels.read(records, context.progress()::say);
  }

  /** Whether a model still speaks of what a table compares, and of about as many records. */
  private static boolean fits(StoredModel stored, RecordTable table) {
    Map<String, Levels> known = new TreeMap<>();
    stored.model().levels().forEach(levels -> known.put(levels.attribute(), levels));
    return table.records() < GROWTH * Math.max(1, stored.records())
        && !hasNewCommonValue(stored.model(), table)
        && PairEvidence.levelsOf(table).stream()
            .allMatch(
                levels ->
                    known.containsKey(levels.attribute())
                        && known.get(levels.attribute()).names().equals(levels.names()));
  }

  private static boolean hasNewCommonValue(MatchModel model, RecordTable table) {
    for (int k = 0; k < table.attributes().size(); k++) {
      String attribute = table.attributes().get(k).name();
      for (int code = 0; code < table.distinct(k); code++) {
        if (model.becameCommon(attribute, table.hash(k, code), table.count(k, code))) {
          return true;
        }
      }
    }
    return false;
  }

  private PairFinding.Found find(
      PairFinding finding,
      Prepared prepared,
      Optional<ScoredPairs> before,
      BitSet changed,
      RecordDates dates) {
    if (prepared.stored().isEmpty()) {
      return finding.fit(known(prepared.table()));
    }
    if (before.isEmpty()) {
      return finding.score(prepared.stored().get());
    }
    int known = 0;
    int others = 0;
    for (int row = 0; row < dates.size(); row++) {
      boolean wasThere = dates.formerHash(row) != RecordDates.NONE;
      known += wasThere ? 1 : 0;
      others += wasThere && changed.get(row) ? 1 : 0;
    }
    long then = Numbers.of(engine, "SELECT count(claims_hash) AS n FROM former_links");
    int gone = Math.toIntExact(then - known + others);
    return finding.update(prepared.stored().get(), before.get(), changed, gone);
  }

  private Constraints constraints(
      SaidConstraints said, TouchedRecords records, PairFinding.Found found) {
    OnePerPerson onePerPerson = new OnePerPerson(config, records.table(), found.model());
    if (said.isEmpty() && onePerPerson.isEmpty()) {
      return Constraints.none(records.size());
    }
    RecordTable table = records.table();
    ConstraintsBuilder builder = new ConstraintsBuilder(records.size());
    Components components = records.components(found.scores());
    for (SaidConstraints.Said one : said.of(record -> isTouched(record, records))) {
      int a = records.node(place(table, one.recordA()));
      int b = records.node(place(table, one.recordB()));
      builder.add(new Constraint(one.kind(), a, b, one.at()));
      components.join(a, b);
    }
    onePerPerson.addTo(builder, records, components);
    return builder.build();
  }

  /** All records are of which something is said, if they are known. */
  private static boolean isTouched(long record, TouchedRecords records) {
    int row = place(records.table(), record);
    return row >= 0 && records.node(row) >= 0;
  }

  /** The row of a record, or below 0. */
  static int place(RecordTable table, long record) {
    int low = 0;
    int high = table.records() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long at = table.recordId(middle);
      if (at == record) {
        return middle;
      }
      if (at < record) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1 - low;
  }

  private Clustering cluster(
      TouchedRecords records, PairFinding.Found found, Constraints constraints) {
    context.progress().begin("clustering", found.scores().size(), "pairs");
    double shift = Math.log(config.threshold() / (1 - config.threshold()));
    MatchModel model = found.model();
    double prior = Math.log(model.matchShare() / (1 - model.matchShare()));
    PairEvidence evidence = new PairEvidence(records.table(), model);
    PairScore missing =
        (a, b) -> {
          evidence.compare(records.row(a), records.row(b));
          return model.logOdds(evidence.levels(), evidence.hashes()) - shift;
        };
    return CorrelationClustering.solve(
        records.edges(found.scores(), shift),
        constraints,
        missing,
        ClusterSettings.defaults().withPrior(Math.min(0, prior - shift)));
  }
}
