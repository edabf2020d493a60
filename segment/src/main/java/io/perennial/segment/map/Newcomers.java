// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.map;

import io.perennial.math.neighbour.NeighbourGraph;
import io.perennial.math.parallel.Chunks;
import java.util.Arrays;

/**
 * Places for points that were not there when a map was drawn, each on its own and without moving
 * what is there: from the middle of its neighbours, some steps as in the map, pulled by few
 * neighbours and pushed by all. Source: Poličar, Stražar and Zupan, "Embedding to reference t-SNE
 * space addresses batch effects in single-cell classification" (2019), with their numbers.
 */
final class Newcomers {

  /** Of so many neighbours the median is where a point starts. */
  static final int NEIGHBOURS = 25;

  private static final double PERPLEXITY = 5;
  private static final int STEPS = 250;
  private static final double RATE = 0.1;
  private static final double EXAGGERATION = 1.5;
  private static final double MOMENTUM = 0.8;
  private static final double LONGEST_SLOPE = 0.25;
  private static final double LEAST_GAIN = 0.01;
  private static final int CHUNK = 64;

  private final double[] places;
  private final Field forces;
  private final Field nearness;

  /**
   * @param places of those who are there, shape [n × 2]
   */
  Newcomers(double[] places) {
    this.places = places;
    GridRepulsion grid = new GridRepulsion();
    forces = grid.forces(places);
    nearness = grid.nearness(places);
  }

  /**
   * Settles each newcomer.
   *
   * @param graph the neighbours of each newcomer among those who are there
   * @return shape [m × 2]
   */
  double[] place(NeighbourGraph graph) {
    double[] found = new double[2 * graph.count()];
    Chunks.forEach(
        graph.count(),
        CHUNK,
        (from, to) -> {
          One one = new One(graph.k());
          for (int i = from; i < to; i++) {
            one.settle(graph, i, found);
          }
        });
    return found;
  }

  /** The steps of one newcomer after the other. */
  private final class One {

    private final double[] distances;
    private final double[] pulls;
    private final double[] sorted;
    private final double[] weights = new double[2 * Spline.NODES];
    private final double[] force = new double[2];
    private final double[] near = new double[2];
    private final double[] gains = new double[2];
    private final double[] moves = new double[2];
    private final double[] slope = new double[2];
    private final int pullers;

    One(int neighbours) {
      sorted = new double[neighbours];
      pullers = (int) Math.min(neighbours, 3 * PERPLEXITY);
      distances = new double[pullers];
      pulls = new double[pullers];
    }

    void settle(NeighbourGraph graph, int i, double[] found) {
      int at = 2 * i;
      found[at] = median(graph, i, 0);
      found[at + 1] = median(graph, i, 1);
      for (int j = 0; j < pullers; j++) {
        distances[j] = graph.squaredDistance(i, j);
      }
      Perplexity.weigh(distances, Perplexity.atMost(PERPLEXITY, pullers), pulls);
      Arrays.fill(gains, 1);
      Arrays.fill(moves, 0);
      for (int step = 0; step < STEPS; step++) {
        slope(graph, i, found[at], found[at + 1]);
        for (int axis = 0; axis < 2; axis++) {
          gains[axis] =
              Math.signum(moves[axis]) != Math.signum(slope[axis])
                  ? gains[axis] + 0.2
                  : gains[axis] * 0.8 + LEAST_GAIN;
          moves[axis] = MOMENTUM * moves[axis] - RATE * gains[axis] * slope[axis];
          found[at + axis] += moves[axis];
        }
      }
    }

    private void slope(NeighbourGraph graph, int i, double x, double y) {
      forces.read(x, y, weights, force, 0);
      nearness.read(x, y, weights, near, 0);
      double all = Math.max(near[0], 1e-12);
      slope[0] = -force[0] / all;
      slope[1] = -force[1] / all;
      for (int j = 0; j < pullers; j++) {
        int neighbour = 2 * graph.neighbour(i, j);
        double dx = x - places[neighbour];
        double dy = y - places[neighbour + 1];
        double pull = EXAGGERATION * pulls[j] / (1 + dx * dx + dy * dy);
        slope[0] += pull * dx;
        slope[1] += pull * dy;
      }
      double length = Math.sqrt(slope[0] * slope[0] + slope[1] * slope[1]);
      if (length > LONGEST_SLOPE) {
        slope[0] *= LONGEST_SLOPE / length;
        slope[1] *= LONGEST_SLOPE / length;
      }
    }

    private double median(NeighbourGraph graph, int i, int axis) {
      int k = sorted.length;
      for (int j = 0; j < k; j++) {
        sorted[j] = places[2 * graph.neighbour(i, j) + axis];
      }
      Arrays.sort(sorted);
      return 0.5 * (sorted[(k - 1) / 2] + sorted[k / 2]);
    }
  }
}
