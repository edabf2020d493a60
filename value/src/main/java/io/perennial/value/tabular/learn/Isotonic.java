// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular.learn;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The rising map nearest to what came, by pooling adjacent violators (Ayer and others 1955), with
 * straight lines between the middles of its steps so that order is kept. Each step's share is drawn
 * towards the middle by half a yes and half a no, so that none is 0 or 1. Immutable.
 */
final class Isotonic implements Calibrator {

  private final double[] at;
  private final double[] odds;

  private Isotonic(double[] at, double[] odds) {
    this.at = at;
    this.odds = odds;
  }

  static Isotonic of(double[] scores, double[] label) {
    int n = scores.length;
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> scores[i]).thenComparingInt(i -> i))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] yes = new double[n];
    double[] sum = new double[n];
    double[] count = new double[n];
    int blocks = 0;
    for (int i = 0; i < n; ) {
      double score = scores[order[i]];
      double y = 0;
      double c = 0;
      while (i < n && scores[order[i]] == score) {
        y += label[order[i]];
        c++;
        i++;
      }
      double s = score * c;
      while (blocks > 0 && yes[blocks - 1] * c >= y * count[blocks - 1]) {
        blocks--;
        y += yes[blocks];
        s += sum[blocks];
        c += count[blocks];
      }
      yes[blocks] = y;
      sum[blocks] = s;
      count[blocks] = c;
      blocks++;
    }
    double[] at = new double[blocks];
    double[] odds = new double[blocks];
    for (int b = 0; b < blocks; b++) {
      at[b] = sum[b] / count[b];
      odds[b] = Math.log((yes[b] + 0.5) / (count[b] - yes[b] + 0.5));
      odds[b] = b > 0 ? Math.max(odds[b], odds[b - 1]) : odds[b];
    }
    return new Isotonic(at, odds);
  }

  @Override
  public String name() {
    return "isotonic";
  }

  @Override
  public double of(double logOdds) {
    int found = Arrays.binarySearch(at, logOdds);
    if (found >= 0) {
      return odds[found];
    }
    int above = -found - 1;
    if (above == 0) {
      return odds[0];
    }
    if (above == at.length) {
      return odds[above - 1];
    }
    double share = (logOdds - at[above - 1]) / (at[above] - at[above - 1]);
    return odds[above - 1] + share * (odds[above] - odds[above - 1]);
  }
}
