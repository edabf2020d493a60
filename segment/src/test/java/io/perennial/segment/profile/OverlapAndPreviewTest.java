// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.domain.FeatureMatrix;
import io.perennial.segment.Partition;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OverlapAndPreviewTest {

  private static BitSet rows(int... rows) {
    BitSet set = new BitSet();
    Arrays.stream(rows).forEach(set::set);
    return set;
  }

  @Nested
  class OfSchemes {

    @Test
    void lift_says_how_many_times_as_many_as_by_chance() {
      Members clusters =
          Members.of(new Partition(new int[] {0, 0, 0, 0, 1, 1, 1, -1}, 2), List.of("A", "B"));
      Members rules = new Members(8, List.of("rich", "nobody"), List.of(rows(0, 1, 4), rows()));

      Overlap overlap = Overlap.of(clusters, rules);

      assertThat(overlap.cells())
          .containsExactly(
              new Overlap.Cell("A", "rich", 4, 3, 2, 8),
              new Overlap.Cell("A", "nobody", 4, 0, 0, 8),
              new Overlap.Cell("B", "rich", 3, 3, 1, 8),
              new Overlap.Cell("B", "nobody", 3, 0, 0, 8));
      assertThat(overlap.cells().get(0).lift().orElseThrow()).isEqualTo(16.0 / 12);
      assertThat(overlap.cells().get(0).share().orElseThrow()).isEqualTo(0.5);
      assertThat(overlap.cells().get(0).jaccard().orElseThrow()).isEqualTo(0.4);
      assertThat(overlap.cells().get(1).lift()).as("nothing to compare").isEmpty();
    }

    @Test
    void schemes_of_other_customers_are_refused() {
      Members one = new Members(3, List.of("A"), List.of(rows(0)));
      Members other = new Members(4, List.of("A"), List.of(rows(0)));

      assertThatThrownBy(() -> Overlap.of(one, other))
          .hasMessage("Invalid schemes: of 3 and of 4 customers (must be of the same)");
      assertThatThrownBy(() -> new Members(2, List.of("A", "A"), List.of(rows(), rows())))
          .hasMessage("Invalid segments: 2 names for 2 (must be a name of its own for each)");
      assertThatThrownBy(() -> new Members(2, List.of("A"), List.of(rows(2))))
          .hasMessage("Invalid member: row 2 of 2");
    }
  }

  @Nested
  class OfACondition {

    private final long[] ids = {10, 11, 12, 13, 14, 15};
    private final double[] spend = {1, 2, 3, 4, 1e12, Double.NaN};

    private FeatureMatrix features(double[]... columns) {
      return new FeatureMatrix(ids, List.of("a", "b").subList(0, columns.length), columns);
    }

    @Test
    void it_says_how_many_how_much_and_how_they_are() {
      FeatureMatrix features =
          features(new double[] {1, 2, 3, 4, 1e12, Double.NaN}, new double[] {0, 0, 0, 0, 0, 0});

      Preview preview = Preview.of(features, spend, rows(1, 2, 3, 5));

      assertThat(preview.customers()).isEqualTo(4);
      assertThat(preview.share()).isEqualTo(4.0 / 6);
      assertThat(preview.spend()).isEqualTo(9);
      assertThat(preview.spendShare().orElseThrow()).isCloseTo(9e-12, within(1e-14));
      assertThat(preview.typical()).as("the middle of them first").startsWith(12L).hasSize(4);
      assertThat(preview.quantiles().get(0))
          .isEqualTo(new Preview.FeatureQuantiles("a", 3, 2.2, 2.5, 3, 3.5, 3.8, 3));
    }

    @Test
    void nobody_and_nothing_known_are_no_trouble() {
      double[] unknown = new double[6];
      Arrays.fill(unknown, Double.NaN);

      Preview nobody = Preview.of(features(spend), unknown, rows());
      Preview all = Preview.of(features(unknown), unknown, rows(0, 1, 2, 3, 4, 5));
      Preview none =
          Preview.of(
              new FeatureMatrix(new long[0], List.of(), new double[0][]), new double[0], rows());

      assertThat(nobody.customers()).isZero();
      assertThat(nobody.spendShare()).isEmpty();
      assertThat(nobody.typical()).isEmpty();
      assertThat(all.quantiles()).isEmpty();
      assertThat(all.typical()).containsExactly(10L, 11L, 12L, 13L, 14L);
      assertThat(none.share()).isZero();
    }
  }
}
