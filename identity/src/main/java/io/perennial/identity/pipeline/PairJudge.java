// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import io.perennial.domain.RecordId;
import io.perennial.identity.IdentityConfig;
import io.perennial.identity.compare.RecordTable;
import io.perennial.identity.model.MatchModel;
import io.perennial.identity.model.Waterfall;
import io.perennial.lake.Engine;
import io.perennial.lake.Filter;
import io.perennial.lake.Lake;
import io.perennial.lake.Tables;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Judges pairs of chosen records by the model in force, as a run does: a pair's score is a function
 * of its two records, the model and how it reads claims. Holds what the records say, 60 to 150
 * bytes each.
 */
public final class PairJudge {

  /** Of more records all claims are read: a filter of as many numbers costs more than it saves. */
  private static final int MOST_FILTERED = 10_000;

  private final MatchModel model;
  private final Map<Long, Integer> rows = new HashMap<>();
  private final PairEvidence evidence;

  private final OnePerPerson onePerPerson;

  private PairJudge(MatchModel model, RecordTable table, IdentityConfig config) {
    this.model = model;
    onePerPerson = new OnePerPerson(config, table, model);
    for (int row = 0; row < table.records(); row++) {
      rows.put(table.recordId(row), row);
    }
    evidence = new PairEvidence(table, model);
  }

  /**
   * A judge of pairs of these records; empty where no model was fitted, as when keys alone decide.
   */
  public static Optional<PairJudge> of(
      Collection<RecordId> records, Lake lake, Engine engine, IdentityConfig config) {
    return StoredModel.newest(lake, engine)
        .map(
            stored ->
                new PairJudge(
                    stored.model(), table(records, stored, lake, engine, config), config));
  }

  private static RecordTable table(
      Collection<RecordId> records,
      StoredModel stored,
      Lake lake,
      Engine engine,
      IdentityConfig config) {
    Set<Long> ids = records.stream().map(RecordId::value).collect(Collectors.toSet());
    engine.view(
        "resolve_claims",
        ids.size() > MOST_FILTERED
            ? lake.table(Tables.CLAIMS).scan()
            : lake.table(Tables.CLAIMS).scan(new Filter.In("record_id", ids)));
    engine.view("resolve_events", lake.table(Tables.EVENTS).scan());
    try {
      EvidenceViews.make(engine, config);
      long[] all = ids.stream().mapToLong(Long::longValue).sorted().toArray();
      return new EvidenceClaims(engine, config)
          .of(ids::contains)
          .said(stored.reading(), all)
          .build();
    } finally {
      EvidenceViews.drop(engine);
      engine.drop("resolve_events");
      engine.drop("resolve_claims");
    }
  }

  /** The natural logarithm of the odds that two records are one customer. */
  public double logOdds(RecordId a, RecordId b) {
    compare(a, b);
    return model.logOdds(evidence.levels(), evidence.hashes());
  }

  /** What the odds of two records are made of. */
  public Waterfall explain(RecordId a, RecordId b) {
    compare(a, b);
    return model.explain(evidence.levels(), evidence.hashes());
  }

  /** The natural logarithm of the odds that two records are of one household. */
  public double householdLogOdds(RecordId a, RecordId b) {
    compare(a, b);
    return model.householdLogOdds(evidence.levels(), evidence.hashes());
  }

  /**
   * The attributes of which a person has one value at most ({@code identity.one-per-person}), and
   * two records have different ones.
   */
  public List<String> keptApartBy(RecordId a, RecordId b) {
    return onePerPerson.keepApart(row(a), row(b));
  }

  /** Whether a record is among those that were chosen. */
  public boolean knows(RecordId record) {
    return rows.containsKey(record.value());
  }

  private void compare(RecordId a, RecordId b) {
    evidence.compare(row(a), row(b));
  }

  private int row(RecordId record) {
    Integer row = rows.get(record.value());
    if (row == null) {
      throw new IllegalArgumentException("Unknown record: " + record + " (it was not chosen)");
    }
    return row;
  }

  /** The model that judges. */
  public MatchModel model() {
    return model;
  }
}
