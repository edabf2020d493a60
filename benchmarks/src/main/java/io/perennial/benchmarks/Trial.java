// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

/**
 * A work to be measured under a name.
 *
 * @param name unique in its benchmark
 * @param work what to do
 * @param arguments of the work
 * @param heapMebibytes of its process
 * @param required whether its failure is that of the benchmark; else it has no series
 */
record Trial(String name, WorkName work, Arguments arguments, int heapMebibytes, boolean required) {

  Trial(String name, WorkName work, Arguments arguments) {
    this(name, work, arguments, Runner.HEAP_MEBIBYTES, true);
  }

  Trial withHeap(int mebibytes) {
    return new Trial(name, work, arguments, mebibytes, required);
  }

  /** The same, as a peer that may run out of memory where ours does not. */
  Trial mayFail() {
    return new Trial(name, work, arguments, heapMebibytes, false);
  }
}
