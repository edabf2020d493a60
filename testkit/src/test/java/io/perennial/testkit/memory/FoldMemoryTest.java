// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.testkit.crash.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldMemoryTest {

  @TempDir Path folder;

  /** Two million rows with texts of their own are some 250 MB of Java objects. */
  @Test
  void two_million_rows_are_folded_with_a_heap_of_64_megabytes() throws IOException {
    assertThat(fold("2000000", "2", "100003", "1"))
        .containsExactly("rows 100004 events 2000000 notes 2000000 largest 500000");
  }

  /** A row of the result for each key and instant: some 600 MB of them, from 40 MB of rows. */
  @Test
  void many_instants_of_keys_with_one_event_each_fit_too() throws IOException {
    assertThat(fold("400000", "2", "400009", "48"))
        .containsExactly("rows 14400048 events 19200000 notes 19200000 largest 100000");
  }

  private List<String> fold(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(folder.resolve("spill").toString()));
    all.addAll(List.of(arguments));
    try (ChildJvm child =
        ChildJvm.start(
            LeanFold.class,
            List.of("-Xmx64m", "-XX:+UseSerialGC"),
            all,
            folder.resolve("errors.txt"))) {
      int exit = child.await(Duration.ofMinutes(2));

      assertThat(child.errors()).isEmpty();
      assertThat(exit).isZero();
      return child.lines();
    }
  }
}
