// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import io.perennial.ingest.EventField;
import io.perennial.ingest.FileReading;
import io.perennial.ingest.sniff.FileShape;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One file or a part of one, how it lies, and what its columns seem to be.
 *
 * @param name of the part: {@code book.xlsx!Orders}
 * @param file that the configuration names
 * @param reading what the configuration has to say for it to be read so
 */
record Looked(String name, String file, FileReading reading, Sample sample, ColumnRoles roles) {

  private static final List<String> OF_LANDING = List.of("_line", "_problem");

  static Looked of(String name, String file, FileReading reading, FileShape shape) {
    Sample sample = Sample.of(withoutLanding(shape));
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

  /** What landing wrote beside the columns is none of them. */
  private static FileShape withoutLanding(FileShape shape) {
    List<Integer> kept =
        IntStream.range(0, shape.fields().size())
            .filter(i -> !OF_LANDING.contains(shape.fields().get(i)))
            .boxed()
            .toList();
    if (kept.size() == shape.fields().size()) {
      return shape;
    }
    return new FileShape(
        shape.format(),
        shape.charset(),
        shape.transcode(),
        kept.stream().map(shape.fields()::get).toList(),
        shape.rows().stream().map(row -> kept.stream().map(row::get).toList()).toList(),
        shape.whole(),
        shape.hasRows());
  }
}
