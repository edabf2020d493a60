// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

/**
 * Something to be measured. It prepares, does the timed part once or more, and says what it saw.
 */
interface Work {

  /** Does it. What is not inside {@link Timing#round} is not timed. */
  void run(Arguments arguments, Timing timing) throws Exception;
}
