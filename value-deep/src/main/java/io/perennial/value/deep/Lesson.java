// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep;

import io.perennial.math.random.RandomSource;
import io.perennial.value.deep.net.Head;
import io.perennial.value.deep.net.NetShape;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What networks learn from, cut by customer: 70 % to learn, 15 % to know when to stop, 15 % to be
 * judged by. A customer is in the same part at all instants.
 */
final class Lesson {

  private static final double LEARN = 0.7;
  private static final double STOP = 0.85;

  final Head head;
  final Examples examples;
  final double[] outcomes;
  final int[] learn;
  final int[] stop;
  final int[] judge;

  private Lesson(
      Head head, Examples examples, double[] outcomes, int[] learn, int[] stop, int[] judge) {
    this.head = head;
    this.examples = examples;
    this.outcomes = outcomes;
    this.learn = learn;
    this.stop = stop;
    this.judge = judge;
  }

  static Lesson of(Head head, Examples examples, double[] outcomes, double[] place) {
    return new Lesson(
        head,
        examples,
        outcomes,
        within(place, 0, LEARN),
        within(place, LEARN, STOP),
        within(place, STOP, 1));
  }

  /** Where in [0, 1) each customer falls. */
  static double[] places(long[] ids, long seed) {
    RandomSource source = RandomSource.seeded(seed).derive("deep").derive("part");
    return Arrays.stream(ids).mapToDouble(id -> source.stream(id).nextDouble()).toArray();
  }

  /** Whether a customer at this place is learnt from. */
  static boolean learnt(double place) {
    return place < LEARN;
  }

  private static int[] within(double[] place, double from, double to) {
    return IntStream.range(0, place.length)
        .filter(i -> place[i] >= from && place[i] < to)
        .toArray();
  }

  /** The log score of row {@code row}, given three outputs. */
  double logScore(float[] outputs, int from, int row) {
    double[] at = head.at(outputs, from, 1, examples.anchor(), row * NetShape.OUTPUTS);
    return head.logScore(at, outcomes[row]);
  }

  /** The slopes of the mean of -log score of these rows along their outputs, float[rows * 3]. */
  float[] slopes(float[] outputs, int[] rows) {
    float[] slopes = new float[outputs.length];
    for (int k = 0; k < rows.length; k++) {
      double[] slope =
          head.scoreSlopes(
              outputs,
              k * NetShape.OUTPUTS,
              examples.anchor(),
              rows[k] * NetShape.OUTPUTS,
              outcomes[rows[k]]);
      for (int j = 0; j < slope.length; j++) {
        slopes[k * NetShape.OUTPUTS + j] = (float) (-slope[j] / rows.length);
      }
    }
    return slopes;
  }

  /** The same with at most so many customers to learn from, and a quarter of that to stop by. */
  Lesson atMost(int rows) {
    return new Lesson(
        head, examples, outcomes, thin(learn, rows), thin(stop, Math.max(1, rows / 4)), judge);
  }

  private static int[] thin(int[] rows, int most) {
    if (rows.length <= most) {
      return rows;
    }
    return IntStream.range(0, most).map(k -> rows[(int) ((long) k * rows.length / most)]).toArray();
  }
}
