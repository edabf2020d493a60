// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AssignmentTest {

  @Test
  void the_textbook_table_has_its_textbook_answer() {
    Assignment best = Assignment.cheapest(new double[][] {{4, 1, 3}, {2, 0, 5}, {3, 2, 2}});

    assertThat(best.columnOf()).containsExactly(1, 0, 2);
    assertThat(best.rowOf()).containsExactly(1, 0, 2);
    assertThat(best.total()).isEqualTo(5);
  }

  @Test
  void who_wants_the_most_turns_the_sign() {
    Assignment best = Assignment.dearest(new double[][] {{7, 1}, {9, 8}, {0, 0}});

    assertThat(best.columnOf()).containsExactly(0, 1, Assignment.NONE);
    assertThat(best.total()).isEqualTo(-15);
  }

  @Test
  void nothing_is_assigned_where_a_side_is_empty() {
    assertThat(Assignment.cheapest(new double[0][0]).total()).isZero();
    assertThat(Assignment.cheapest(new double[3][0]).columnOf()).containsOnly(Assignment.NONE);
  }

  @Test
  void costs_must_be_a_table_of_numbers() {
    assertThatThrownBy(() -> Assignment.cheapest(new double[][] {{1, 2}, {1}}))
        .hasMessage("Invalid row 1: 1 costs (must be 2)");
    assertThatThrownBy(() -> Assignment.cheapest(new double[][] {{1, Double.NaN}}))
        .hasMessage("Invalid cost: NaN at 0, 1 (must be finite)");
  }

  @Property(tries = 300)
  void no_permutation_is_cheaper(
      @ForAll @IntRange(min = 1, max = 7) int rows,
      @ForAll @IntRange(min = 1, max = 7) int columns,
      @ForAll @IntRange(min = 1, max = 12) int distinct,
      @ForAll long seed) {
    double[][] costs = costs(rows, columns, distinct, seed);
    double[][] small = rows <= columns ? costs : transposed(costs);

    assertThat(Assignment.cheapest(costs).total())
        .isEqualTo(cheapest(small, 0, new boolean[small[0].length]));
  }

  @Property(tries = 60)
  void the_prices_prove_the_total(
      @ForAll @IntRange(min = 1, max = 60) int rows,
      @ForAll @IntRange(min = 1, max = 60) int columns,
      @ForAll long seed) {
    double[][] costs = costs(rows, columns, 1_000_000, seed);
    Assignment best = Assignment.cheapest(costs);
    double[] u = best.rowPrices();
    double[] v = best.columnPrices();

    assertThat(Arrays.stream(best.columnOf()).filter(j -> j != Assignment.NONE).distinct())
        .hasSize(Math.min(rows, columns));
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        assertThat(u[i] + v[j]).isLessThanOrEqualTo(costs[i][j] + 1e-6);
      }
      if (rows > columns) {
        assertThat(u[i]).isLessThanOrEqualTo(0);
      }
    }
    assertThat(Arrays.stream(u).sum() + Arrays.stream(v).sum())
        .isCloseTo(best.total(), within(1e-6));
  }

  @Property(tries = 60)
  void turning_the_table_turns_the_answer(
      @ForAll @IntRange(min = 1, max = 20) int rows,
      @ForAll @IntRange(min = 1, max = 20) int columns,
      @ForAll long seed) {
    double[][] costs = costs(rows, columns, 1_000_000_000, seed);

    assertThat(Assignment.cheapest(transposed(costs)).rowOf())
        .isEqualTo(Assignment.cheapest(costs).columnOf());
  }

  private static double cheapest(double[][] costs, int row, boolean[] taken) {
    if (row == costs.length) {
      return 0;
    }
    double least = Double.POSITIVE_INFINITY;
    for (int j = 0; j < taken.length; j++) {
      if (!taken[j]) {
        taken[j] = true;
        least = Math.min(least, costs[row][j] + cheapest(costs, row + 1, taken));
        taken[j] = false;
      }
    }
    return least;
  }

  private static double[][] costs(int rows, int columns, int distinct, long seed) {
    RandomStream random = RandomSource.seeded(seed).stream(0);
    double[][] costs = new double[rows][columns];
    for (double[] row : costs) {
      Arrays.setAll(row, j -> random.nextInt(distinct) - distinct / 2);
    }
    return costs;
  }

  private static double[][] transposed(double[][] costs) {
    double[][] turned = new double[costs[0].length][costs.length];
    for (int i = 0; i < costs.length; i++) {
      for (int j = 0; j < turned.length; j++) {
        turned[j][i] = costs[i][j];
      }
    }
    return turned;
  }
}
