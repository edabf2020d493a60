// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Tables;
import io.perennial.lake.step.MadeRows;
import io.perennial.lake.step.StepContext;
import io.perennial.segment.keep.Flow;
import io.perennial.segment.keep.Membership;
import io.perennial.segment.keep.Migration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who moved from which segment to which, from each instant to the next. */
final class Migrations {

  /** How many went one way. */
  private record Moved(
      String scheme, long from, long to, @Nullable String was, String is, long customers) {}

  private final Set<String> overlapping;
  private final List<Moved> flows = new ArrayList<>();
  private Optional<AsOf> last = Optional.empty();

  /**
   * @param overlapping schemes in which a customer may be in more than one segment, so that nobody
   *     moves
   */
  Migrations(Set<String> overlapping) {
    this.overlapping = Set.copyOf(overlapping);
  }

  /** The schemes in which nobody moves. */
  List<String> overlapping() {
    return overlapping.stream().sorted().toList();
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
          flows.add(
              new Moved(
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
    Map<String, List<Moved>> steps =
        flows.stream()
            .collect(
                Collectors.groupingBy(
                    flow -> flow.scheme() + " " + flow.to(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    Batch batch = MadeRows.of(Tables.MIGRATIONS, flows.size());
    steps.values().forEach(step -> tell(step, batch, context.runId()));
    MadeRows.replace(context, Tables.MIGRATIONS, batch);
  }

  /** The flows of one scheme from one instant to the next, with what chance would tell. */
  private static void tell(List<Moved> step, Batch batch, String runId) {
    List<String> names =
        step.stream()
            .flatMap(flow -> Stream.of(Optional.ofNullable(flow.was()), Optional.of(flow.is())))
            .flatMap(Optional::stream)
            .distinct()
            .sorted()
            .toList();
    Migration migration =
        Migration.of(
            step.stream()
                .map(
                    flow ->
                        new Flow(
                            flow.was() == null ? Membership.NONE : 1L + names.indexOf(flow.was()),
                            1L + names.indexOf(flow.is()),
                            flow.customers()))
                .toList());
    for (Migration.Way way : migration.ways()) {
      if (way.customers() == 0) {
        continue; // only what was expected of it is known
      }
      int row = batch.addRow();
      batch.setText(batch.index("scheme"), row, step.get(0).scheme());
      batch.setLong(batch.index("from_as_of"), row, step.get(0).from());
      batch.setLong(batch.index("to_as_of"), row, step.get(0).to());
      if (way.from() != Membership.NONE) {
        batch.setText(batch.index("from_segment"), row, names.get((int) way.from() - 1));
      }
      batch.setText(batch.index("to_segment"), row, names.get((int) way.to() - 1));
      batch.setLong(batch.index("customers"), row, way.customers());
      batch.setDouble(batch.index("rate"), row, way.rate());
      way.expected().ifPresent(value -> batch.setDouble(batch.index("expected"), row, value));
      way.z().ifPresent(value -> batch.setDouble(batch.index("z"), row, value));
      way.chance().ifPresent(value -> batch.setDouble(batch.index("chance"), row, value));
      batch.setText(batch.index("run_id"), row, runId);
    }
  }
}
