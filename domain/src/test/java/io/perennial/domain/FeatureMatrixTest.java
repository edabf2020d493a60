// SPDX-License-Identifier: Apache-2.0
package io.perennial.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureMatrixTest {

  private static final FeatureMatrix MATRIX =
      new FeatureMatrix(
          new long[] {7, 9}, List.of("orders", "spend"), new double[][] {{1, 2}, {10, 20.5}});

  @Test
  void values_are_found_by_place_and_by_name() {
    assertThat(MATRIX.rows()).isEqualTo(2);
    assertThat(MATRIX.rowId(1)).isEqualTo(9);
    assertThat(MATRIX.at(1, 1)).isEqualTo(20.5);
    assertThat(MATRIX.column("spend")).containsExactly(10, 20.5);
  }

  @Test
  void a_column_that_was_handed_out_is_a_copy() {
    MATRIX.column("orders")[0] = 99;

    assertThat(MATRIX.at(0, 0)).isEqualTo(1);
  }

  @Test
  void an_unknown_column_is_told_with_those_there_are() {
    assertThatThrownBy(() -> MATRIX.column("spent"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Unknown column: spent (there are [orders, spend])");
  }

  @Test
  void every_name_needs_a_column() {
    assertThatThrownBy(
            () -> new FeatureMatrix(new long[] {1}, List.of("a", "b"), new double[][] {{1}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid columns: 1 (must be one for each of 2 names)");
  }

  @Test
  void every_column_needs_a_value_for_each_row() {
    assertThatThrownBy(
            () ->
                new FeatureMatrix(
                    new long[] {1, 2}, List.of("a", "b"), new double[][] {{1, 2}, {1}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid column b: 1 values (must be 2)");
  }

  @Test
  void a_matrix_may_have_no_rows() {
    FeatureMatrix none = new FeatureMatrix(new long[0], List.of("a"), new double[][] {{}});

    assertThat(none.rows()).isZero();
    assertThat(none.column("a")).isEmpty();
  }

  @Test
  void some_rows_keep_their_ids_and_values_and_all_rows_are_itself() {
    FeatureMatrix all =
        new FeatureMatrix(
            new long[] {7, 8, 9},
            List.of("a", "b"),
            new double[][] {{1, 2, 3}, {4, Double.NaN, 6}});

    FeatureMatrix some = all.subset(new int[] {1, 2});

    assertThat(some.rowIds()).containsExactly(8, 9);
    assertThat(some.column("a")).containsExactly(2, 3);
    assertThat(some.column("b")).containsExactly(Double.NaN, 6);
    assertThat(all.subset(new int[] {0, 1, 2})).isSameAs(all);
    assertThat(all.subset(new int[0]).rows()).isZero();
  }

  @Test
  void columns_beside_some_of_another_matrix_are_in_one_with_them() {
    FeatureMatrix matrix =
        new FeatureMatrix(new long[] {7, 9}, List.of("a", "b"), new double[][] {{1, 2}, {3, 4}});

    FeatureMatrix more = matrix.with(List.of("b"), List.of("c"), new double[][] {{5, 6}});

    assertThat(more.names()).containsExactly("b", "c");
    assertThat(more.rowIds()).containsExactly(7, 9);
    assertThat(more.column("b")).containsExactly(3, 4);
    assertThat(more.column("c")).containsExactly(5, 6);
    assertThatThrownBy(() -> matrix.with(List.of("x"), List.of(), new double[0][]))
        .hasMessageContaining("Unknown column: x");
  }
}
