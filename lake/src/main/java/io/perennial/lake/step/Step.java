// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.step;

import java.util.List;

/** A piece of work that reads tables and writes tables; the pipeline is the graph of them. */
public interface Step {

  /** What people call it: ingest, resolve, features. */
  String name();

  /** The tables it reads. */
  List<String> reads();

  /** The tables it writes. */
  List<String> writes();

  /**
   * The configuration that its result depends on, canonical: equal texts mean equal results from
   * equal inputs. Secrets are masked.
   */
  String settings();

  /**
   * The state of what it reads outside the lake, such as a hash over file names, sizes and times;
   * empty when it reads tables alone.
   */
  String outside();

  /** Does the work. May be called again after a failure, and goes on where it can. */
  StepReport run(StepContext context);
}
