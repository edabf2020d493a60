// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.ingest.clean.Cleaned;
import io.perennial.ingest.clean.Cleaning;
import io.perennial.lake.Batch;
import io.perennial.lake.BatchFunction;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Field;
import java.util.List;

/** Texts of events, or their properties, to those that are others when they are clean. */
final class TextCleaner implements BatchFunction {
  private static final long serialVersionUID = 1;

  private static final List<Field> WRITES =
      List.of(
          new Field("said", ColumnType.STRING),
          new Field("names", ColumnType.STRING),
          new Field("text", ColumnType.STRING),
          new Field("rules", ColumnType.STRING));

  private final Cleaning cleaning;
  private final boolean isJson;

  private TextCleaner(Cleaning cleaning, boolean isJson) {
    this.cleaning = cleaning;
    this.isJson = isJson;
  }

  static TextCleaner ofTexts(Cleaning cleaning) {
    return new TextCleaner(cleaning, false);
  }

  static TextCleaner ofProperties(Cleaning cleaning) {
    return new TextCleaner(cleaning, true);
  }

  @Override
  public List<Field> writes(List<Field> reads) {
    return WRITES;
  }

  /** Reads the text, and the names of who wrote it, with line ends between. */
  @Override
  public void apply(Batch in, Batch out) {
    for (int i = 0; i < in.rows(); i++) {
      String said = in.texts(0)[i];
      String names = in.texts(1)[i];
      List<String> known = names.isEmpty() ? List.of() : List.of(names.split("\n", -1));
      Cleaned cleaned = isJson ? cleaning.properties(said, known) : cleaning.text(said, known);
      if (!cleaned.value().equals(said)) {
        int row = out.addRow();
        out.setText(0, row, said);
        out.setText(1, row, names);
        out.setText(2, row, cleaned.value());
        out.setText(3, row, ClaimCleaner.words(cleaned.repairs()));
      }
    }
  }
}
