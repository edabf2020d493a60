// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.cluster;

import io.perennial.math.neighbour.Points;
import io.perennial.math.random.RandomStream;
import java.util.Arrays;

/**
 * A random sample of points that go by. Source: Vitter, "Random sampling with a reservoir" (1985).
 */
final class Reservoir {

  private final RandomStream random;
  private final int most;
  private final int d;
  private double[] kept = {};
  private long seen;

  Reservoir(int most, int d, RandomStream random) {
    this.most = most;
    this.d = d;
    this.random = random;
  }

  void add(Points batch) {
    for (int i = 0; i < batch.count(); i++) {
      long place = seen < most ? seen : (long) (random.nextDouble() * (seen + 1));
      seen++;
      if (place < most) {
        int at = (int) place * d;
        if (at == kept.length) {
          long room = Math.min(Math.max(2L * kept.length, 1024L * d), (long) most * d);
          kept = Arrays.copyOf(kept, Math.toIntExact(room));
        }
        System.arraycopy(batch.values(), i * d, kept, at, d);
      }
    }
  }

  Points points() {
    if (seen == 0) {
      throw new IllegalArgumentException("Invalid points: none (must be at least one)");
    }
    return new Points(Arrays.copyOf(kept, (int) Math.min(seen, most) * d), d);
  }
}
