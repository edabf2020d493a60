// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.ingest.clean.ProductKinds;
import io.perennial.lake.Batch;
import io.perennial.lake.BatchFunction;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Field;
import java.util.ArrayList;
import java.util.List;

/** Products to those that may be none, with what they are, and whether their code alone says so. */
final class ProductKindFunction implements BatchFunction {
  private static final long serialVersionUID = 1;

  private static final List<Field> WRITES =
      List.of(
          new Field("source", ColumnType.STRING),
          new Field("product_id", ColumnType.STRING),
          new Field("kind", ColumnType.STRING),
          new Field("by_code", ColumnType.LONG));

  private final ProductKinds kinds;

  ProductKindFunction(ProductKinds kinds) {
    this.kinds = kinds;
  }

  @Override
  public List<Field> writes(List<Field> reads) {
    return WRITES;
  }

  /** Reads source, product_id, then what is said of it. */
  @Override
  public void apply(Batch in, Batch out) {
    for (int i = 0; i < in.rows(); i++) {
      List<String> said = new ArrayList<>();
      for (int column = 2; column < in.fields().size(); column++) {
        if (!in.isNull(column, i)) {
          said.add(in.texts(column)[i]);
        }
      }
      String source = in.texts(0)[i];
      String product = in.texts(1)[i];
      kinds
          .of(product, said)
          .ifPresent(
              kind -> {
                int row = out.addRow();
                out.setText(0, row, source);
                out.setText(1, row, product);
                out.setText(2, row, kind.word());
                out.setLong(3, row, kinds.byCode(product).isPresent() ? 1 : 0);
              });
    }
  }
}
