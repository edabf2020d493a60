// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.governance.Run;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Column;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.FileTarget;
import io.perennial.lake.Lake;
import io.perennial.lake.LakeException;
import io.perennial.lake.LakeTable;
import io.perennial.lake.Tables;
import io.perennial.lake.duckdb.DuckDbEngine;
import io.perennial.lake.iceberg.IcebergLake;
import io.perennial.lake.upkeep.Compaction;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pipeline over a real lake and engine. */
class PipelineTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:03.250Z");

  /** A clock that the tests move on. */
  private Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);

  @TempDir Path folder;
  private Lake lake;
  private Engine engine;
  private final CountingStep ingest =
      new CountingStep(
          "ingest",
          List.of("erasures"),
          List.of("events"),
          new StepReport(7, 5, Map.of("rows_quarantined", 2.0), "7 rows = 5 kept + 2"));
  private final CountingStep features =
      new CountingStep(
          "features", List.of("events"), List.of(), new StepReport(5, 1, Map.of(), "1 customer"));

  @BeforeEach
  void open() {
    lake = IcebergLake.open(folder.resolve("lake"), folder.resolve("state"), clock);
    engine =
        DuckDbEngine.open(new EngineSettings(256L << 20, 1, folder.resolve("spill"), Map.of()));
  }

  @AfterEach
  void close() {
    engine.close();
    lake.close();
  }

  @Test
  void the_first_time_all_steps_run_and_are_recorded() {
    Pipeline pipeline = Pipeline.of(List.of(features, ingest), Tables.ALL);
    List<Pipeline.Result> results = pipeline.run(place("1"));

    assertThat(results).extracting(r -> r.run().step()).containsExactly("ingest", "features");
    assertThat(results).allMatch(Pipeline.Result::ran);
    Run run = log().lastDone("ingest").orElseThrow();
    assertThat(run).isEqualTo(results.get(0).run());
    assertThat(run.id()).matches("20260301T120003\\.250Z-ingest-[0-9a-f]{4}");
    assertThat(run.startedAt()).isEqualTo(NOON);
    assertThat(run.rowsRead()).isEqualTo(7);
    assertThat(run.rowsWritten()).isEqualTo(5);
    assertThat(run.figures()).containsEntry("rows_quarantined", 2.0);
    assertThat(run.message()).isEqualTo("7 rows = 5 kept + 2");
    assertThat(run.provenance().inputs()).containsEntry("erasures", 0L);
    assertThat(run.provenance().seed()).isEqualTo(42);
    assertThat(run.provenance().codeVersion()).isEqualTo("1");
  }

  @Test
  void the_second_time_nothing_runs() {
    pipeline().run(place("1"));
    List<Pipeline.Result> results = pipeline().run(place("1"));

    assertThat(results).noneMatch(Pipeline.Result::ran);
    assertThat(ingest.runs).isEqualTo(1);
    assertThat(features.runs).isEqualTo(1);
    assertThat(pipeline().isUpToDate(ingest, place("1"))).isTrue();
  }

  @Test
  void settings_files_and_code_make_a_step_out_of_date() {
    pipeline().run(place("1"));

    ingest.settings = "delimiter = ;";
    pipeline().run(place("1"));
    assertThat(ingest.runs).isEqualTo(2);
    assertThat(features.runs).isEqualTo(1);

    ingest.outside = "orders.csv 12 bytes";
    pipeline().run(place("1"));
    assertThat(ingest.runs).isEqualTo(3);
    assertThat(log().lastDone("ingest").orElseThrow().provenance().inputs()).containsKey("outside");

    pipeline().run(place("2"));
    assertThat(ingest.runs).isEqualTo(4);
    assertThat(features.runs).isEqualTo(2);
  }

  @Test
  void a_new_snapshot_makes_those_who_read_it_out_of_date_and_compaction_does_not() {
    pipeline().run(place("1"));
    addEvent(1);
    addEvent(2);
    pipeline().run(place("1"));
    assertThat(ingest.runs).as("writes events itself").isEqualTo(1);
    assertThat(features.runs).isEqualTo(2);

    LakeTable events = lake.table(Tables.EVENTS);
    assertThat(new Compaction(engine, 1, Long.MAX_VALUE).compact(events).filesBefore())
        .isEqualTo(2);
    pipeline().run(place("1"));
    assertThat(features.runs).isEqualTo(2);
  }

  @Test
  void after_a_failure_it_goes_on_with_the_step_that_failed() {
    features.failure = new LakeException("Cannot read events: the moon is full");

    assertThatThrownBy(() -> pipeline().run(place("1")))
        .isInstanceOf(StepFailed.class)
        .hasMessage("Cannot finish step features: Cannot read events: the moon is full")
        .hasCause(features.failure);
    assertThat(log().latest(2))
        .filteredOn(run -> run.step().equals("features"))
        .extracting(Run::outcome)
        .containsExactly(Run.Outcome.FAILED);

    features.failure = null;
    List<Pipeline.Result> results = pipeline().run(place("1"));
    assertThat(results).extracting(Pipeline.Result::ran).containsExactly(false, true);
    assertThat(ingest.runs).isEqualTo(1);
  }

  @Test
  void a_run_that_was_killed_makes_its_step_out_of_date_though_nothing_else_changed() {
    Run done = pipeline().run(place("1")).get(0).run();
    Pipeline later = pipeline();
    log()
        .begin(
            new Run(
                "killed",
                "ingest",
                clock.instant(),
                Duration.ZERO,
                Run.Outcome.STARTED,
                done.provenance(),
                0,
                0,
                Map.of(),
                ""));

    assertThat(log().latest(1)).extracting(Run::outcome).containsExactly(Run.Outcome.STARTED);
    assertThat(later.isUpToDate(ingest, place("1"))).isFalse();
    assertThat(pipeline().run(place("1")))
        .extracting(Pipeline.Result::ran)
        .containsExactly(true, false);
    assertThat(pipeline().run(place("1"))).noneMatch(Pipeline.Result::ran);
    assertThat(log().latest(9))
        .as("each run is one row, with how it ended")
        .extracting(Run::outcome)
        .containsExactlyInAnyOrder(
            Run.Outcome.DONE, Run.Outcome.DONE, Run.Outcome.STARTED, Run.Outcome.DONE);
  }

  @Test
  void a_forced_run_that_failed_makes_its_step_out_of_date_too() {
    pipeline().run(place("1"));
    Pipeline forced = pipeline();
    features.failure = new LakeException("Cannot write features: the disk is full");
    assertThatThrownBy(() -> forced.run(features, place("1"))).isInstanceOf(StepFailed.class);

    features.failure = null;
    assertThat(pipeline().run(place("1")))
        .extracting(Pipeline.Result::ran)
        .containsExactly(false, true);
  }

  @Test
  void what_others_say_about_a_failure_is_not_kept_since_it_may_hold_personal_data() {
    ingest.failure = new IllegalStateException("Could not convert 'ada@example.org' to INT64");
    ingest.failure.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("org.elsewhere.Parser", "parse", "Parser.java", 1)
        });

    assertThatThrownBy(() -> pipeline().run(place("1"))).isInstanceOf(StepFailed.class);
    assertThat(log().latest(1).get(0).message()).isEqualTo("unexpected IllegalStateException");
  }

  @Test
  void two_runs_in_one_instant_have_two_names() {
    Pipeline pipeline = pipeline();
    Run first = pipeline.run(ingest, place("1")).run();
    Run second = pipeline.run(ingest, place("1")).run();

    assertThat(second.id()).isEqualTo(first.id() + "-2");
  }

  @Test
  void a_table_that_nobody_knows_is_refused() {
    CountingStep odd =
        new CountingStep("odd", List.of("evnets"), List.of(), new StepReport(0, 0, Map.of(), ""));

    assertThatThrownBy(() -> Pipeline.of(List.of(odd), Tables.ALL).run(place("1")))
        .hasMessage("Unknown table: evnets, read by step odd");
  }

  private void addEvent(long id) {
    Batch batch = new Batch(Tables.EVENTS.columns().stream().map(Column::field).toList(), 1);
    int row = batch.addRow();
    batch.setLong(batch.index("event_id"), row, id);
    batch.setLong(batch.index("occurred_at"), row, 1_000_000);
    engine.load("one_event", Batches.of(batch));
    LakeTable events = lake.table(Tables.EVENTS);
    events.append(
        "batch-" + id, engine.write("SELECT * FROM one_event", FileTarget.of(events)), Map.of());
  }

  private Pipeline pipeline() {
    clock = Clock.offset(clock, Duration.ofSeconds(1));
    return Pipeline.of(List.of(features, ingest), Tables.ALL);
  }

  private Pipeline.Place place(String codeVersion) {
    return new Pipeline.Place(lake, engine, clock, 42, codeVersion, Progress.silent());
  }

  private RunLog log() {
    return new RunLog(lake, engine);
  }
}
