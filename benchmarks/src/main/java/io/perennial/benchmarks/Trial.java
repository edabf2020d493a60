// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

/**
 * A work to be measured under a name.
 *
 * @param name unique in its benchmark
 * @param work what to do
 * @param arguments of the work
 * @param heapMebibytes of its process
 */
record Trial(String name, WorkName work, Arguments arguments, int heapMebibytes) {

  Trial(String name, WorkName work, Arguments arguments) {
    this(name, work, arguments, Runner.HEAP_MEBIBYTES);
  }
}
