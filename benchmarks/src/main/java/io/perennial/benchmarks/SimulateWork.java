// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.testkit.simulate.Simulation;
import io.perennial.testkit.simulate.SimulationConfig;
import io.perennial.testkit.simulate.csv.CsvEventSink;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a CSV file of simulated orders in order of time. */
final class SimulateWork implements Work {

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    Path file = arguments.path("csv");
    SimulationConfig config =
        SimulationConfig.defaults()
            .withAboutOrders(arguments.number("rows"))
            .withSeed(arguments.number("seed"));
    Path part = file.resolveSibling(file.getFileName() + ".part");
    long rows =
        timing.round(
            () -> {
              try (CsvEventSink sink = CsvEventSink.create(part, config)) {
                Simulation.of(config)
                    .runInTimeOrder(sink, arguments.count("threads"), arguments.path("spill"));
                return sink.report().rows();
              }
            });
    timing.fact("rows", rows);
    Files.move(part, file);
  }
}
