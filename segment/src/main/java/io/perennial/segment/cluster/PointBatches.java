// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.cluster;

import io.perennial.math.neighbour.Points;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** More points than memory need hold: they come in batches, the same each time. */
public interface PointBatches {

  /** d of all points. */
  int dimensions();

  /** Hands over every batch, one after the other, in the same order at each call. */
  void forEach(Consumer<Points> batch);

  /** Points that are there already, {@code size} at a time. */
  static PointBatches of(Points points, int size) {
    if (size < 1) {
      throw new IllegalArgumentException("Invalid batch: " + size + " points (must be >= 1)");
    }
    return new PointBatches() {
      @Override
      public int dimensions() {
        return points.dimensions();
      }

      @Override
      public void forEach(Consumer<Points> batch) {
        for (int from = 0; from < points.count(); from += size) {
          int to = (int) Math.min(points.count(), (long) from + size);
          batch.accept(points.subset(IntStream.range(from, to).toArray()));
        }
      }
    };
  }
}
