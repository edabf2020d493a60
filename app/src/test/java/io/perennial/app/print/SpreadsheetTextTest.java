// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.print;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.lake.Batch;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Field;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=SUM(A1)",
        "+49 170 1",
        "-cmd|' /C calc'!A0",
        "@x",
        "\tx",
        "\r=1",
        "＝1",
        "-",
        "=1"
      })
  void what_a_spreadsheet_would_run_has_an_apostrophe_before_it(String text) {
    assertThat(SpreadsheetText.of(text)).isEqualTo("'" + text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-5", "+1.5e-3", "-1,234.5", "-3 %", "Ada = Bob", "'=1", "a\t=1", "é"})
  void numbers_and_other_texts_stay(String text) {
    assertThat(SpreadsheetText.of(text)).isEqualTo(text);
  }

  @Test
  void rows_for_people_are_guarded_and_those_for_programs_are_as_they_are() throws IOException {
    List<Field> fields =
        List.of(new Field("name", ColumnType.STRING), new Field("amount", ColumnType.DOUBLE));
    Batch batch = new Batch(fields, 1);
    batch.addRow();
    batch.setText(0, 0, "=HYPERLINK(\"x\",A1)");
    batch.setDouble(1, 0, -2.5);

    assertThat(written(CsvRows::forSpreadsheets, fields, batch))
        .isEqualTo("'=name,amount\n\"'=HYPERLINK(\"\"x\"\",A1)\",-2.5\n");
    assertThat(written(CsvRows::new, fields, batch))
        .isEqualTo("=name,amount\n\"=HYPERLINK(\"\"x\"\",A1)\",-2.5\n");
  }

  private static String written(Function<Appendable, Rows> kind, List<Field> fields, Batch batch)
      throws IOException {
    StringBuilder out = new StringBuilder();
    Rows rows = kind.apply(out);
    rows.begin(fields, List.of("=name", "amount"));
    rows.row(batch, 0);
    rows.end();
    return out.toString();
  }
}
