// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.ingest.CleanRule;
import io.perennial.ingest.clean.Cleaned;
import io.perennial.ingest.clean.Cleaning;
import io.perennial.lake.Batch;
import io.perennial.lake.BatchFunction;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Field;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Claims as they were said to claims as they are kept. */
final class ClaimCleaner implements BatchFunction {
  private static final long serialVersionUID = 1;

  private static final List<Field> WRITES =
      List.of(
          new Field("record_id", ColumnType.LONG),
          new Field("attribute", ColumnType.STRING),
          new Field("value", ColumnType.STRING),
          new Field("original", ColumnType.STRING),
          new Field("flag", ColumnType.STRING),
          new Field("rules", ColumnType.STRING),
          new Field("seen_at", ColumnType.TIMESTAMP));

  private final Cleaning cleaning;

  ClaimCleaner(Cleaning cleaning) {
    this.cleaning = cleaning;
  }

  @Override
  public List<Field> writes(List<Field> reads) {
    return WRITES;
  }

  /** Reads record_id, attribute, value, seen_at, country. */
  @Override
  public void apply(Batch in, Batch out) {
    for (int i = 0; i < in.rows(); i++) {
      String attribute = in.texts(1)[i];
      String said = in.texts(2)[i];
      Cleaned cleaned =
          cleaning.claim(
              attribute, said, in.isNull(4, i) ? Optional.empty() : Optional.of(in.texts(4)[i]));
      int row = out.addRow();
      out.setLong(0, row, in.longs(0)[i]);
      out.setText(1, row, attribute);
      out.setText(2, row, cleaned.value());
      if (!cleaned.value().equals(said)) {
        out.setText(3, row, said);
        out.setText(5, row, words(cleaned.repairs()));
      }
      cleaned.doubt().map(CleanRule::word).ifPresent(flag -> out.setText(4, row, flag));
      if (!in.isNull(3, i)) {
        out.setLong(6, row, in.longs(3)[i]);
      }
    }
  }

  /** The rules' words with blanks between. */
  static String words(Collection<CleanRule> rules) {
    return rules.stream().map(CleanRule::word).collect(Collectors.joining(" "));
  }
}
