// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mutated files, as many of each {@link Kind}, go through the real ingest on DuckDB; a million of
 * them with {@code -Pslow}. Others are tried by {@code -Dfuzz.seed=…}; {@code -Dfuzz.inputs=…}
 * bounds the long run, and {@code -Dfuzz.from=…} takes it up at a round, each of which is the same
 * wherever a run begins.
 */
class FuzzTest {

  private static final long SEED = Long.getLong("fuzz.seed", 20_261_122);

  @TempDir Path folder;

  @Test
  void three_hundred_mutated_files_stop_nothing_and_lose_nothing() throws IOException {
    run(0, 300, 300);
  }

  @Test
  @Tag("slow")
  void a_million_mutated_files_stop_nothing_and_lose_nothing() throws IOException {
    run(
        Integer.getInteger("fuzz.from", 0),
        Integer.getInteger("fuzz.inputs", 1_000_000),
        FuzzRun.FILES_A_ROUND);
  }

  private void run(int from, int inputs, int filesARound) throws IOException {
    long start = System.nanoTime();
    FuzzRun run = new FuzzRun(folder, SEED, List.of(Kind.values()), filesARound);
    for (int round = from; run.files() < inputs; round++) {
      run.round(round);
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "seed %d, rounds %d to %d: %,d mutated files in %.0f s, %.0f a second; %,d rows read,"
              + " %,d of them in quarantine; %,d pieces not read, each with a reason%n",
          SEED,
          from,
          round,
          run.files(),
          seconds,
          run.files() / seconds,
          run.rows(),
          run.quarantined(),
          run.notRead());
    }
    run.reasons().forEach((why, times) -> System.out.printf(Locale.ROOT, "%,8d %s%n", times, why));
    assertThat(run.files()).isGreaterThanOrEqualTo(inputs);
    assertThat(run.notRead()).as("pieces not read").isLessThan(run.files() / 2);
  }
}
