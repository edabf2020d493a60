// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.math.neighbour.KdTree;
import io.perennial.math.neighbour.Points;
import io.perennial.segment.Partition;
import java.util.ArrayDeque;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class DbscanTest {

  @Property(tries = 150)
  void the_clusters_are_those_of_brute_force(
      @ForAll @IntRange(min = 1, max = 150) int count,
      @ForAll @IntRange(min = 1, max = 4) int dimensions,
      @ForAll @IntRange(max = 6) int steps,
      @ForAll @IntRange(max = 20) int tenths,
      @ForAll @IntRange(min = 1, max = 8) int enough,
      @ForAll @LongRange(min = 0, max = 1_000) long seed) {
    Points points = Shapes.scattered(count, dimensions, steps, seed);
    double radius = tenths / (steps == 0 ? 40.0 : 10.0);
    assertThat(new Dbscan(radius, enough).cluster(points).partition())
        .isEqualTo(bruteForce(points, radius, enough));
  }

  /** Label by label from core to core, then each border point by its nearest core. */
  private static Partition bruteForce(Points points, double radius, int enough) {
    int n = points.count();
    boolean[] cores = new boolean[n];
    for (int i = 0; i < n; i++) {
      int near = 0;
      for (int j = 0; j < n; j++) {
        near += points.squaredDistance(i, j) <= radius * radius ? 1 : 0;
      }
      cores[i] = near >= enough;
    }
    int[] labels = new int[n];
    Arrays.fill(labels, -1);
    for (int i = 0; i < n; i++) {
      if (cores[i] && labels[i] < 0) {
        labels[i] = i;
        ArrayDeque<Integer> open = new ArrayDeque<>();
        open.add(i);
        while (!open.isEmpty()) {
          int at = open.remove();
          for (int j = 0; j < n; j++) {
            if (cores[j] && labels[j] < 0 && points.squaredDistance(at, j) <= radius * radius) {
              labels[j] = i;
              open.add(j);
            }
          }
        }
      }
    }
    int[] told = labels.clone();
    for (int i = 0; i < n; i++) {
      int nearest = -1;
      for (int j = 0; j < n && !cores[i]; j++) {
        if (cores[j]
            && points.squaredDistance(i, j) <= radius * radius
            && (nearest < 0 || nearer(points, i, j, nearest))) {
          nearest = j;
        }
      }
      told[i] = nearest < 0 ? told[i] : labels[nearest];
    }
    return Partition.of(told);
  }

  private static boolean nearer(Points points, int from, int a, int b) {
    int order = Double.compare(points.squaredDistance(from, a), points.squaredDistance(from, b));
    for (int j = 0; order == 0 && j < points.dimensions(); j++) {
      order = Double.compare(points.at(a, j), points.at(b, j));
    }
    return order < 0;
  }

  @Property(tries = 50)
  void the_order_of_the_points_does_not_matter(
      @ForAll @IntRange(min = 1, max = 150) int count,
      @ForAll @IntRange(max = 6) int steps,
      @ForAll @IntRange(min = 1, max = 8) int enough,
      @ForAll @LongRange(min = 0, max = 1_000) long seed) {
    Points points = Shapes.scattered(count, 2, steps, seed);
    int[] order = Shapes.shuffled(count, seed);
    Dbscan dbscan = new Dbscan(steps == 0 ? .1 : 1, enough);
    Partition there = dbscan.cluster(points.subset(order)).partition();
    int[] back = new int[count];
    for (int i = 0; i < count; i++) {
      back[order[i]] = there.labels()[i];
    }
    assertThat(Partition.of(back)).isEqualTo(dbscan.cluster(points).partition());
  }

  @Test
  void a_radius_is_proposed_that_finds_the_clusters() {
    for (long seed = 0; seed < 3; seed++) {
      Points points = Shapes.blobs(3_000, 3, 6, seed);
      KdTree tree = KdTree.of(points);
      double radius = RadiusProposal.of(tree, 8);
      Partition found = new Dbscan(radius, 8).cluster(tree).partition();
      assertThat(found.clusters()).isEqualTo(6);
      assertThat(found.noise()).isBetween(1, 300);
    }
  }

  @Test
  void a_radius_is_proposed_for_equal_points_few_points_and_whales() {
    assertThat(RadiusProposal.of(KdTree.of(Points.of(new double[] {4})), 5)).isZero();
    assertThat(RadiusProposal.of(KdTree.of(Points.of(new double[50][2])), 5)).isZero();
    double[][] rows = new double[1_000][1];
    for (int i = 0; i < rows.length; i++) {
      rows[i][0] = i % 100 == 0 ? i * 1e-3 : 1;
    }
    rows[0][0] = 1e12;
    assertThat(RadiusProposal.of(KdTree.of(Points.of(rows)), 5)).isBetween(1e-9, 10.0);
    assertThatThrownBy(() -> RadiusProposal.of(KdTree.of(Points.of(rows)), 0))
        .hasMessage("Invalid enough points: 0 (must be >= 1)");
  }

  @Test
  void bad_input_has_a_sensible_answer() {
    Dbscan dbscan = new Dbscan(1, 3);
    assertThat(dbscan.cluster(new Points(new double[0], 2)).partition().count()).isZero();
    assertThat(dbscan.cluster(Points.of(new double[] {1, 2})).partition().noise()).isEqualTo(1);
    assertThat(dbscan.cluster(Points.of(new double[7][3])).partition().sizes()).containsExactly(7);
    assertThat(new Dbscan(0, 2).cluster(Points.of(new double[7][3])).partition().sizes())
        .containsExactly(7);
    assertThat(
            new Dbscan(Double.POSITIVE_INFINITY, 2).cluster(Shapes.blobs(50, 2, 3, 1)).partition())
        .isEqualTo(Partition.of(new int[50]));
    double[][] whale = new double[20][1];
    whale[7][0] = 1e12;
    assertThat(dbscan.cluster(Points.of(whale)).partition().noise()).isEqualTo(1);
    assertThatThrownBy(() -> new Dbscan(-1, 3)).hasMessage("Invalid radius: -1.0 (must be >= 0)");
    assertThatThrownBy(() -> new Dbscan(1, 0))
        .hasMessage("Invalid enough points: 0 (must be >= 1)");
  }
}
