// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import java.util.ArrayList;
import java.util.List;

/** Records drawn from the view {@code events}: the same ones each time, with no regard to size. */
final class RecordSample {

  private final Engine engine;

  RecordSample(Engine engine) {
    this.engine = engine;
  }

  /** At most {@code count} records. Ids are hashes, so any order unrelated to them is random. */
  List<Long> records(int count) {
    List<Long> records = new ArrayList<>();
    try (Batches batches =
        engine.query(
            "SELECT record_id FROM (SELECT DISTINCT record_id FROM events)"
                + " ORDER BY record_id % 1000003, record_id LIMIT "
                + count)) {
      while (batches.next()) {
        for (int row = 0; row < batches.batch().rows(); row++) {
          records.add(batches.batch().longs(0)[row]);
        }
      }
    }
    return records;
  }
}
