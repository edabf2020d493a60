// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.ingest.clean.ProductKinds;
import io.perennial.lake.Batch;
import io.perennial.lake.BatchFunction;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Field;
import java.util.List;

/** What is said of a product to the kind that it says, null for a product like others. */
final class SaidKindFunction implements BatchFunction {
  private static final long serialVersionUID = 1;

  private static final List<Field> WRITES =
      List.of(
          new Field("source", ColumnType.STRING),
          new Field("product_id", ColumnType.STRING),
          new Field("kind", ColumnType.STRING),
          new Field("said_at", ColumnType.TIMESTAMP),
          new Field("said_kind", ColumnType.STRING));

  private final ProductKinds kinds;

  SaidKindFunction(ProductKinds kinds) {
    this.kinds = kinds;
  }

  @Override
  public List<Field> writes(List<Field> reads) {
    return WRITES;
  }

  /** Reads source, product_id, kind, said_at, properties. */
  @Override
  public void apply(Batch in, Batch out) {
    for (int i = 0; i < in.rows(); i++) {
      int row = out.addRow();
      for (int column = 0; column < 3; column++) {
        out.setText(column, row, in.texts(column)[i]);
      }
      out.setLong(3, row, in.longs(3)[i]);
      kinds
          .byDescription(List.of(in.texts(4)[i]))
          .ifPresentOrElse(kind -> out.setText(4, row, kind.word()), () -> out.setNull(4, row));
    }
  }
}
