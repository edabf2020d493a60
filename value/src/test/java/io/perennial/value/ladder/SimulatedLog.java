// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import io.perennial.math.distribution.Gamma;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.history.PurchaseLog;
import java.util.ArrayList;
import java.util.List;

/** Purchases of customers whose rates are drawn, day by day, with spend of their own. */
final class SimulatedLog {

  private SimulatedLog() {}

  /** Pareto/NBD customers who come over {@code arrivals} days, watched to day {@code until}. */
  static PurchaseLog paretoNbd(int customers, int arrivals, int until, long seed) {
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < customers; i++) {
      RandomStream random = RandomSource.seeded(seed).derive("log").stream(i);
      double rate = Gamma.standard(random, 0.8) / 8 / 7;
      double leaving = Gamma.standard(random, 0.7) / 20 / 7;
      double gone = -StrictMath.log(random.nextOpenDouble()) / leaving;
      double scale = 10 + 40 * random.nextDouble();
      double first = random.nextInt(arrivals);
      double day = 0;
      while (first + day <= until && day <= gone) {
        rows.add(new double[] {i, first + day, scale * (0.5 + Gamma.standard(random, 2))});
        day += -StrictMath.log(random.nextOpenDouble()) / rate;
      }
    }
    return PurchaseLog.ofDays(
        customers,
        rows.stream().mapToInt(row -> (int) row[0]).toArray(),
        rows.stream().mapToLong(row -> (long) row[1]).toArray(),
        rows.stream().mapToDouble(row -> row[2]).toArray());
  }
}
