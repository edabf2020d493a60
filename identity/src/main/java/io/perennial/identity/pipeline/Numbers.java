// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import io.perennial.lake.Batches;
import io.perennial.lake.Engine;

/** Single numbers of the engine. */
final class Numbers {

  private Numbers() {}

  /** What a query of one number gives. */
  static long of(Engine engine, String sql) {
    try (Batches rows = engine.query(sql)) {
      rows.next();
      return rows.batch().longs(0)[0];
    }
  }
}
