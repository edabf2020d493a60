// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.perennial.math.neighbour.KdTree;
import io.perennial.math.neighbour.Points;
import io.perennial.segment.Partition;
import io.perennial.segment.density.HdbscanConfig.Selection;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same clusters as scikit-learn's and hdbscan's. */
class GoldenTest {

  @ParameterizedTest
  @ValueSource(strings = {"blobs", "moons", "varied", "duplicates", "heavy", "retail"})
  void dbscan_is_that_of_scikit_learn(String name) {
    Golden golden = golden(name);
    Points points = golden.points();
    DbscanClusters clusters = golden.asDbscan().cluster(points);
    int[] theirs = golden.dbscan();
    int[] ours = clusters.partition().labels();
    int[] coresOfTheirs = theirs.clone();
    int[] coresOfOurs = ours.clone();
    boolean[] cores = golden.cores();
    for (int i = 0; i < ours.length; i++) {
      assertThat(clusters.isCore(i)).as("core %d", i).isEqualTo(cores[i]);
      assertThat(ours[i] < 0).as("noise %d", i).isEqualTo(theirs[i] < 0);
      if (!cores[i]) {
        coresOfTheirs[i] = -1;
        coresOfOurs[i] = -1;
        if (ours[i] >= 0) {
          assertThat(ours[nearestCore(points, i, cores)]).as("border %d", i).isEqualTo(ours[i]);
        }
      }
    }
    assertThat(Partition.of(coresOfOurs)).isEqualTo(Partition.of(coresOfTheirs));
  }

  private static int nearestCore(Points points, int point, boolean[] cores) {
    int nearest = -1;
    for (int i = 0; i < cores.length; i++) {
      if (cores[i]
          && (nearest < 0
              || points.squaredDistance(i, point) < points.squaredDistance(nearest, point))) {
        nearest = i;
      }
    }
    return nearest;
  }

  @ParameterizedTest
  @ValueSource(strings = {"blobs", "moons", "varied", "duplicates", "heavy", "retail"})
  void hdbscan_is_that_of_scikit_learn_and_of_its_authors(String name) {
    Golden golden = golden(name);
    KdTree tree = KdTree.of(golden.points());
    HdbscanClusters clusters = new Hdbscan(golden.asHdbscan()).cluster(tree);

    assertThat(clusters.partition()).isEqualTo(Partition.of(golden.hdbscan()));
    assertThat(clusters.partition()).isEqualTo(Partition.of(golden.hdbscanOfItsAuthors()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"blobs", "varied", "retail"})
  void probabilities_and_outlier_scores_are_theirs(String name) {
    Golden golden = golden(name);
    HdbscanClusters clusters = new Hdbscan(golden.asHdbscan()).cluster(golden.points());
    assertThat(differences(clusters.probabilities(), golden.probabilities()))
        .allMatch(difference -> difference < 1e-8);
    assertThat(differences(clusters.outlierScores(), golden.outlierScores()))
        .allMatch(difference -> difference < 1e-8);
  }

  /** Where merges are equally far theirs depend on the order of the points. */
  @ParameterizedTest
  @ValueSource(strings = {"moons", "duplicates"})
  void probabilities_and_outlier_scores_are_theirs_up_to_ties(String name) {
    Golden golden = golden(name);
    HdbscanClusters clusters = new Hdbscan(golden.asHdbscan()).cluster(golden.points());
    assertThat(differences(clusters.probabilities(), golden.probabilities()).average())
        .hasValueCloseTo(0.0, within(1e-3));
    assertThat(differences(clusters.outlierScores(), golden.outlierScores()).average())
        .hasValueCloseTo(0.0, within(1e-3));
  }

  private static DoubleStream differences(double[] ours, double[] theirs) {
    return IntStream.range(0, ours.length).mapToDouble(i -> Math.abs(ours[i] - theirs[i]));
  }

  /** Theirs depend on the order of the points, by a few on the border: see the script. */
  @ParameterizedTest
  @ValueSource(strings = {"blobs", "moons", "varied", "duplicates", "heavy", "retail"})
  void leaves_are_those_of_scikit_learn_up_to_ties(String name) {
    Golden golden = golden(name);
    Partition ours =
        new Hdbscan(golden.asHdbscan().withSelection(Selection.LEAVES))
            .cluster(golden.points())
            .partition();
    int[] both = ours.labels().clone();
    int[] theirs = golden.leaves();
    int differ = 0;
    for (int i = 0; i < both.length; i++) {
      if (both[i] < 0 || theirs[i] < 0) {
        differ += both[i] < 0 == theirs[i] < 0 ? 0 : 1;
        both[i] = -1;
        theirs[i] = -1;
      }
    }
    assertThat(Partition.of(both)).isEqualTo(Partition.of(theirs));
    assertThat(differ).isLessThanOrEqualTo(both.length / 100);
  }

  @Test
  void equal_points_leave_no_number_undefined() {
    Golden golden = golden("heavy");
    HdbscanClusters clusters = new Hdbscan(golden.asHdbscan()).cluster(golden.points());
    assertThat(Arrays.stream(clusters.probabilities())).allMatch(p -> p >= 0 && p <= 1);
    assertThat(Arrays.stream(clusters.outlierScores())).allMatch(p -> p >= 0 && p <= 1);
    assertThat(Arrays.stream(clusters.stabilities())).allMatch(s -> s > 0);
  }

  private static Golden golden(String name) {
    assumeTrue(!name.equals("retail") || Golden.retailIsThere(), "Online Retail is not there");
    return Golden.of(name);
  }
}
