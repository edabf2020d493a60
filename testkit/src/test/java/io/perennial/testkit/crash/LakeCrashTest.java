// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that works on a lake, again and again on the same lake. Give another seed by
 * {@code -Dperennial.crash.seed=…}.
 */
class LakeCrashTest {

  private static final long SEED = Long.getLong("perennial.crash.seed", 20_261_122);

  @TempDir Path workspace;

  @Test
  void loses_and_doubles_nothing_in_five_kills() throws IOException {
    assertThat(run(5).kills()).isEqualTo(5);
  }

  @Test
  @Tag("slow")
  void loses_and_doubles_nothing_in_a_hundred_kills() throws IOException {
    assertThat(run(100).kills()).isEqualTo(100);
  }

  private CrashRun run(int kills) throws IOException {
    try (CrashRun run = new CrashRun(workspace, SEED)) {
      run.kill(kills);
      System.out.println(run.report());
      return run;
    }
  }
}
