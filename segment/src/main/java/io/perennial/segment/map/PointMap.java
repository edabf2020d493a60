// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.map;

import io.perennial.math.neighbour.NeighbourGraph;
import io.perennial.math.neighbour.Points;
import io.perennial.math.random.RandomSource;
import org.jspecify.annotations.Nullable;

/**
 * Points laid out in the plane so that those who are near each other stay so: t-SNE (van der Maaten
 * and Hinton, "Visualizing data using t-SNE", JMLR 2008). Distances within a group and between
 * neighbouring ones mean something; the sizes of groups and distances of far ones do not.
 * Immutable.
 */
public final class PointMap {

  /** Up to so many points every pair pushes by itself; a grid is faster above. */
  static final int EXACT = 1_000;

  private static final double LARGE = 1e100;

  private final Points points;
  private final double scale;
  private final double[] places;
  private final double divergence;
  private volatile @Nullable Newcomers newcomers; // worked out when first asked for

  private PointMap(Points points, double scale, double[] places, double divergence) {
    this.points = points;
    this.scale = scale;
    this.places = places;
    this.divergence = divergence;
  }

  /**
   * Draws a map. Any points will do: one, all equal, far away; when there are fewer than three
   * times the perplexity it is a third of them. O(n² d) for the neighbours up to {@link
   * NeighbourGraph#EXACT} points, O(n log n) above, and a step of the drawing is O(n): 50,000
   * points of 20 dimensions take some 40 s of a processor. About 5 kB a point.
   *
   * @param points n ≥ 1, prepared: all dimensions count alike; kept for {@link #embed}
   * @param random to part equal points by; for the same one the map has the same bits
   */
  public static PointMap draw(Points points, MapConfig config, RandomSource random) {
    int n = points.count();
    if (n == 0) {
      throw new IllegalArgumentException("Invalid points: none (must be at least one)");
    }
    double scale = scaleOf(points);
    Points scaled = scaled(points, scale);
    if (n == 1) {
      return new PointMap(scaled, scale, new double[2], 0);
    }
    Affinities affinities = affinities(scaled, config, random);
    double[] places = Start.of(scaled, random.derive("start"));
    Repulsion repulsion = n <= EXACT ? new ExactRepulsion() : new GridRepulsion();
    Descent descent = new Descent(affinities, repulsion, places);
    descent.run(config.earlySteps(), config.exaggeration());
    descent.run(config.steps(), 1);
    return new PointMap(scaled, scale, places, divergence(affinities, places));
  }

  /**
   * The divergence of any map of these points, however it was drawn, as {@link #divergence()} says.
   *
   * @param plane as many points of two dimensions
   * @param config of which the perplexity counts
   */
  public static double divergenceOf(
      Points points, Points plane, MapConfig config, RandomSource random) {
    if (plane.count() != points.count() || plane.dimensions() != 2) {
      throw new IllegalArgumentException(
          "Invalid map: "
              + plane.count()
              + " points of "
              + plane.dimensions()
              + " dimensions (must be "
              + points.count()
              + " of 2)");
    }
    if (points.count() < 2) {
      return 0;
    }
    Points scaled = scaled(points, scaleOf(points));
    return divergence(affinities(scaled, config, random), plane.values());
  }

  private static Affinities affinities(Points points, MapConfig config, RandomSource random) {
    int k = (int) Math.min(points.count() - 1, Math.ceil(3 * config.perplexity()));
    NeighbourGraph graph = NeighbourGraph.of(points, k, random.derive("neighbours"));
    return Affinities.of(graph, config.perplexity());
  }

  private static double divergence(Affinities affinities, double[] places) {
    Repulsion repulsion =
        affinities.count() <= EXACT ? new ExactRepulsion() : new GridRepulsion(0.2, 2048);
    return affinities.divergence(places, repulsion.push(places, new double[places.length]));
  }

  /**
   * Where points that are not in the map would be; the map stays as it is, and they do not see each
   * other. A point that is in the map comes near its own place. O(m n d) for the neighbours, then
   * some tens of microseconds each.
   *
   * @param others of as many dimensions, prepared in the same way
   * @return shape [m × 2]
   */
  public Points embed(Points others) {
    NeighbourGraph graph =
        NeighbourGraph.between(points, scaled(others, scale), Newcomers.NEIGHBOURS);
    Newcomers worked = newcomers;
    if (worked == null) {
      worked = new Newcomers(places);
      newcomers = worked;
    }
    return new Points(worked.place(graph), 2);
  }

  /** How many points. */
  public int count() {
    return points.count();
  }

  /** Where point {@code i} is, to the right. */
  public double x(int i) {
    return places[2 * i];
  }

  /** Where point {@code i} is, upwards. */
  public double y(int i) {
    return places[2 * i + 1];
  }

  /** All places, shape [n × 2], their mean 0; not a copy. */
  public Points plane() {
    return new Points(places, 2);
  }

  /**
   * The Kullback-Leibler divergence of nearness in the map from nearness in truth, in nats, at
   * least 0: what drawing made small. Between neighbours only, as is usual. Exact up to 1,000
   * points; beyond, its sum over all pairs is taken from a grid, by which it is wrong by less than
   * 1e-5.
   */
  public double divergence() {
    return divergence;
  }

  /** Squares of coordinates up to 1e100 are numbers; of larger ones they might not be. */
  private static double scaleOf(Points points) {
    double most = 0;
    for (double value : points.values()) {
      most = Math.max(most, Math.abs(value));
    }
    return most > LARGE ? LARGE / most : 1;
  }

  private static Points scaled(Points points, double scale) {
    boolean small = true;
    for (double value : points.values()) {
      small &= Math.abs(value) <= LARGE;
    }
    if (small && scale == 1) {
      return points;
    }
    double[] values = points.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(-LARGE, Math.min(LARGE, values[i] * scale));
    }
    return new Points(values, points.dimensions());
  }
}
