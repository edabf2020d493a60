// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Runs {@link DeepBenchmark}: {@code mvn verify -Pslow -pl value-deep -am -Dtest=DeepBenchmarkTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Ddeep.benchmark=speed,100000}; the table is written to
 * {@code target/deep-benchmark.md}.
 */
class DeepBenchmarkTest {

  @Tag("slow")
  @Test
  void networks_are_compared() throws IOException {
    TorchIsThere.orSkip();
    String asked = System.getProperty("deep.benchmark", "cdnow");

    String table = DeepBenchmark.run(List.of(asked.split(",", -1)));

    Files.write(Path.of("target", "deep-benchmark.md"), table.getBytes(StandardCharsets.UTF_8));
    assertThat(table).isNotBlank();
  }
}
