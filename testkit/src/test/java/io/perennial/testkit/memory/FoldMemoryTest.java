// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.testkit.crash.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldMemoryTest {

  @TempDir Path folder;

  /** Two million rows with texts of their own are some 250 MB of Java objects. */
  @Test
  void two_million_rows_are_folded_with_a_heap_of_64_megabytes() throws IOException {
    try (ChildJvm child =
        ChildJvm.start(
            LeanFold.class,
            List.of("-Xmx64m", "-XX:+UseSerialGC"),
            List.of(folder.resolve("spill").toString(), "2000000", "2"),
            folder.resolve("errors.txt"))) {
      int exit = child.await(Duration.ofMinutes(2));

      assertThat(child.errors()).isEmpty();
      assertThat(exit).isZero();
      assertThat(child.lines())
          .containsExactly("keys 100004 events 2000000 notes 2000000 largest 500000");
    }
  }
}
