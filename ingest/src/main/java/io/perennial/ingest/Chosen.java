// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest;

import io.perennial.expression.Expression;
import java.util.Collection;
import java.util.List;

/** Where files have a value: what a {@link ColumnChoice} comes to for their columns. */
public sealed interface Chosen {

  /** The columns that are read for it; files may lack some that may be missing. */
  Collection<String> reads();

  /**
   * In columns, whose texts are joined.
   *
   * @param reads at least one
   */
  record Columns(List<String> reads) implements Chosen {

    public Columns {
      reads = List.copyOf(reads);
    }

    /** As a list: the identity of mappings in the lake depends on it. */
    @Override
    public String toString() {
      return reads.toString();
    }
  }

  /** In what an expression makes of columns. */
  record Computed(Expression expression) implements Chosen {

    @Override
    public Collection<String> reads() {
      return expression.columns();
    }

    @Override
    public String toString() {
      return expression.toString();
    }
  }
}
