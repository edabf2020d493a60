// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;

/**
 * A model's distributions put right by a {@link Shape}, of which any part can be drawn: the part is
 * put right as a sample of its own.
 */
final class Calibrated {

  private final Ranged model;
  private final Shape shape;
  private final int[] stratum;
  private final boolean whole;
  private final RandomSource source;

  Calibrated(Ranged model, Shape shape, int[] stratum, boolean whole, RandomSource source) {
    this.model = model;
    this.shape = shape;
    this.stratum = stratum;
    this.whole = whole;
    this.source = source;
  }

  /**
   * {@code count} draws of customer {@code i} from {@code from} on, past the last one from the
   * first again, with the mean and chance of all.
   */
  Rows.Row part(int i, int from, int count) {
    double[] draws = new double[count];
    int straight = Math.min(count, model.draws() - from);
    model.draw(i, from, from + straight, draws, 0);
    if (straight < count) {
      model.draw(i, 0, count - straight, draws, straight);
    }
    double before = positiveMean(draws);
    double p = model.probabilityAboveZero(i);
    double mean = model.mean(i);
    double right = shape.probability(p, stratum[i]);
    RandomStream random = source.stream(i);
    shape.apply(draws, right, stratum[i], whole, random);
    double after = positiveMean(draws);
    double larger = before > 0 && after > 0 ? after / before : 1;
    double scaled = p > 0 && mean > 0 ? mean * (right / p) * larger : sampleMean(draws);
    return new Rows.Row(draws, scaled, right);
  }

  private static double sampleMean(double[] draws) {
    double sum = 0;
    for (double draw : draws) {
      sum += draw;
    }
    return sum / draws.length;
  }

  private static double positiveMean(double[] draws) {
    double sum = 0;
    int above = 0;
    for (double draw : draws) {
      if (draw > 0) {
        sum += draw;
        above++;
      }
    }
    return above == 0 ? 0 : sum / above;
  }
}
