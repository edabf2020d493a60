// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SymmetricEigenTest {

  @Test
  void a_matrix_is_put_together_again_from_its_parts() {
    double[][] matrix = {{4, 1, -2}, {1, 3, 0.5}, {-2, 0.5, 1}};
    SymmetricEigen eigen = SymmetricEigen.of(matrix);
    double[] values = eigen.values();
    assertThat(values[0] + values[1] + values[2]).isCloseTo(8, within(1e-14));
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double sum = 0;
        for (int k = 0; k < 3; k++) {
          sum += values[k] * eigen.vector(k)[i] * eigen.vector(k)[j];
        }
        assertThat(sum).isCloseTo(matrix[i][j], within(1e-13));
      }
    }
  }

  @Test
  void a_positive_matrix_is_solved_and_another_one_gives_a_descent() {
    SymmetricEigen positive = SymmetricEigen.of(new double[][] {{2, 1}, {1, 3}});
    assertThat(positive.solve(new double[] {5, 10}, 0))
        .containsExactly(new double[] {1, 3}, within(1e-14));
    SymmetricEigen saddle = SymmetricEigen.of(new double[][] {{1, 0}, {0, -4}});
    assertThat(saddle.solve(new double[] {1, 8}, 0))
        .containsExactly(new double[] {1, 2}, within(1e-14));
    assertThatThrownBy(() -> SymmetricEigen.of(new double[][] {{Double.NaN}}))
        .hasMessage("Invalid matrix: NaN at 0, 0 (must be finite)");
  }
}
