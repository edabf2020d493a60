// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.truth;

import io.perennial.app.UsageException;
import io.perennial.domain.RecordId;
import io.perennial.identity.IdentityConfig;
import io.perennial.identity.evaluate.ClusterAgreement;
import io.perennial.identity.evaluate.LabelledPair;
import io.perennial.identity.evaluate.PairEvaluation;
import io.perennial.identity.model.MatchModel;
import io.perennial.identity.pipeline.PairJudge;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import io.perennial.lake.Tables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * How well records were resolved, by what a file knows.
 *
 * @param clusters how customers agree with persons; empty where the file speaks of pairs
 * @param pairs the pairs that have a score, were put together, or should be
 * @param labelled how many records, or pairs, have a label
 * @param records how many records there are in all
 * @param remarks on what could not be used
 */
public record IdentityEvaluation(
    Optional<ClusterAgreement> clusters,
    PairEvaluation pairs,
    int labelled,
    int records,
    List<String> remarks) {

  private static final String VIEW = "evaluated_scores";

  /** Pairs of a run less probable than this have no row. */
  private static final double LEAST_KEPT = 0.01;

  public IdentityEvaluation {
    remarks = List.copyOf(remarks);
  }

  /** The same with one remark more. */
  public IdentityEvaluation remarking(String remark) {
    List<String> more = new ArrayList<>(remarks);
    more.add(remark);
    return new IdentityEvaluation(clusters, pairs, labelled, records, more);
  }

  /** The records of at most so many errors of each kind. */
  public Set<RecordId> examples(int most) {
    Set<RecordId> records = new TreeSet<>();
    for (List<LabelledPair> wrong :
        List.of(pairs.falsePairs(most), pairs.missedPairs(most), pairs.neverCompared(most))) {
      for (LabelledPair pair : wrong) {
        records.add(new RecordId(pair.recordA()));
        records.add(new RecordId(pair.recordB()));
      }
    }
    return records;
  }

  /**
   * Compares what was resolved with a file's labels. O(scored pairs), in memory those of labelled
   * records.
   *
   * @param complete whether the file's pairs are all that there are, so that who is in none is
   *     alone
   * @throws UsageException when the file's columns cannot be told, or nothing of it can be used
   */
  public static IdentityEvaluation of(
      Path file,
      LabelColumns.Given given,
      boolean complete,
      Lake lake,
      Engine engine,
      List<String> systems,
      IdentityConfig config) {
    KnownRecords known = KnownRecords.read(lake, engine, systems);
    Labels labels = Labels.read(file, given, known);
    if (!labels.arePersons() && labels.pairs().isEmpty()) {
      throw new UsageException(
          "Cannot evaluate: none of the labels is of a record that was resolved"
              + (labels.remarks().isEmpty() ? "" : "; " + String.join("; ", labels.remarks())));
    }
    if (complete && !labels.arePersons()) {
      labels.completePairs();
    }
    return labels.arePersons()
        ? ofPersons(labels, known, lake, engine)
        : ofPairs(labels, known, lake, engine, config);
  }

  private static IdentityEvaluation ofPersons(
      Labels labels, KnownRecords known, Lake lake, Engine engine) {
    int[] places = labels.records();
    long[] truth = Arrays.stream(places).mapToLong(labels::person).toArray();
    long[] found = Arrays.stream(places).mapToLong(known::customer).toArray();
    PersonPairs pairs = new PersonPairs(known, labels::person);
    Set<Integer> labelled = new HashSet<>();
    Arrays.stream(places).forEach(labelled::add);
    eachScore(
        known,
        lake,
        engine,
        (a, b, probability) -> {
          if (labelled.contains(a) && labelled.contains(b)) {
            pairs.scored(a, b, probability);
          }
        });
    pairs.addOthers(places);
    List<String> remarks = new ArrayList<>(labels.remarks());
    remarks.addAll(pairs.remarks());
    return new IdentityEvaluation(
        Optional.of(ClusterAgreement.of(truth, found)),
        new PairEvaluation(pairs.pairs()),
        places.length,
        known.size(),
        remarks);
  }

  private static IdentityEvaluation ofPairs(
      Labels labels, KnownRecords known, Lake lake, Engine engine, IdentityConfig config) {
    List<Labels.Pair> said = labels.pairs();
    Map<Long, Double> scores = new HashMap<>();
    Set<Long> wanted = new HashSet<>();
    Set<RecordId> records = new HashSet<>();
    for (Labels.Pair pair : said) {
      wanted.add(pair(pair.a(), pair.b()));
      records.add(new RecordId(known.record(pair.a())));
      records.add(new RecordId(known.record(pair.b())));
    }
    eachScore(
        known,
        lake,
        engine,
        (a, b, probability) -> {
          if (wanted.contains(pair(a, b))) {
            scores.put(pair(a, b), probability);
          }
        });
    Optional<PairJudge> judge = PairJudge.of(records, lake, engine, config);
    List<LabelledPair> pairs = new ArrayList<>();
    for (Labels.Pair pair : said) {
      long a = known.record(pair.a());
      long b = known.record(pair.b());
      boolean found = known.customer(pair.a()) == known.customer(pair.b());
      Optional<Double> score =
          Optional.ofNullable(scores.get(pair(pair.a(), pair.b())))
              .or(
                  () ->
                      judge
                          .map(
                              j ->
                                  MatchModel.probability(
                                      j.logOdds(new RecordId(a), new RecordId(b))))
                          .filter(probability -> probability < LEAST_KEPT));
      pairs.add(
          score
              .map(p -> LabelledPair.compared(a, b, pair.label(), p, found))
              .orElseGet(() -> LabelledPair.neverCompared(a, b, pair.label(), found)));
    }
    List<String> remarks = new ArrayList<>(labels.remarks());
    if (labels.sayOnlyMatches()) {
      remarks.add(
          "the file names only pairs that are one, so precision says nothing; --complete if it"
              + " names all of them");
    }
    return new IdentityEvaluation(
        Optional.empty(), new PairEvaluation(pairs), said.size(), known.size(), remarks);
  }

  private interface ScoredPair {
    void take(int a, int b, double probability);
  }

  private static void eachScore(KnownRecords known, Lake lake, Engine engine, ScoredPair taker) {
    engine.view(VIEW, lake.table(Tables.IDENTITY_SCORES).scan());
    try (Batches rows = engine.query("SELECT record_a, record_b, log_odds FROM " + VIEW)) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          OptionalInt a = known.place(batch.longs(0)[i]);
          OptionalInt b = known.place(batch.longs(1)[i]);
          if (a.isPresent() && b.isPresent()) {
            taker.take(a.getAsInt(), b.getAsInt(), MatchModel.probability(batch.doubles(2)[i]));
          }
        }
      }
    } finally {
      engine.drop(VIEW);
    }
  }

  static long pair(int a, int b) {
    return ((long) Math.min(a, b) << 32) | Math.max(a, b);
  }
}
