// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

/** Writes the points that peers cluster, to {@code file}. */
final class DensityFileWork implements Work {

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    DensityPoints.write(DensityWork.points(arguments), arguments.path("file"));
  }
}
