// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import io.perennial.domain.CustomerId;
import io.perennial.identity.IdentityConfig;
import io.perennial.identity.block.BlockIndex;
import io.perennial.identity.compare.RecordTable;
import io.perennial.identity.compare.RecordTableBuilder;
import io.perennial.identity.model.MatchModel;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import io.perennial.lake.Tables;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who a record is, asked one at a time: by the rules and the model of the last resolution, from
 * memory. About 300 bytes a record of the lake. What it answers is what the next resolution would
 * say of that record, as long as it brings no two customers together; of a customer of very many
 * records some are asked, and stand for the others. Safe for use by many threads.
 */
public final class IdentityIndex {

  /** Records that one is compared with, at most. */
  private static final int MOST = 64;

  /** Records of the customers of these that one is compared with besides, at most. */
  private static final int MOST_OTHERS = 128;

  /** The number of the record that asks; those of records are never negative. */
  private static final long ASKING = -1;

  private final IdentityConfig config;
  private final StoredModel stored;
  private final RecordTable table;
  private final BlockIndex blocks;
  private final CustomerRows customers;
  private final LinkReasons reasons;
  private final double prior;

  private IdentityIndex(
      IdentityConfig config, StoredModel stored, RecordTable table, long[] customers) {
    this.config = config;
    this.stored = stored;
    this.table = table;
    this.customers = new CustomerRows(customers);
    blocks = BlockIndex.of(table, stored.plan().in(table));
    reasons = new LinkReasons(stored.model());
    double share = stored.model().matchShare();
    prior = Math.log(share / (1 - share));
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
    engine.view("resolve_events", lake.table(Tables.EVENTS).scan());
    engine.view("former_links", lake.table(Tables.LINKS).scan());
    try {
      EvidenceViews.make(engine, config);
      RecordTable table =
          new EvidenceClaims(engine, config).said(stored.get().reading(), new long[0]).build();
      return Optional.of(new IdentityIndex(config, stored.get(), table, customers(engine, table)));
    } finally {
      EvidenceViews.drop(engine);
      engine.drop("resolve_events");
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
    int[] asked = Arrays.stream(candidates).map(customers::customer).sorted().distinct().toArray();
    BitSet compared = new BitSet();
    for (int candidate : candidates) {
      compared.set(candidate);
    }
    for (int customer : asked) {
      for (int other : customers.spread(customer, Math.max(2, MOST_OTHERS / asked.length))) {
        compared.set(other);
      }
    }
    RecordTableBuilder both = builder();
    say(both, source, claims);
    compared.stream().forEach(of -> copy(of, both));
    return best(both.build(), new Compared(asked, candidates, compared));
  }

  /**
   * What one is compared with.
   *
   * @param customers ascending
   * @param candidates rows that share with it what a rule asks for, ascending
   * @param rows these, and others of their customers
   */
  @SuppressWarnings("ArrayRecordComponent") // within a question, never changed
  private record Compared(int[] customers, int[] candidates, BitSet rows) {}

  private RecordTableBuilder builder() {
    return new RecordTableBuilder().secret(config.secret()).reading(stored.reading());
  }

  private void say(RecordTableBuilder builder, String source, Map<String, List<String>> claims) {
    builder.add(ASKING, source);
    new TreeMap<>(claims)
        .forEach(
            (attribute, values) -> {
              if (stored.reading().hears(attribute)) {
                values.forEach(value -> builder.add(ASKING, source, attribute, value));
              }
            });
  }

  private void copy(int row, RecordTableBuilder builder) {
    String source = table.sources().get(table.source(row));
    builder.add(table.recordId(row), source);
    for (int k = 0; k < table.attributes().size(); k++) {
      String name = table.attributes().get(k).name();
      if (stored.reading().makes(name)) {
        continue;
      }
      for (int nth = 0; nth < table.values(k, row); nth++) {
        builder.addNormal(
            table.recordId(row), source, name, table.text(k, table.value(k, row, nth)));
      }
    }
  }

  /** The customer with whose records the asking one agrees most, all of them together. */
  private Optional<Match> best(RecordTable both, Compared compared) {
    MatchModel model = stored.model();
    PairEvidence evidence = new PairEvidence(both, model);
    int row = EvidenceResolution.place(both, ASKING);
    double threshold = Math.log(config.threshold() / (1 - config.threshold()));
    Agreement[] agreements = new Agreement[compared.customers().length];
    Arrays.setAll(agreements, i -> new Agreement());
    for (int of = compared.rows().nextSetBit(0); of >= 0; of = compared.rows().nextSetBit(of + 1)) {
      int other = EvidenceResolution.place(both, table.recordId(of));
      evidence.compare(Math.min(row, other), Math.max(row, other));
      double logOdds = model.logOdds(evidence.levels(), evidence.hashes());
      agreements[Arrays.binarySearch(compared.customers(), customers.customer(of))].add(
          logOdds,
          JoinedPairs.weight(logOdds, threshold, prior),
          Arrays.binarySearch(compared.candidates(), of) >= 0,
          evidence.levels());
    }
    double most = 0;
    Optional<Match> best = Optional.empty();
    OnePerPerson onePerPerson = new OnePerPerson(config, both, model);
    for (int i = 0; i < agreements.length; i++) {
      int customer = compared.customers()[i];
      double sum = agreements[i].sum(customers.size(customer));
      if (sum > most
          && agreements[i].closest > threshold
          && onePerPerson.keepApart(row, compared(compared, customer, both)).isEmpty()) {
        most = sum;
        best =
            Optional.of(
                new Match(
                    new CustomerId(customers.id(customer)),
                    MatchModel.probability(agreements[i].closest),
                    reasons.of(agreements[i].how)));
      }
    }
    return best;
  }

  /** The rows of {@code both} of those records of a customer that are compared. */
  private int[] compared(Compared compared, int customer, RecordTable both) {
    return compared.rows().stream()
        .filter(of -> customers.customer(of) == customer)
        .map(of -> EvidenceResolution.place(both, table.recordId(of)))
        .toArray();
  }

  /** How one agrees with the records of a customer. */
  private static final class Agreement {
    private int asCandidates;
    private int asOthers;
    private double sumOfCandidates;
    private double sumOfOthers;
    private double closest = Double.NEGATIVE_INFINITY;
    private String how = "";

    void add(double logOdds, double weight, boolean isCandidate, byte[] levels) {
      if (isCandidate) {
        asCandidates++;
        sumOfCandidates += weight;
      } else {
        asOthers++;
        sumOfOthers += weight;
      }
      if (logOdds > closest) {
        closest = logOdds;
        how = PairEvidence.text(levels);
      }
    }

    /** What all pairs with the customer come to, those not compared as those that were. */
    double sum(int records) {
      double rest = asOthers == 0 ? 0 : (double) (records - asCandidates) / asOthers;
      return sumOfCandidates + rest * sumOfOthers;
    }
  }
}
