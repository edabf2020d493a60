// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Column;
import io.perennial.lake.Engine;
import io.perennial.lake.Tables;
import io.perennial.lake.step.Rebuild;
import io.perennial.lake.step.StepContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who moved from which segment to which, from each instant to the next. */
final class Migrations {

  private static final String LOADED = "made_migrations";

  /** How many went one way. */
  private record Flow(
      String scheme, long from, long to, @Nullable String was, String is, long customers) {}

  private final Set<String> overlapping;
  private final List<Flow> flows = new ArrayList<>();
  private Optional<AsOf> last = Optional.empty();

  /**
   * @param overlapping schemes in which a customer may be in more than one segment, so that nobody
   *     moves
   */
  Migrations(Set<String> overlapping) {
    this.overlapping = Set.copyOf(overlapping);
  }

  /** The condition that rows are of schemes in which one may move. */
  String where(String alias) {
    return overlapping.isEmpty()
        ? ""
        : overlapping.stream()
            .sorted()
            .map(scheme -> "'" + scheme + "'")
            .collect(Collectors.joining(", ", " WHERE " + alias + ".scheme NOT IN (", ")"));
  }

  /** Whether no instant was looked at yet. */
  boolean isEmpty() {
    return last.isEmpty();
  }

  /** The first instant, from which customers may move. */
  void begin(AsOf asOf) {
    last = Optional.of(asOf);
  }

  /** How many went which way since the instant before, as segment_flows has it. */
  void add(Engine engine, String table, AsOf asOf) {
    long from = last.orElseThrow().micros();
    try (Batches rows =
        engine.query("SELECT scheme, from_segment, to_segment, customers FROM " + table)) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          if (overlapping.contains(batch.texts(0)[i])) {
            continue;
          }
          flows.add(
              new Flow(
                  batch.texts(0)[i],
                  from,
                  asOf.micros(),
                  batch.isNull(1, i) ? null : batch.texts(1)[i],
                  batch.texts(2)[i],
                  batch.longs(3)[i]));
        }
      }
    }
    last = Optional.of(asOf);
  }

  /** Puts them in the place of those of the run before. */
  void write(StepContext context) {
    Batch batch =
        new Batch(Tables.MIGRATIONS.columns().stream().map(Column::field).toList(), flows.size());
    for (Flow flow : flows) {
      int row = batch.addRow();
      batch.setText(batch.index("scheme"), row, flow.scheme());
      batch.setLong(batch.index("from_as_of"), row, flow.from());
      batch.setLong(batch.index("to_as_of"), row, flow.to());
      if (flow.was() != null) {
        batch.setText(batch.index("from_segment"), row, flow.was());
      }
      batch.setText(batch.index("to_segment"), row, flow.is());
      batch.setLong(batch.index("customers"), row, flow.customers());
      batch.setText(batch.index("run_id"), row, context.runId());
    }
    context.engine().load(LOADED, Batches.of(batch));
    try {
      new Rebuild(context).table(Tables.MIGRATIONS, "SELECT * FROM " + LOADED, Map.of());
    } finally {
      context.engine().drop(LOADED);
    }
  }
}
