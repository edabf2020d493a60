// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

/** A question about speed or memory, and the works that answer it. */
interface Benchmark {

  /** What the command line calls it. */
  String name();

  /** What it asks, one line. */
  String question();

  /** Measures, and answers with Markdown: tables and what must be known to read them. */
  String run(Session session);
}
