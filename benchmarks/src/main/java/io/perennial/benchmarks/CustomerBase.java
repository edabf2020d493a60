// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.math.distribution.Gamma;
import io.perennial.math.parallel.Chunks;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Histories of simulated customers: Pareto/NBD with the parameters of CDNOW, first bought on one of
 * 721 days, observed until day 728, in whole days. Row i is a pure function of i.
 */
final class CustomerBase {

  private static final double R = 0.5532770468531804;
  private static final double ALPHA = 10.57768346330232;
  private static final double S = 0.6062399891278282;
  private static final double BETA = 11.668735288855041;

  private final int[] repeats;
  private final int[] recencyDays;
  private final int[] ageDays;

  private CustomerBase(int customers) {
    this.repeats = new int[customers];
    this.recencyDays = new int[customers];
    this.ageDays = new int[customers];
  }

  static CustomerBase of(int customers) {
    CustomerBase base = new CustomerBase(customers);
    RandomSource source = RandomSource.seeded(728);
    Chunks.forEach(
        customers,
        4_096,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            base.simulate(i, source.stream(i));
          }
        });
    return base;
  }

  private void simulate(int i, RandomStream random) {
    double buying = Gamma.standard(random, R) / ALPHA / 7;
    double leaving = Gamma.standard(random, S) / BETA / 7;
    double end = -StrictMath.log(random.nextOpenDouble()) / leaving;
    int age = 7 + random.nextInt(721);
    double until = Math.min(end, age);
    double now = -StrictMath.log(random.nextOpenDouble()) / buying;
    int last = 0;
    while (now <= until) {
      int day = (int) Math.ceil(now);
      if (day > last && day <= age) {
        repeats[i]++;
        last = day;
      }
      now -= StrictMath.log(random.nextOpenDouble()) / buying;
    }
    recencyDays[i] = last;
    ageDays[i] = age;
  }

  /** x of each; not a copy. */
  int[] repeats() {
    return repeats;
  }

  double[] recencyWeeks() {
    return weeks(recencyDays);
  }

  double[] ageWeeks() {
    return weeks(ageDays);
  }

  private static double[] weeks(int[] days) {
    double[] weeks = new double[days.length];
    for (int i = 0; i < weeks.length; i++) {
      weeks[i] = days[i] / 7.0;
    }
    return weeks;
  }

  /** As CSV, for peers: x, tx_days, T_days. */
  void write(Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("x,tx_days,T_days\n");
      for (int i = 0; i < repeats.length; i++) {
        out.write(repeats[i] + "," + recencyDays[i] + "," + ageDays[i] + "\n");
      }
    }
  }
}
