// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import io.perennial.ingest.sniff.FileShape;

/** One file, how it lies, and what its columns seem to be. */
record Looked(String name, Sample sample, ColumnRoles roles) {

  static Looked of(String name, FileShape shape) {
    Sample sample = Sample.of(shape);
    return new Looked(name, sample, ColumnRoles.of(sample));
  }

  FileShape shape() {
    return sample.shape();
  }
}
