// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.ingest.clean.Cleaned;
import io.perennial.ingest.clean.Cleaning;
import io.perennial.ingest.clean.Texts;
import io.perennial.lake.Batch;
import io.perennial.lake.BatchFunction;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Field;
import java.util.List;

/** Texts of events to those that are others when they are clean. */
final class TextCleaner implements BatchFunction {
  private static final long serialVersionUID = 1;

  private static final List<Field> WRITES =
      List.of(
          new Field("said", ColumnType.STRING),
          new Field("text", ColumnType.STRING),
          new Field("rules", ColumnType.STRING));

  private final Cleaning cleaning;

  TextCleaner(Cleaning cleaning) {
    this.cleaning = cleaning;
  }

  @Override
  public List<Field> writes(List<Field> reads) {
    return WRITES;
  }

  /** Reads the text. */
  @Override
  public void apply(Batch in, Batch out) {
    for (int i = 0; i < in.rows(); i++) {
      String said = in.texts(0)[i];
      if (Texts.isPlain(said)) {
        continue;
      }
      Cleaned cleaned = cleaning.text(said);
      if (!cleaned.value().equals(said)) {
        int row = out.addRow();
        out.setText(0, row, said);
        out.setText(1, row, cleaned.value());
        out.setText(2, row, ClaimCleaner.words(cleaned.repairs()));
      }
    }
  }
}
