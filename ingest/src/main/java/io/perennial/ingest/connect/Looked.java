// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import io.perennial.ingest.EventField;
import io.perennial.ingest.FileReading;
import io.perennial.ingest.sniff.FileShape;
import java.util.List;

/**
 * One file or a part of one, how it lies, and what its columns seem to be.
 *
 * @param name of the part: {@code book.xlsx!Orders}
 * @param file that the configuration names
 * @param reading what the configuration has to say for it to be read so
 */
record Looked(String name, String file, FileReading reading, Sample sample, ColumnRoles roles) {

  static Looked of(String name, String file, FileReading reading, FileShape shape) {
    Sample sample = Sample.of(shape);
    return new Looked(name, file, reading, sample, ColumnRoles.of(sample));
  }

  /** The same, named by itself where the configuration has to tell it from its neighbours. */
  Looked alone() {
    return new Looked(name, name, reading, sample, roles);
  }

  FileShape shape() {
    return sample.shape();
  }

  /** Whether more of an order is found in it: products, quantities, prices. */
  boolean isBetterThan(Looked other) {
    return details() > other.details();
  }

  private long details() {
    return List.of(EventField.PRODUCT_ID, EventField.QUANTITY, EventField.UNIT_PRICE).stream()
        .filter(roles.fields()::containsKey)
        .count();
  }
}
