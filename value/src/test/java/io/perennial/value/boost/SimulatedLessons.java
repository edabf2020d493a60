// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.distribution.Gamma;
import io.perennial.math.distribution.Normal;
import io.perennial.math.distribution.Poisson;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.history.Observed;
import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.Labelled;
import io.perennial.value.ladder.Lessons;
import java.util.List;
import java.util.Optional;

/**
 * Customers with a Poisson rate that a column tells in part, who spend gamma amounts; nobody
 * leaves. Ids go on from instant to instant, and so does each customer's rate.
 */
final class SimulatedLessons {

  static final double HORIZON = 13;

  private SimulatedLessons() {}

  /** One instant: what was known, and what came. */
  static Labelled instant(int customers, long firstId, long seed) {
    RandomSource source = RandomSource.seeded(seed).derive("instant");
    int[] repeats = new int[customers];
    double[] recency = new double[customers];
    double[] age = new double[customers];
    double[] logs = new double[customers];
    double[] meanSpend = new double[customers];
    long[] ids = new long[customers];
    double[][] columns = new double[3][customers];
    double[] purchases = new double[customers];
    double[] spend = new double[customers];
    for (int i = 0; i < customers; i++) {
      RandomStream random = source.stream(i);
      double told = Normal.standard(random);
      double rate = 0.06 * Math.exp(0.8 * told) * Gamma.standard(random, 2) / 2;
      double level = 20 * Gamma.standard(random, 5) / 5;
      age[i] = 10 + Math.floor(40 * random.nextDouble());
      repeats[i] = (int) new Poisson(rate * age[i]).sample(random);
      for (int k = 0; k < repeats[i]; k++) {
        recency[i] = Math.max(recency[i], age[i] * random.nextDouble());
      }
      meanSpend[i] =
          repeats[i] == 0 ? 0 : level * Gamma.standard(random, 4.0 * repeats[i]) / (4 * repeats[i]);
      purchases[i] = new Poisson(rate * HORIZON).sample(random);
      spend[i] = purchases[i] == 0 ? 0 : level * Gamma.standard(random, 4 * purchases[i]) / 4;
      ids[i] = firstId + i;
      columns[0][i] = told;
      columns[1][i] = random.nextDouble();
      columns[2][i] = random.chance(0.3) ? Double.NaN : told + Normal.standard(random);
    }
    Observed observed = Observed.of(repeats, recency, age, logs, meanSpend);
    FeatureMatrix features = new FeatureMatrix(ids, List.of("told", "noise", "half"), columns);
    return new Labelled(new Cases(observed, features, Optional.empty(), HORIZON), purchases, spend);
  }

  /** Two past instants, and what is known at a third. */
  static Lessons lessons(int customers, long seed) {
    return new Lessons(
        List.of(instant(customers, 0, seed + 1), instant(customers, 0, seed + 2)),
        instant(customers, 0, seed + 3).cases());
  }

  /** The same cases with other outcomes. */
  static Lessons with(Labelled past, double[] purchases, double[] spend) {
    return new Lessons(List.of(new Labelled(past.cases(), purchases, spend)), past.cases());
  }
}
