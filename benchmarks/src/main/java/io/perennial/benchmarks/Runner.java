// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

/** Runs a work once and answers what it measured. */
interface Runner {

  /** Heap for works whose memory is mostly the engine's. */
  int HEAP_MEBIBYTES = 2_048;

  Sample run(WorkName work, Arguments arguments, int heapMebibytes);

  default Sample run(WorkName work, Arguments arguments) {
    return run(work, arguments, HEAP_MEBIBYTES);
  }

  /** In this process, each work once: quick, and with peaks that mean nothing. For tests. */
  static Runner here() {
    return (work, arguments, heap) -> Main.measure(work, arguments.with("rounds", 1));
  }
}
