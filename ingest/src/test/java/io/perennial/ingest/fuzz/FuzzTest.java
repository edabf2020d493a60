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
 * Mutated files, a seventh of each {@link Kind}, go through the real ingest on DuckDB, with {@code
 * -Pslow}. One in a hundred is changed in its first line or its encoding, the others in their rows.
 * Another seed by {@code -Dperennial.fuzz.seed=…}, another count of the longest test by {@code
 * -Dperennial.fuzz.files=…}.
 */
class FuzzTest {

  private static final long SEED = Long.getLong("perennial.fuzz.seed", 20_261_122);

  @TempDir Path folder;

  @Test
  @Tag("slow")
  void three_thousand_mutated_files_stop_nothing_and_lose_nothing() throws IOException {
    run(3_000);
  }

  @Test
  @Tag("slow")
  void ten_thousand_mutated_files_stop_nothing_and_lose_nothing() throws IOException {
    run(10_000);
  }

  @Test
  @Tag("slow")
  void a_million_mutated_files_stop_nothing_and_lose_nothing() throws IOException {
    run(Integer.getInteger("perennial.fuzz.files", 1_000_000));
  }

  private void run(int count) throws IOException {
    long start = System.nanoTime();
    FuzzRun run = new FuzzRun(folder, SEED, List.of(Kind.values()));
    run.run(count);

    System.out.printf(
        Locale.ROOT,
        "%,d mutated files in %.0f s, seed %d: %,d rows read, %,d of them in quarantine; %,d files"
            + " not read, each with a reason%n",
        run.files(),
        (System.nanoTime() - start) / 1e9,
        SEED,
        run.rows(),
        run.quarantined(),
        run.notRead());
    run.reasons().forEach((why, times) -> System.out.printf(Locale.ROOT, "%,8d %s%n", times, why));
    assertThat(run.files()).isGreaterThanOrEqualTo(count);
    assertThat(run.notRead()).as("files not read").isLessThan(run.files() / 2);
  }
}
