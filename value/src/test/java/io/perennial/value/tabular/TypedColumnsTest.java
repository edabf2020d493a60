// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TypedColumnsTest {

  private static TextTable column(String... cells) {
    return TextTable.ofColumns(List.of("x"), List.of(List.of(cells)));
  }

  @Test
  void days_are_read_as_most_of_them_are_written() {
    assertThat(TypedColumns.days(column("1970-01-02", "", "n/a", "1970-02-01 10:00"), "x"))
        .containsExactly(1, Double.NaN, Double.NaN, 31);
    assertThat(TypedColumns.days(column("03.01.1970", "31.01.1970"), "x")).containsExactly(2, 30);
    assertThatThrownBy(() -> TypedColumns.days(column("1970-01-02", "soon"), "x"))
        .hasMessage("Cannot read column x: row 2 is no day, such as 2026-01-31");
  }

  @Test
  void numbers_have_a_point_or_a_comma() {
    assertThat(TypedColumns.numbers(column("1.5", "", "2"), "x"))
        .containsExactly(1.5, Double.NaN, 2);
    assertThat(TypedColumns.numbers(column("1,5", "1.000,25"), "x")).containsExactly(1.5, 1000.25);
    assertThatThrownBy(() -> TypedColumns.numbers(column("1.5", "much"), "x"))
        .hasMessage("Cannot read column x: row 2 is no number");
  }
}
