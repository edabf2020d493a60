// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.math.neighbour.KdTree;
import io.perennial.math.neighbour.Points;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutliersTest {

  private static final int POINTS = 5_000;

  /** Three deviations of a binomial above the share. */
  @ParameterizedTest
  @CsvSource({"2, 1", "3, 4", "5, 3", "6, 1"})
  void of_ordinary_points_at_most_the_stated_share_is_called_an_outlier(
      int dimensions, int clusters) {
    KdTree tree = KdTree.of(Shapes.blobs(POINTS, dimensions, clusters, 9));
    for (double share : new double[] {.01, .001}) {
      double most = POINTS * share + 3 * Math.sqrt(POINTS * share);
      assertThat(Outliers.of(tree, 10, share).count()).isLessThanOrEqualTo((int) most);
    }
  }

  @Test
  void those_far_from_all_are_found_however_far() {
    double[] values = Shapes.blobs(2_000, 3, 4, 2).values().clone();
    int[] planted = {5, 80, 500, 1_200};
    double[] far = {60, -45, 1e6, 1e12};
    for (int i = 0; i < planted.length; i++) {
      values[3 * planted[i] + 2] = far[i];
    }
    Outliers outliers = Outliers.of(KdTree.of(new Points(values, 3)), 10, .001);
    for (int point : planted) {
      assertThat(outliers.isOutlier(point)).isTrue();
    }
    assertThat(outliers.count()).isLessThanOrEqualTo(planted.length + 4);
    assertThat(outliers.shares()[1_200]).isLessThanOrEqualTo(outliers.shares()[500]);
  }

  @Test
  void bad_input_has_a_sensible_answer() {
    for (int n = 0; n <= 10; n++) {
      assertThat(Outliers.of(KdTree.of(Shapes.scattered(n, 2, 1, 1)), 10, .01).count()).isZero();
      assertThat(Outliers.of(KdTree.of(Shapes.scattered(n, 2, 0, 1)), 10, .01).count()).isZero();
    }
    double[][] rows = new double[500][2];
    rows[17][1] = 1e12;
    rows[18][1] = -1e308;
    Outliers outliers = Outliers.of(KdTree.of(Points.of(rows)), 10, .01);
    assertThat(outliers.shares()).doesNotContain(Double.NaN);
    assertThat(outliers.count()).isEqualTo(2);
    assertThat(Arrays.stream(outliers.shares())).allMatch(share -> share >= 0 && share <= 1);
  }

  @Test
  void what_cannot_be_is_refused() {
    KdTree tree = KdTree.of(Shapes.scattered(5, 2, 0, 1));
    assertThatThrownBy(() -> Outliers.of(tree, 0, .01))
        .hasMessage("Invalid neighbours: 0 (must be >= 1)");
    assertThatThrownBy(() -> Outliers.of(tree, 10, .2))
        .hasMessage("Invalid share of false outliers: 0.2 (must be > 0 and <= 0.1)");
  }
}
