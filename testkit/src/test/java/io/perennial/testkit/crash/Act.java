// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.crash;

import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * One thing that is done to a lake; doing it again changes nothing.
 *
 * @param number from 0 on, in order
 * @param kind what is done
 * @param rows of a batch; 0 for other kinds
 * @param records whose rows a batch has, in turn; of an erasure the one who is erased
 */
record Act(int number, Kind kind, int rows, List<Long> records) {

  enum Kind {
    EVENTS,
    CLAIMS,
    COMPACTION,
    EXPIRY,
    ERASURE,
    SWEEP
  }

  Act {
    records = List.copyOf(records);
  }

  /** What the table holds of a batch, as counts and sums that hardly any wrong row leaves alone. */
  record Totals(long rows, long distinct, long idSum, long recordSum) {}

  boolean isBatch() {
    return kind == Kind.EVENTS || kind == Kind.CLAIMS;
  }

  String batchId() {
    return "batch " + number;
  }

  /** The table that a batch goes to. */
  TableSpec table() {
    return kind == Kind.CLAIMS ? Tables.CLAIMS : Tables.EVENTS;
  }

  /** The id of a row, different in all batches. */
  long id(int row) {
    return number * 100_000L + row;
  }

  /** Whose the row is. */
  long record(int row) {
    return records.get(row % records.size());
  }

  /** What should be there of this batch when some records were erased. */
  Totals totals(LongPredicate erased) {
    long count = 0;
    long idSum = 0;
    long recordSum = 0;
    for (int row = 0; row < rows; row++) {
      if (!erased.test(record(row))) {
        count++;
        idSum += id(row);
        recordSum += record(row);
      }
    }
    return new Totals(count, count, idSum, recordSum);
  }
}
