// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.math.neighbour.Points;
import io.perennial.math.random.RandomSource;
import io.perennial.segment.map.MapConfig;
import io.perennial.segment.map.PointMap;
import java.util.concurrent.atomic.AtomicReference;

/** Draws a map of the points in {@code file}, and leaves it in {@code plane}. */
final class MapWork implements Work {

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    Points points = MapPoints.read(arguments.path("file"), arguments.count("dimensions"));
    MapConfig config = config(arguments);
    AtomicReference<PointMap> map = new AtomicReference<>();
    timing.round(
        () -> {
          map.set(PointMap.draw(points, config, RandomSource.seeded(1)));
          return true;
        });
    timing.fact("told", map.get().divergence());
    MapPoints.write(map.get().plane(), arguments.path("plane"));
  }

  static MapConfig config(Arguments arguments) {
    return MapConfig.defaults()
        .withPerplexity(arguments.count("perplexity"))
        .withSteps(arguments.count("early"), arguments.count("steps"));
  }
}
