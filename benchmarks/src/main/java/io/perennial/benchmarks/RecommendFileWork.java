// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

/** Writes the log that recommendations are learned from, to {@code file}. */
final class RecommendFileWork implements Work {

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    if (arguments.has("retail")) {
      RecommendLog.writeRetail(arguments.path("retail"), arguments.path("file"));
    } else {
      RecommendLog.writeSimulated(
          arguments.count("customers"), arguments.count("items"), arguments.path("file"));
    }
  }
}
