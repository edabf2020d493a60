// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import io.perennial.domain.CustomerId;
import io.perennial.identity.AttributeKind;
import io.perennial.identity.IdentityConfig;
import io.perennial.identity.Levels;
import io.perennial.identity.block.BlockIndex;
import io.perennial.identity.compare.RecordTable;
import io.perennial.identity.compare.RecordTableBuilder;
import io.perennial.identity.model.MatchModel;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import io.perennial.lake.SqlStep;
import io.perennial.lake.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who a record is, asked one at a time: by the rules and the model of the last resolution, from
 * memory. About 300 bytes a record of the lake. What it answers is what the next resolution would
 * say of that record, as long as it brings no two customers together. Safe for use by many threads.
 */
public final class IdentityIndex {

  private static final SqlStep EVIDENCE = SqlStep.of(IdentityIndex.class, "evidence_claims");

  /** Records that one is compared with, at most. */
  private static final int MOST = 64;

  /** The number of the record that asks; those of records are never negative. */
  private static final long ASKING = -1;

  private final IdentityConfig config;
  private final StoredModel stored;
  private final RecordTable table;
  private final BlockIndex blocks;
  private final long[] customers;
  private final Map<Long, int[]> rowsOf = new TreeMap<>();
  private final LinkReasons reasons;
  private final double prior;

  private IdentityIndex(
      IdentityConfig config, StoredModel stored, RecordTable table, long[] customers) {
    this.config = config;
    this.stored = stored;
    this.table = table;
    this.customers = customers;
    blocks = BlockIndex.of(table, stored.plan().in(table));
    reasons = new LinkReasons(stored.model());
    double share = stored.model().matchShare();
    prior = Math.log(share / (1 - share));
    Map<Long, List<Integer>> rows = new TreeMap<>();
    for (int row = 0; row < customers.length; row++) {
      rows.computeIfAbsent(customers[row], none -> new ArrayList<>(1)).add(row);
    }
    rows.forEach(
        (customer, of) -> rowsOf.put(customer, of.stream().mapToInt(Integer::intValue).toArray()));
  }

  /**
   * Who a record is.
   *
   * @param customer the customer
   * @param probability that the record is one with the closest of the customer's records
   * @param reason how they agree, without any value
   */
  public record Match(CustomerId customer, double probability, String reason) {}

  /**
   * The index of a lake that was resolved; empty where no model was fitted, as when keys alone
   * decide.
   */
  public static Optional<IdentityIndex> of(Lake lake, Engine engine, IdentityConfig config) {
    Optional<StoredModel> stored = StoredModel.newest(lake, engine);
    if (stored.isEmpty()) {
      return Optional.empty();
    }
    engine.view("resolve_claims", lake.table(Tables.CLAIMS).scan());
    engine.view("former_links", lake.table(Tables.LINKS).scan());
    try {
      engine.run(EVIDENCE, Map.of());
      RecordTable table =
          new EvidenceClaims(engine, config).read(stored.get().kinds(), new long[0]);
      return Optional.of(new IdentityIndex(config, stored.get(), table, customers(engine, table)));
    } finally {
      engine.drop("evidence_claims");
      engine.drop("former_links");
      engine.drop("resolve_claims");
    }
  }

  /** The customer of each row; a record that was not resolved yet is its own. */
  private static long[] customers(Engine engine, RecordTable table) {
    long[] customers = new long[table.records()];
    Arrays.setAll(customers, table::recordId);
    try (Batches rows =
        engine.query(
            "SELECT record_id, customer_id FROM former_links WHERE record_id IS NOT NULL")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          int row = EvidenceResolution.place(table, batch.longs(0)[i]);
          if (row >= 0) {
            customers[row] = batch.longs(1)[i];
          }
        }
      }
    }
    return customers;
  }

  /** How many records it holds. */
  public int records() {
    return table.records();
  }

  /**
   * The customer that a record is; empty where none is more probable than the configured threshold.
   *
   * @param source the system that speaks
   * @param claims what it says, by attribute; several values the latest first
   */
  public Optional<Match> find(String source, Map<String, List<String>> claims) {
    RecordTableBuilder asking = builder();
    say(asking, source, claims);
    RecordTable query = asking.build();
    int row = EvidenceResolution.place(query, ASKING);
    if (row < 0) {
      return Optional.empty();
    }
    int[] candidates = blocks.candidates(query, row, MOST);
    if (candidates.length == 0) {
      return Optional.empty();
    }
    long[] asked =
        Arrays.stream(candidates).mapToLong(r -> customers[r]).sorted().distinct().toArray();
    RecordTableBuilder both = builder();
    say(both, source, claims);
    for (long customer : asked) {
      for (int of : rowsOf.get(customer)) {
        copy(of, both);
      }
    }
    return best(both.build(), asked);
  }

  private RecordTableBuilder builder() {
    RecordTableBuilder builder = new RecordTableBuilder();
    stored.kinds().forEach(builder::kind);
    config.compare().forEach((name, kind) -> kind.ifPresent(k -> builder.kind(name, k)));
    return builder;
  }

  private void say(RecordTableBuilder builder, String source, Map<String, List<String>> claims) {
    builder.add(ASKING, source);
    new TreeMap<>(claims)
        .forEach(
            (attribute, values) -> {
              Optional<AttributeKind> kind = config.compare().get(attribute);
              if (kind == null || kind.isPresent()) {
                values.forEach(value -> builder.add(ASKING, source, attribute, value));
              }
            });
  }

  private void copy(int row, RecordTableBuilder builder) {
    String source = table.sources().get(table.source(row));
    builder.add(table.recordId(row), source);
    for (int k = 0; k < table.attributes().size(); k++) {
      String name = table.attributes().get(k).name();
      for (int nth = 0; nth < table.values(k, row); nth++) {
        builder.add(table.recordId(row), source, name, table.text(k, table.value(k, row, nth)));
      }
    }
  }

  /** The customer with whose records the asking one agrees most, all of them together. */
  private Optional<Match> best(RecordTable both, long[] asked) {
    MatchModel model = stored.model();
    List<Levels> levels = model.levels();
    PairEvidence evidence = new PairEvidence(both, levels);
    int row = EvidenceResolution.place(both, ASKING);
    double threshold = Math.log(config.threshold() / (1 - config.threshold()));
    double most = 0;
    Optional<Match> best = Optional.empty();
    OnePerPerson onePerPerson = new OnePerPerson(config, both, model);
    for (long customer : asked) {
      int[] theirs =
          Arrays.stream(rowsOf.get(customer))
              .map(of -> EvidenceResolution.place(both, table.recordId(of)))
              .toArray();
      if (!onePerPerson.keepApart(row, theirs).isEmpty()) {
        continue;
      }
      double sum = 0;
      double closest = Double.NEGATIVE_INFINITY;
      String how = "";
      for (int other : theirs) {
        evidence.compare(Math.min(row, other), Math.max(row, other));
        double logOdds = model.logOdds(evidence.levels(), evidence.hashes());
        sum += JoinedPairs.weight(logOdds, threshold, prior);
        if (logOdds > closest) {
          closest = logOdds;
          how = PairEvidence.text(evidence.levels());
        }
      }
      if (sum > most && closest > threshold) {
        most = sum;
        best =
            Optional.of(
                new Match(
                    new CustomerId(customer), MatchModel.probability(closest), reasons.of(how)));
      }
    }
    return best;
  }
}
