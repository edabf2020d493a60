// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

import java.util.Iterator;
import java.util.List;

/**
 * A stream of batches. Each batch is valid until the next is asked for; closing early is allowed
 * and releases the query.
 */
public interface Batches extends AutoCloseable {

  List<Field> fields();

  /** Moves on; false at the end. */
  boolean next();

  /** The batch at which the stream stands, never empty. */
  Batch batch();

  @Override
  void close();

  /** A stream of one batch that is already there. */
  static Batches of(Batch batch) {
    return of(batch.fields(), List.of(batch).iterator());
  }

  /** A stream of batches that are made as they are asked for; empty ones are left out. */
  static Batches of(List<Field> fields, Iterator<Batch> batches) {
    return new GivenBatches(fields, batches);
  }
}
