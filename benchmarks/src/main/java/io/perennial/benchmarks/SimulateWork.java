// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.testkit.simulate.BuyingParameters;
import io.perennial.testkit.simulate.Simulation;
import io.perennial.testkit.simulate.SimulationConfig;
import io.perennial.testkit.simulate.csv.CsvEventSink;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a CSV file of simulated orders in order of time: of customers who leave as CDNOW's do and
 * buy nine times as often, so that ten million events are those of half a million customers.
 */
final class SimulateWork implements Work {

  private static final BuyingParameters REGULARS =
      new BuyingParameters(0.553, 1.12, 0.606, 11.669, 6.25, 3.74, 15.44);

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    Path file = arguments.path("csv");
    SimulationConfig config =
        SimulationConfig.defaults()
            .withBuying(REGULARS)
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
