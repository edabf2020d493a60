// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.neighbour.Points;
import io.perennial.math.random.RandomSource;
import io.perennial.segment.Mixture;
import io.perennial.segment.Partition;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class MicroSegmentsTest {

  /** Two broad clouds; in the first a tight knot of 5 %, and a few far away. */
  private final Mixture mixture =
      Mixture.of(
          1_000,
          new double[][] {{0, 0}, {20, 0}, {2.5, 2.5}, {90, 90}},
          new double[] {1.5, 1.5, 0.15, 20},
          new double[] {0.5, 0.44, 0.05, 0.01},
          RandomSource.seeded(4));

  private final Partition broad =
      Partition.of(map(mixture.truth().labels(), label -> label == 1 ? 1 : 0));
  private final Partition dense =
      Partition.of(map(mixture.truth().labels(), label -> label == 3 ? -1 : label));
  private final double[] scores =
      Arrays.stream(mixture.truth().labels()).mapToDouble(l -> l == 3 ? 0.95 : 0.2).toArray();

  @Test
  void the_knot_is_kept_and_what_is_the_segment_itself_is_not() {
    MicroSegments micro =
        MicroSegments.of(
            mixture.points(),
            broad,
            dense,
            new double[] {0.9, 0.9, 0.9},
            scores,
            MicroSettings.defaults());

    assertThat(micro.kept()).hasSize(1);
    Micro knot = micro.kept().get(0);
    assertThat(knot.purity()).isEqualTo(1);
    assertThat(knot.members()).isBetween(35, 65);
    assertThat(knot.difference()).isBetween(1.0, 2.5);
    assertThat(knot.reason())
        .matches("\\d+\\.\\d times as dense, \\d\\.\\d deviations off its segment");
    assertThat(micro.groups().stream().filter(g -> !g.kept()).map(Micro::reason))
        .hasSize(2)
        .allMatch(reason -> reason.endsWith("of its segment: no small part of it"));
    for (int i = 0; i < 1_000; i++) {
      assertThat(micro.labels()[i])
          .isEqualTo(mixture.truth().labels()[i] == 2 ? 0 : MicroSegments.NONE);
    }
  }

  @Test
  void anomalies_are_in_no_group_and_few() {
    MicroSettings settings = new MicroSettings(20, 0.25, 0.8, 2, 0.6, 1, 0.9, 0.003);
    double[] rising = scores.clone();
    rising[Arrays.stream(mixture.truth().labels()).boxed().toList().lastIndexOf(3)] = 1;
    MicroSegments micro =
        MicroSegments.of(mixture.points(), broad, dense, new double[3], rising, settings);

    assertThat(micro.anomalies()).hasSize(3);
    assertThat(rising[micro.anomalies()[0]]).isEqualTo(1);
    assertThat(Arrays.stream(micro.anomalies()).map(i -> mixture.truth().labels()[i]))
        .containsOnly(3);
    assertThat(micro.kept()).isEmpty();
    assertThat(micro.groups().stream().map(Micro::reason)).contains("not stable: Jaccard 0.00");
  }

  @Test
  void the_difference_is_that_of_the_means_in_deviations_of_the_rest() {
    Points points = Points.of(new double[][] {{0, 5}, {2, 5}, {10, 5}, {12, 5}});
    Partition all = Partition.of(new int[4]);
    MicroSegments micro =
        MicroSegments.of(
            points,
            all,
            Partition.of(new int[] {-1, -1, 0, 0}),
            new double[] {1},
            new double[4],
            new MicroSettings(2, 0.5, 0.8, 2, 0.6, 1, 0.9, 0.01));

    assertThat(micro.kept()).hasSize(1);
    assertThat(micro.kept().get(0).difference()).isCloseTo(10, within(1e-12));
    assertThat(micro.kept().get(0).coordinate()).isZero();
    assertThat(micro.kept().get(0).density()).isCloseTo(Math.sqrt(26), within(1e-12));
  }

  @Test
  void equal_points_and_empty_partitions_are_no_error() {
    for (int n : new int[] {1, 2, 10}) {
      double[] same = new double[2 * n];
      Arrays.fill(same, 0.1);
      int[] none = new int[n];
      Arrays.fill(none, Partition.NOISE);
      for (Partition groups : new Partition[] {Partition.of(none), Partition.of(new int[n])}) {
        for (Partition segments : new Partition[] {Partition.of(none), Partition.of(new int[n])}) {
          MicroSegments micro =
              MicroSegments.of(
                  new Points(same, 2),
                  segments,
                  groups,
                  new double[groups.clusters()],
                  new double[n],
                  new MicroSettings(2, 1, 0.8, 0, 0, 0, 0, 1));

          assertThat(micro.groups())
              .allSatisfy(g -> assertThat(g.difference()).isZero())
              .allSatisfy(g -> assertThat(g.density()).isFinite());
          assertThat(micro.anomalies()).hasSize(groups.noise());
        }
      }
    }
  }

  @Test
  void columns_must_fit() {
    assertThatThrownBy(
            () ->
                MicroSegments.of(
                    new Points(new double[2], 1),
                    Partition.of(new int[2]),
                    Partition.of(new int[2]),
                    new double[2],
                    new double[2],
                    MicroSettings.defaults()))
        .hasMessage("Invalid stabilities: 2 (must be 1)");
    assertThatThrownBy(() -> new MicroSettings(1, 0.25, 0.8, 2, 0.6, 1, 0.9, 0.01))
        .hasMessage("Invalid least members: 1 (must be >= 2)");
  }

  private static int[] map(int[] labels, IntUnaryOperator to) {
    return Arrays.stream(labels).map(to).toArray();
  }
}
