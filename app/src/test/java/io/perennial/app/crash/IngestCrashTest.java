// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.ingest.IngestReport;
import io.perennial.lake.step.Progress;
import io.perennial.testkit.crash.ChildJvm;
import io.perennial.testkit.crash.KillMoment;
import io.perennial.testkit.crash.LakeMoments;
import io.perennial.testkit.simulate.Simulation;
import io.perennial.testkit.simulate.SimulationConfig;
import io.perennial.testkit.simulate.csv.CsvEventSink;
import io.perennial.testkit.simulate.csv.DirtKind;
import io.perennial.testkit.simulate.csv.DirtySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that ingests, ingests again, and compares with a workspace where nobody was
 * killed. Give another seed by {@code -Dperennial.crash.seed=…}.
 */
class IngestCrashTest {

  private static final long SEED = Long.getLong("perennial.crash.seed", 20_261_122);

  private static final List<String> FLAGS =
      List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

  @TempDir Path folder;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private long rowsInFiles;

  @Test
  @Tag("slow")
  void reconciles_after_two_kills() throws IOException {
    run(2);
  }

  @Test
  @Tag("slow")
  void reconciles_after_twenty_kills() throws IOException {
    run(20);
  }

  private void run(int count) throws IOException {
    long start = System.nanoTime();
    Path killed = Files.createDirectories(folder.resolve("killed"));
    Path spared = Files.createDirectories(folder.resolve("spared"));
    Files.createDirectories(killed.resolve("lake"));
    int kills = 0;
    int inside = 0;
    for (int round = 0; kills < count; round++) {
      assertThat(round).as("rounds that ended before their kill").isLessThan(2 * count + 10);
      arrive(round, killed, spared);
      KillMoment moment = moment(killed);
      try (ChildJvm child =
          ChildJvm.start(
              IngestWorker.class,
              FLAGS,
              List.of(killed.toString()),
              folder.resolve("errors-" + round + ".txt"))) {
        boolean hit = moment.kill(child);
        kills += hit ? 1 : 0;
        inside += child.count("begin") > child.count("done") ? 1 : 0;
        check(round, killed, spared, child, moment);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%d kills in %.1f s, seed %d, %d of them inside a file; %,d rows%n",
        kills,
        (System.nanoTime() - start) / 1e9,
        SEED,
        inside,
        rowsInFiles);
  }

  private KillMoment moment(Path workspace) {
    if (random.nextInt(3) == 0) {
      return new KillMoment.AfterLine(
          "begin", 1 + random.nextInt(3), Duration.ofMillis(random.nextInt(500)));
    }
    return LakeMoments.random(random, workspace.resolve("lake"));
  }

  private void check(int round, Path killed, Path spared, ChildJvm child, KillMoment moment)
      throws IOException {
    String where = "seed " + SEED + ", round " + round + ", " + child.lines() + ", " + moment;
    assertThat(child.errors()).as(where).doesNotContain("Exception in thread");
    try (IngestedLake lake = new IngestedLake(killed);
        IngestedLake other = new IngestedLake(spared)) {
      long before = other.fileFigures().get(0);
      List<Long> events = lake.figures().get("events");
      assertThat(events.get(0)).as("no event twice, " + where).isEqualTo(events.get(1));
      assertThat(lake.fileFigures().get(0))
          .as("files that were acknowledged, " + where)
          .isGreaterThanOrEqualTo(before + child.count("done"));
      assertThat(lake.brokenPromises()).as("files read in part, " + where).isZero();

      lake.ingest(Progress.silent());
      IngestReport report = other.ingest(Progress.silent());

      assertThat(lake.figures()).as("as if nobody was killed, " + where).isEqualTo(other.figures());
      assertThat(report.read())
          .isEqualTo(report.kept() + report.duplicate() + report.quarantined());
      assertThat(lake.fileFigures().get(1)).as("rows read, " + where).isEqualTo(rowsInFiles);
      assertThat(lake.figures().get("events").get(0)).isEqualTo(lake.fileFigures().get(2));
      assertThat(lake.ingest(Progress.silent()).read()).as("nothing is new, " + where).isZero();
    }
  }

  /** Two new files arrive in both workspaces, and an older one grows. */
  private void arrive(int round, Path killed, Path spared) throws IOException {
    Path data = Files.createDirectories(killed.resolve(IngestedLake.FILES));
    write(data.resolve("day-" + round + "-a.csv"), 10L * round + 1);
    write(data.resolve("day-" + round + "-b.csv"), 10L * round + 2);
    if (round > 0) {
      Path more = folder.resolve("more.csv");
      write(more, 10L * round + 3);
      Path older = data.resolve("day-" + (round - 1) + "-a.csv");
      List<String> lines = Files.readAllLines(more);
      rowsInFiles += Files.readAllLines(older).size() - 1;
      Files.write(older, lines.subList(1, lines.size()), StandardOpenOption.APPEND);
    }
    Path copies = Files.createDirectories(spared.resolve(IngestedLake.FILES));
    try (var files = Files.list(data)) {
      for (Path file : files.toList()) {
        Files.copy(file, copies.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private void write(Path file, long seed) throws IOException {
    SimulationConfig config =
        SimulationConfig.defaults().withAboutOrders(400).withSeed(SEED + seed);
    DirtySpec dirt =
        DirtySpec.none()
            .with(DirtKind.BAD_DATE, 0.01)
            .with(DirtKind.EMPTY_KEY, 0.01)
            .with(DirtKind.DUPLICATE, 0.02);
    try (CsvEventSink sink = CsvEventSink.create(file, config, dirt)) {
      Simulation.of(config).run(sink, 1);
      rowsInFiles += sink.report().rows();
    }
  }
}
