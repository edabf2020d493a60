// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Batches that come from an iterator. */
final class GivenBatches implements Batches {

  private final List<Field> fields;
  private final Iterator<Batch> rest;
  private @Nullable Batch current;

  GivenBatches(List<Field> fields, Iterator<Batch> rest) {
    this.fields = List.copyOf(fields);
    this.rest = rest;
  }

  @Override
  public List<Field> fields() {
    return fields;
  }

  @Override
  public boolean next() {
    while (rest.hasNext()) {
      current = rest.next();
      if (current.rows() > 0) {
        return true;
      }
    }
    current = null;
    return false;
  }

  @Override
  public Batch batch() {
    if (current == null) {
      throw new IllegalStateException("Cannot read a batch: there is none, call next() first");
    }
    return current;
  }

  @Override
  public void close() {
    current = null;
  }
}
