// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.SqlStep;
import io.perennial.lake.Tables;
import io.perennial.lake.step.StepContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The instants at which customers are looked at: the newest, and those of the past whose features
 * are known, too. One at a time is the view {@value Segmenting#FEATURES}.
 */
final class Instants implements AutoCloseable {

  private static final String NOW = "segment_now";
  private static final String PAST = "segment_past";

  private final Engine engine;
  private final Optional<AsOf> now;
  private final List<AsOf> past;
  private final List<String> columns;

  private Instants(Engine engine, Optional<AsOf> now, List<AsOf> past, List<String> columns) {
    this.engine = engine;
    this.now = now;
    this.past = past;
    this.columns = columns;
  }

  /** Those of the newest features and training sets. */
  static Instants open(StepContext context) {
    Engine engine = context.engine();
    engine.view(NOW, context.lake().table(Tables.FEATURES).scan());
    engine.view(PAST, context.lake().table(Tables.TRAINING_SETS).scan());
    List<AsOf> newest = asOfs(engine, "SELECT max(as_of) AS as_of FROM " + NOW);
    if (newest.isEmpty()) {
      return new Instants(engine, Optional.empty(), List.of(), List.of());
    }
    List<AsOf> past =
        asOfs(engine, "SELECT DISTINCT as_of FROM " + PAST + " ORDER BY as_of").stream()
            .filter(asOf -> asOf.compareTo(newest.get(0)) < 0)
            .toList();
    Set<String> there = columns(engine, NOW);
    there.removeAll(List.of("as_of", "run_id"));
    // made under other settings: of no use until they are made again
    boolean same = columns(engine, PAST).containsAll(there);
    return new Instants(
        engine, Optional.of(newest.get(0)), same ? past : List.of(), List.copyOf(there));
  }

  private static List<AsOf> asOfs(Engine engine, String sql) {
    List<AsOf> asOfs = new ArrayList<>();
    try (Batches rows = engine.query(sql)) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          if (!batch.isNull(0, i)) {
            asOfs.add(new AsOf(batch.longs(0)[i]));
          }
        }
      }
    }
    return asOfs;
  }

  private static Set<String> columns(Engine engine, String view) {
    try (Batches none = engine.query("SELECT * FROM " + view + " WHERE 1 = 0")) {
      return none.fields().stream()
          .map(field -> field.name())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** The newest; empty when nobody is known. */
  Optional<AsOf> now() {
    return now;
  }

  /** Those before it, ascending. */
  List<AsOf> past() {
    return past;
  }

  /** Whether there is a feature of that name. */
  boolean has(String feature) {
    return columns.contains(feature);
  }

  /** From now on the view of features is of the newest instant. */
  void lookNow() {
    look("SELECT n.* FROM " + NOW + " n");
  }

  /** From now on the view of features is of an instant of the past, with what came after it. */
  void lookBack(AsOf asOf) {
    look(
        columns.stream()
            .map(column -> "p." + column)
            .collect(
                Collectors.joining(
                    ", ",
                    "SELECT p.as_of, p.label_until, p.label_spend, ",
                    " FROM " + PAST + " p WHERE f_micros(p.as_of) = " + asOf.micros())));
  }

  private void look(String sql) {
    engine.run(
        SqlStep.ofText(Segmenting.FEATURES, "-- writes view " + Segmenting.FEATURES + "\n" + sql),
        Map.of());
  }

  @Override
  public void close() {
    engine.drop(Segmenting.FEATURES);
    engine.drop(PAST);
    engine.drop(NOW);
  }
}
