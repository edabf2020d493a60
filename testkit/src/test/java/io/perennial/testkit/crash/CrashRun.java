// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.lake.DataFile;
import io.perennial.lake.Engine;
import io.perennial.lake.LakeTable;
import io.perennial.lake.Snapshot;
import io.perennial.lake.TableSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A lake that is killed over and over. After each kill: a reader sees whole acts only, and all that
 * were acknowledged; the lake opens for writing at once; the act that was interrupted is repeated;
 * then what is there is exactly what was done, in no file but those that snapshots know.
 */
final class CrashRun implements AutoCloseable {

  /** Acts that a process does when nobody kills it. */
  private static final int MOST_ACTS = 12;

  private static final List<String> FLAGS =
      List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

  private static final List<Act.Kind> KINDS = List.of(Act.Kind.values());

  private final Path workspace;
  private final long seed;
  private final SplittableRandom random;
  private final Acts acts;
  private final Engine engine;
  private final Map<Act.Kind, Integer> interrupted = new EnumMap<>(Act.Kind.class);
  private final long startNanos = System.nanoTime();
  private int done;
  private int kills;
  private int opening;
  private int between;
  private int unacknowledged;

  CrashRun(Path workspace, long seed) {
    this.workspace = workspace;
    this.seed = seed;
    this.random = new SplittableRandom(seed + 1);
    this.acts = new Acts(seed);
    this.engine = CrashLake.engine(workspace);
  }

  int kills() {
    return kills;
  }

  /** Kills until {@code count} processes died in the middle of their work. */
  void kill(int count) throws IOException {
    Files.createDirectories(workspace.resolve("lake"));
    for (int round = 0; kills < count; round++) {
      assertThat(round).as("rounds that ended before their kill").isLessThan(2 * count + 10);
      Path errors = workspace.resolve("errors-" + round + ".txt");
      KillMoment moment = moment();
      try (ChildJvm child =
          ChildJvm.start(
              LakeWorker.class,
              FLAGS,
              List.of(
                  workspace.toString(),
                  String.valueOf(seed),
                  String.valueOf(done),
                  String.valueOf(MOST_ACTS)),
              errors)) {
        boolean killed = moment.kill(child);
        String where =
            "seed " + seed + ", round " + round + ", after " + child.lines() + ", " + moment;
        assertThat(child.errors()).as(where).isEmpty();
        if (killed) {
          kills++;
        }
        try {
          check(child, where, killed);
        } catch (RuntimeException e) {
          throw new AssertionError("Cannot go on: " + where, e);
        }
      }
    }
  }

  private KillMoment moment() {
    int lot = random.nextInt(100);
    if (lot < 8) {
      return new KillMoment.AfterLine("", 1, Duration.ofMillis(300 + random.nextInt(1_500)));
    }
    if (lot < 45) {
      return new KillMoment.AfterLine(
          "begin " + KINDS.get(random.nextInt(KINDS.size())),
          1,
          Duration.ofNanos(random.nextInt(200_000) * 1_000L));
    }
    return LakeMoments.random(random, workspace.resolve("lake"));
  }

  private void check(ChildJvm child, String where, boolean killed) {
    int before = done;
    done += Math.toIntExact(child.count("done"));
    boolean inside = child.count("begin") > child.count("done");
    Act begun = inside ? acts.at(done) : null;
    if (killed) {
      tell(child, begun);
    }

    Map<String, Map<String, Act.Totals>> seen = new HashMap<>();
    try (CrashLake reader = CrashLake.read(workspace, engine)) {
      for (TableSpec spec : CrashLake.TABLES) {
        seen.put(spec.name(), whole(reader, spec, begun, "a reader, " + where));
      }
    }
    try (CrashLake lake = CrashLake.open(workspace, engine)) {
      boolean there = false;
      for (TableSpec spec : CrashLake.TABLES) {
        Map<String, Act.Totals> now = whole(lake, spec, begun, where);
        there |= begun != null && !now.equals(acts.expected(spec.name(), done, null));
        if (!seen.get(spec.name()).equals(acts.expected(spec.name(), done, null))) {
          assertThat(now)
              .as("not less than a reader saw, " + where)
              .isEqualTo(seen.get(spec.name()));
        }
        for (int number = before; number < done; number++) {
          Act act = acts.at(number);
          if (act.isBatch()) {
            assertThat(lake.table(act.table()).holds(act.batchId())).as(where).isTrue();
          }
        }
        if (begun != null && begun.isBatch() && begun.table().equals(spec)) {
          assertThat(lake.table(spec).holds(begun.batchId()))
              .as("the ledger agrees with the rows, " + where)
              .isEqualTo(now.containsKey(begun.batchId()));
        }
      }
      unacknowledged += there ? 1 : 0;
      if (begun != null) {
        lake.perform(begun);
        done++;
      }
      exact(lake, where);
    }
  }

  private void tell(ChildJvm child, @Nullable Act begun) {
    if (begun != null) {
      interrupted.merge(begun.kind(), 1, Integer::sum);
    } else if (child.count("ready") == 0) {
      opening++;
    } else {
      between++;
    }
  }

  /** All that was acknowledged, and of the act that was begun all or nothing. */
  private Map<String, Act.Totals> whole(
      CrashLake lake, TableSpec spec, @Nullable Act begun, String where) {
    Map<String, Act.Totals> contents = lake.contents(spec);
    assertThat(contents)
        .as(spec.name() + ", " + where)
        .isIn(acts.expected(spec.name(), done, null), acts.expected(spec.name(), done, begun));
    return contents;
  }

  private void exact(CrashLake lake, String where) {
    Set<Long> erased = acts.erased(done);
    for (TableSpec spec : CrashLake.TABLES) {
      Map<String, Act.Totals> expected = acts.expected(spec.name(), done, null);
      assertThat(lake.contents(spec)).as("repeated, " + where).isEqualTo(expected);
      LakeTable table = lake.table(spec);
      table.sweepOrphans(Duration.ZERO);
      assertThat(table.filesOnDisk().stream().map(DataFile::path).collect(Collectors.toSet()))
          .as("files on the disk, " + where)
          .isEqualTo(known(table));
      assertThat(lake.rowsOnDisk(spec, erased)).as("erased rows on the disk, " + where).isZero();
      try (CrashLake reader = CrashLake.read(workspace, engine)) {
        assertThat(reader.table(spec).snapshot())
            .as("the pointer and the catalog, " + where)
            .isEqualTo(table.snapshot());
        assertThat(reader.contents(spec)).as("a reader, " + where).isEqualTo(expected);
      }
    }
  }

  private static Set<String> known(LakeTable table) {
    return table.history().stream()
        .map(Snapshot::id)
        .flatMap(id -> table.scanAt(id).files().stream())
        .map(DataFile::path)
        .collect(Collectors.toSet());
  }

  /** One line: how many kills, in the middle of what, how long. */
  String report() {
    return String.format(
        "%d kills in %.1f s, seed %d: %s interrupted, %d while opening, %d between acts; of the"
            + " interrupted acts %d were done but not acknowledged; %d acts in all",
        kills,
        (System.nanoTime() - startNanos) / 1e9,
        seed,
        interrupted,
        opening,
        between,
        unacknowledged,
        done);
  }

  @Override
  public void close() {
    engine.close();
  }
}
