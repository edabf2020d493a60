// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.lake.EngineSettings;
import io.perennial.serve.Role;
import io.perennial.serve.ServeConfig;
import io.perennial.serve.key.KeyBook;
import io.perennial.serve.server.PerennialServer;
import io.perennial.serve.server.RunningServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * The process that {@link ServedProcess} starts: says where it is found and the key to it, and ends
 * with its input.
 */
final class ServedMain {

  private ServedMain() {}

  /** The lake of the arguments. */
  static ServedLake lake(Arguments arguments) {
    return new ServedLake(
        arguments.path("folder"),
        new EngineSettings(
            arguments.number("memory") << 20,
            arguments.count("threads"),
            arguments.path("spill"),
            Map.of()));
  }

  public static void main(String[] args) throws IOException {
    ServedLake lake = lake(Arguments.parse(Arrays.asList(args)));
    String key =
        new KeyBook(lake.stateFolder(), lake.clock(), lake.audit())
            .create("benchmark", Set.of(Role.ANALYST), Duration.ofDays(1), "benchmark")
            .text();
    ServeConfig usual = ServeConfig.defaults();
    ServeConfig config =
        new ServeConfig(
            usual.host(), 0, 100_000, usual.session(), usual.metrics(), usual.tls(), usual.oidc());
    try (RunningServer server = PerennialServer.start(lake, config, line -> {})) {
      System.out.println(server.address());
      System.out.println(key);
      while (System.in.read() >= 0) {
        // until nobody holds it open
      }
    }
  }
}
