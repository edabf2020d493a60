// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import io.perennial.identity.LinkAttribute;
import io.perennial.identity.LinkKey;
import io.perennial.lake.Batch;
import io.perennial.lake.BatchFunction;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Field;
import java.util.List;
import java.util.OptionalLong;

/** Claims to the keys by which they are compared; what says nothing is left out. */
final class ClaimKeys implements BatchFunction {
  private static final long serialVersionUID = 1;

  private static final List<Field> WRITES =
      List.of(
          new Field("record_id", ColumnType.LONG),
          new Field("attribute_no", ColumnType.LONG),
          new Field("value_key", ColumnType.LONG));

  private final String[] attributes;

  ClaimKeys(List<LinkAttribute> attributes) {
    this.attributes = attributes.stream().map(LinkAttribute::name).toArray(String[]::new);
  }

  @Override
  public List<Field> writes(List<Field> reads) {
    return WRITES;
  }

  @Override
  public void apply(Batch in, Batch out) {
    LinkAttribute[] by = new LinkAttribute[attributes.length];
    for (int i = 0; i < by.length; i++) {
      by[i] = new LinkAttribute(attributes[i]);
    }
    long[] records = in.longs(0);
    long[] numbers = in.longs(1);
    String[] values = in.texts(2);
    for (int i = 0; i < in.rows(); i++) {
      OptionalLong key = LinkKey.of(by[Math.toIntExact(numbers[i])], values[i]);
      if (key.isPresent()) {
        int row = out.addRow();
        out.setLong(0, row, records[i]);
        out.setLong(1, row, numbers[i]);
        out.setLong(2, row, key.getAsLong());
      }
    }
  }
}
