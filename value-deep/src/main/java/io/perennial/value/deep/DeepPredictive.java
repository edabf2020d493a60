// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.deep.net.Head;
import io.perennial.value.deep.net.NetShape;
import io.perennial.value.ladder.Predictive;
import java.util.Arrays;

/** Draw d is of network d modulo their number, for all customers: they share what it believes. */
final class DeepPredictive implements Predictive {

  private final Head head;
  private final double[][] at;
  private final int draws;
  private final RandomSource source;

  /**
   * @param at the three numbers of each customer by each network, double[members][n * 3]
   */
  DeepPredictive(Head head, double[][] at, int draws, RandomSource source) {
    this.head = head;
    this.at = at;
    this.draws = draws;
    this.source = source;
  }

  @Override
  public int customers() {
    return at[0].length / NetShape.OUTPUTS;
  }

  @Override
  public int draws() {
    return draws;
  }

  @Override
  public double[] draws(int i) {
    RandomStream random = source.stream(i);
    double[] drawn = new double[draws];
    for (int d = 0; d < draws; d++) {
      drawn[d] = head.draw(numbers(d % at.length, i), random);
    }
    return drawn;
  }

  @Override
  public double mean(int i) {
    double sum = 0;
    for (int m = 0; m < at.length; m++) {
      sum += head.mean(numbers(m, i));
    }
    return sum / at.length;
  }

  @Override
  public double probabilityAboveZero(int i) {
    double sum = 0;
    for (int m = 0; m < at.length; m++) {
      sum += head.aboveZero(numbers(m, i));
    }
    return sum / at.length;
  }

  private double[] numbers(int member, int i) {
    return Arrays.copyOfRange(at[member], i * NetShape.OUTPUTS, (i + 1) * NetShape.OUTPUTS);
  }
}
