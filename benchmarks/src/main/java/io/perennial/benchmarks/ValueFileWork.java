// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

/** Writes the histories that peers read. */
final class ValueFileWork implements Work {

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    CustomerBase base = CustomerBase.of(arguments.count("customers"));
    timing.round(
        () -> {
          base.write(arguments.path("csv"));
          return true;
        });
  }
}
