// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.math.neighbour.Points;
import io.perennial.math.random.RandomSource;
import io.perennial.segment.Partition;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WardTest {

  private static final RandomSource RANDOM = RandomSource.seeded(2);
  private final Ward ward = Ward.ofDefaults();

  @Test
  void agrees_with_scikit_learn() {
    for (String[] line : Golden.lines("ward.csv")) {
      int[] labels = line[2].chars().map(digit -> digit - '0').toArray();

      assertThat(ward.cluster(Golden.points(line[0]), Integer.parseInt(line[1]), RANDOM))
          .as(line[0] + " " + line[1])
          .isEqualTo(Partition.of(labels));
    }
  }

  @Test
  void merges_what_adds_least_to_the_inertia() {
    Points points = KMeansTest.scattered(60, 2, 1);
    int[] labels = new int[60];
    Arrays.setAll(labels, i -> i);
    for (int left = 59; left >= 2; left--) {
      merge(points, labels);
      assertThat(ward.cluster(points, left, RANDOM)).isEqualTo(Partition.of(labels));
    }
  }

  /** By the definition: of all pairs of clusters. */
  private static void merge(Points points, int[] labels) {
    double least = Double.POSITIVE_INFINITY;
    int[] best = {0, 0};
    for (int a = 0; a < labels.length; a++) {
      for (int b = 0; b < a; b++) {
        double adds = inertia(points, labels, a, b) - inertia(points, labels, a, a);
        adds -= inertia(points, labels, b, b);
        if (contains(labels, a) && contains(labels, b) && adds < least) {
          least = adds;
          best = new int[] {a, b};
        }
      }
    }
    for (int i = 0; i < labels.length; i++) {
      labels[i] = labels[i] == best[0] ? best[1] : labels[i];
    }
  }

  private static boolean contains(int[] labels, int label) {
    return Arrays.stream(labels).anyMatch(each -> each == label);
  }

  private static double inertia(Points points, int[] labels, int a, int b) {
    double[] sums = new double[2];
    double squares = 0;
    int count = 0;
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] == a || labels[i] == b) {
        count++;
        for (int j = 0; j < 2; j++) {
          sums[j] += points.at(i, j);
          squares += points.at(i, j) * points.at(i, j);
        }
      }
    }
    return count == 0 ? 0 : squares - (sums[0] * sums[0] + sums[1] * sums[1]) / count;
  }

  @Test
  void of_many_a_sample_is_merged_and_equal_points_stay_together() {
    double[] values = Arrays.copyOf(KMeansTest.scattered(1_500, 3, 4).values(), 9_000);
    System.arraycopy(values, 0, values, 4_500, 4_500);
    Partition partition = new Ward(400).cluster(new Points(values, 3), 5, RANDOM);

    assertThat(partition.clusters()).isEqualTo(5);
    assertThat(Arrays.copyOf(partition.labels(), 1_500))
        .isEqualTo(Arrays.copyOfRange(partition.labels(), 1_500, 3_000));
    assertThat(new Ward(400).cluster(new Points(values, 3), 5, RANDOM)).isEqualTo(partition);
  }

  @Test
  void bad_input_is_fewer_clusters() {
    assertThat(ward.cluster(Points.of(new double[] {7}), 3, RANDOM).labels()).containsExactly(0);
    Points points = Points.of(new double[][] {{1e300}, {-1e300}, {1e300}, {1e12}});
    assertThat(ward.cluster(points, 9, RANDOM).labels()).containsExactly(0, 1, 0, 2);
    assertThat(ward.cluster(points, 1, RANDOM).clusters()).isEqualTo(1);
    assertThatThrownBy(() -> ward.cluster(points, 0, RANDOM))
        .hasMessage("Invalid clusters: 0 (must be >= 1)");
    assertThatThrownBy(() -> new Ward(1))
        .hasMessage("Invalid segment.ward.sample: 1 (must be >= 2)");
    assertThat(ward.name()).isEqualTo("Ward");
  }
}
