// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import io.perennial.identity.block.BlockFigures;
import io.perennial.identity.cluster.Clustering;
import io.perennial.identity.cluster.Constraint;
import io.perennial.identity.cluster.Contradiction;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.step.StepReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a resolution tells of itself: figures for programs, one line for people. */
final class ResolveReport {

  private final long records;
  private final Stages stages;
  private final Map<String, Double> figures = new TreeMap<>();
  private final List<String> remarks = new ArrayList<>();
  private long customers;

  ResolveReport(long records, Stages stages) {
    this.records = records;
    this.stages = stages;
    figures.put("records", (double) records);
  }

  /** By keys alone: records that they link, and values that so many have that they link nobody. */
  void keys(long linked, long common, int most) {
    figures.put("linked_records", (double) linked);
    figures.put("values_too_common", (double) common);
    if (common > 0) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "%s of more than %,d records linked nobody",
              count(common, "value"),
              most));
    }
    stages.end("keys");
  }

  /** By all that claims say. */
  void evidence(EvidenceResult result) {
    PairFinding.Found found = result.found();
    Clustering clustering = result.clustering();
    figures.put("pairs_compared", (double) found.compared());
    figures.put("records_clustered", (double) result.touched());
    figures.put("pairs_kept", (double) found.scores().size());
    figures.put("blocking_rules", (double) found.plan().rules().size());
    figures.put("model_fitted", result.stored().isPresent() ? 0.0 : 1.0);
    figures.put("expected_false_pairs", clustering.expectedFalsePairs());
    figures.put("expected_missed_pairs", clustering.expectedMissedPairs());
    figures.put("components", (double) clustering.components());
    figures.put("components_large", (double) clustering.largeComponents());
    figures.put("linked_records", (double) linked(clustering.clusters()));
    remarks.add(
        String.format(
            Locale.ROOT,
            "%s compared by %s; pair by pair, without what third records say, about %.0f linked would"
                + " be wrong and %.0f missed",
            count(found.compared(), "pair"),
            count(found.plan().rules().size(), "rule"),
            clustering.expectedFalsePairs(),
            clustering.expectedMissedPairs()));
    cut(found.blocks());
    long labels = found.model().summary().labels();
    if (labels > 0) {
      figures.put("labelled_pairs", (double) labels);
      remarks.add("learned with " + count(labels, "labelled pair"));
    }
    int contradictions = clustering.contradictions().size();
    figures.put("contradicting_constraints", (double) contradictions);
    if (contradictions > 0) {
      remarks.add(count(contradictions, "constraint") + " cannot hold with others");
    }
  }

  private void cut(List<BlockFigures> blocks) {
    long cut = blocks.stream().mapToLong(BlockFigures::cut).sum();
    double leftOut = blocks.stream().mapToDouble(BlockFigures::leftOut).sum();
    int biggest = blocks.stream().mapToInt(BlockFigures::biggest).max().orElse(0);
    figures.put("blocks_cut", (double) cut);
    figures.put("block_biggest", (double) biggest);
    figures.put("pairs_left_out", leftOut);
    if (cut > 0) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "%s of too many records compared in pieces, the largest of %,d",
              count(cut, "group"),
              biggest));
    }
  }

  private static long linked(int[] clusters) {
    int[] sizes = new int[clusters.length];
    for (int cluster : clusters) {
      sizes[cluster]++;
    }
    long linked = 0;
    for (int size : sizes) {
      linked += size > 1 ? size : 0;
    }
    return linked;
  }

  /** Which customers are others than before; {@code customer_changes} is in the engine. */
  void changes(Engine engine) {
    try (Batches rows =
        engine.query(
            "SELECT kind, count(DISTINCT from_customer) AS n FROM customer_changes"
                + " GROUP BY kind ORDER BY kind")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          String kind = batch.texts(0)[i];
          long n = batch.longs(1)[i];
          figures.put((kind.equals("join") ? "records_" : "customers_") + kind, (double) n);
          remarks.add(
              switch (kind) {
                case "join" -> count(n, "new record") + " joined customers";
                case "merge" -> count(n, "customer") + " merged into others";
                case "split" -> count(n, "customer") + " split";
                default -> count(n, "customer") + " gave records to others";
              });
        }
      }
    }
  }

  void customers(long count) {
    customers = count;
    figures.put("customers", (double) count);
  }

  void written() {
    stages.end("writing");
    figures.putAll(stages.seconds());
  }

  StepReport report() {
    String message = count(records, "record") + " in, " + count(customers, "customer") + " out";
    if (!remarks.isEmpty()) {
      message += "; " + String.join("; ", remarks);
    }
    return new StepReport(records, records + customers, figures, message);
  }

  private static String count(long n, String thing) {
    return String.format(Locale.ROOT, "%,d %s%s", n, thing, n == 1 ? "" : "s");
  }

  /** A contradiction with the records' numbers, as constraints name them. */
  static String words(Contradiction contradiction, EvidenceResult result) {
    StringBuilder against = new StringBuilder();
    for (Constraint other : contradiction.against()) {
      against.append(against.isEmpty() ? "" : ", ").append(words(other, result));
    }
    Constraint constraint = contradiction.constraint();
    return contradiction
            .onePerPerson()
            .map(
                attribute ->
                    "One "
                        + attribute
                        + " per person keeps records "
                        + result.record(constraint.a())
                        + " and "
                        + result.record(constraint.b())
                        + " apart, but")
            .orElse("Constraint " + words(constraint, result))
        + (contradiction.setAside() ? " is set aside: it contradicts " : " contradicts ")
        + against;
  }

  private static String words(Constraint constraint, EvidenceResult result) {
    return SaidConstraints.word(constraint.kind())
        + " "
        + result.record(constraint.a())
        + " "
        + result.record(constraint.b());
  }
}
