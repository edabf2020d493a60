// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * Reads a result to its end and says what it held, whatever the order of its rows: equal results
 * have equal digests, and two that differ in one bit almost surely have not.
 */
final class Digest {

  private static final long PRIME = 0x9E3779B97F4A7C15L;

  private long rows;
  private long exact;
  private long bits;
  private double[] sums = {};

  /** Reads and closes {@code batches}. */
  static Digest of(Batches batches) {
    Digest digest = new Digest();
    digest.sums = new double[batches.fields().size()];
    try (batches) {
      while (batches.next()) {
        digest.add(batches.batch());
      }
    }
    return digest;
  }

  private void add(Batch batch) {
    int columns = batch.fields().size();
    for (int row = 0; row < batch.rows(); row++) {
      long rowExact = 1;
      long rowBits = 1;
      for (int column = 0; column < columns; column++) {
        ColumnType type = batch.fields().get(column).type();
        if (batch.isNull(column, row)) {
          rowExact = mixed(rowExact, 7);
          rowBits = mixed(rowBits, 7);
        } else if (type == ColumnType.DOUBLE || type == ColumnType.DECIMAL) {
          double value = batch.doubles(column)[row];
          sums[column] += value;
          rowBits = mixed(rowBits, Double.doubleToLongBits(value));
        } else {
          long value =
              type == ColumnType.STRING
                  ? batch.texts(column)[row].hashCode()
                  : batch.longs(column)[row];
          rowExact = mixed(rowExact, value);
          rowBits = mixed(rowBits, value);
        }
      }
      exact += rowExact;
      bits += rowBits;
    }
    rows += batch.rows();
  }

  private static long mixed(long hash, long value) {
    long product = (hash ^ value) * PRIME;
    return product ^ (product >>> 32);
  }

  long rows() {
    return rows;
  }

  /** Notes the digest: rows, all but doubles, everything to the bit, and the sums of doubles. */
  void note(String of, Timing timing) {
    timing.fact(of + ".rows", rows);
    timing.fact(of + ".exact", Long.toHexString(exact));
    timing.fact(of + ".bits", Long.toHexString(bits));
    StringJoiner each = new StringJoiner(",");
    for (double sum : sums) {
      each.add(String.format(Locale.ROOT, "%.17g", sum));
    }
    timing.fact(of + ".sums", each);
  }

  /** Requires that two works found the same: integers and texts equal, doubles close. */
  static void requireClose(String of, Sample one, Sample other) {
    Agreement.same(of + ".rows", one, other);
    Agreement.same(of + ".exact", one, other);
    Agreement.close(of + ".sums", one, other);
  }
}
