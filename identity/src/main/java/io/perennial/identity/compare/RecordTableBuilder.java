// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import io.perennial.identity.AttributeKind;

/** Makes a {@link RecordTable} of what records say, told in any order of records. */
public final class RecordTableBuilder {

  /** Says beforehand what an attribute says, instead of letting names and values show it. */
  public RecordTableBuilder kind(String attribute, AttributeKind kind) {
    throw new UnsupportedOperationException();
  }

  /** Takes what a record says; of an attribute of a record, the latest value first. */
  public void add(long recordId, String source, String attribute, String value) {
    throw new UnsupportedOperationException();
  }

  /** The table. The builder is of no use afterwards. */
  public RecordTable build() {
    throw new UnsupportedOperationException();
  }
}
