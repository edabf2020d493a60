// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.decide.experiment.AaCalibration;
import io.perennial.decide.experiment.Interval;
import io.perennial.decide.experiment.NormalMixture;
import io.perennial.math.distribution.Normal;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.Locale;

/** The same outcomes split in two by chance, looked at after every unit. */
final class AaWork implements Work {

  private static final double ALPHA = 0.05;

  /** What is measured of a unit. */
  enum Outcome {
    BELL("bell curve"),
    SHARE("1 in 20 says yes"),
    MONEY("3 in 10 spend, log-normal"),
    RARE_MONEY("1 in 100 spends, log-normal"),
    GIANTS("Pareto, tail 1.5: no variance");

    private final String words;

    Outcome(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }

    private double draw(RandomStream random) {
      return switch (this) {
        case BELL -> Normal.standard(random);
        case SHARE -> random.chance(0.05) ? 1 : 0;
        case MONEY -> random.chance(0.3) ? Math.exp(3 + Normal.standard(random)) : 0;
        case RARE_MONEY -> random.chance(0.01) ? Math.exp(3 + Normal.standard(random)) : 0;
        case GIANTS -> Math.pow(random.nextOpenDouble(), -1 / 1.5);
      };
    }
  }

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    Outcome outcome = Outcome.valueOf(arguments.text("outcome"));
    RandomStream random = RandomSource.seeded(9).stream(0);
    double[] units = new double[arguments.count("units")];
    for (int i = 0; i < units.length; i++) {
      units[i] = outcome.draw(random);
    }
    AaCalibration found =
        timing.round(
            () ->
                AaCalibration.of(
                    units,
                    arguments.count("splits"),
                    1,
                    ALPHA,
                    NormalMixture.tightestAt(NormalMixture.GROWTHBOOK_UNITS, ALPHA),
                    RandomSource.seeded(10)));
    timing.fact("once", rate(found, found.onceAtTheEnd()));
    timing.fact("peeking", rate(found, found.peeking()));
    timing.fact("valid", rate(found, found.alwaysValid()));
  }

  private static String rate(AaCalibration found, int count) {
    Interval interval = found.rate(count);
    return String.format(
        Locale.ROOT,
        "%.3f (%.3f-%.3f)",
        (double) count / found.splits(),
        interval.low(),
        interval.high());
  }
}
