// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.paretoggg;

import io.perennial.math.random.RandomStream;
import java.util.function.DoubleUnaryOperator;

/**
 * One step of slice sampling in one dimension, by stepping out and shrinking. Source: Neal, "Slice
 * sampling" (2003), figures 3 and 5.
 */
final class SliceSampler {

  private static final int STEPS = 30;

  private SliceSampler() {}

  /**
   * The next value after {@code now} of a chain with the density exp({@code logDensity}), which is
   * finite at {@code now}.
   */
  static double next(
      DoubleUnaryOperator logDensity,
      double now,
      double width,
      double lowest,
      double highest,
      RandomStream random) {
    double height = logDensity.applyAsDouble(now) + StrictMath.log(random.nextOpenDouble());
    double left = now - width * random.nextDouble();
    double right = left + width;
    int toLeft = random.nextInt(STEPS);
    int toRight = STEPS - 1 - toLeft;
    while (toLeft-- > 0 && left > lowest && logDensity.applyAsDouble(left) > height) {
      left -= width;
    }
    while (toRight-- > 0 && right < highest && logDensity.applyAsDouble(right) > height) {
      right += width;
    }
    left = Math.max(left, lowest);
    right = Math.min(right, highest);
    for (int turn = 0; turn < 200; turn++) {
      double next = left + (right - left) * random.nextDouble();
      if (logDensity.applyAsDouble(next) >= height) {
        return next;
      }
      if (next < now) {
        left = next;
      } else {
        right = next;
      }
    }
    return now;
  }
}
