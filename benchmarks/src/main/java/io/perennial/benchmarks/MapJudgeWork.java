// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.math.neighbour.Points;
import io.perennial.math.random.RandomSource;
import io.perennial.segment.map.PointMap;
import io.perennial.segment.map.Trustworthiness;

/** How good the map in {@code plane} is of the points in {@code file}, whoever drew it. */
final class MapJudgeWork implements Work {

  private static final int NEIGHBOURS = 12;

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    Points points = MapPoints.read(arguments.path("file"), arguments.count("dimensions"));
    Points plane = MapPoints.read(arguments.path("plane"), 2);
    RandomSource random = RandomSource.seeded(1);
    timing.fact(
        "divergence", PointMap.divergenceOf(points, plane, MapWork.config(arguments), random));
    Trustworthiness trust = Trustworthiness.of(points, plane, NEIGHBOURS, random);
    timing.fact("trust", trust.value());
    timing.fact("trust.error", trust.error());
  }
}
