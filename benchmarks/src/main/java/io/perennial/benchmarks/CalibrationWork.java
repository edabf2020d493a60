// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.segment.assign.Assigner;
import io.perennial.segment.assign.Reliability;
import io.perennial.segment.assign.SegmentModel;
import io.perennial.segment.assign.SegmentModelConfig;

/** Whether propensities of newcomers are right, where it is known who belongs where. */
final class CalibrationWork implements Work {

  private static final double[] SHARES = {0.3, 0.25, 0.2, 0.15, 0.1};

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    SegmentPopulation population =
        SegmentPopulation.of(8, Double.parseDouble(arguments.text("apart")), SHARES);
    SegmentModel model =
        timing.round(
            () ->
                population.model(
                    population.points(arguments.count("learned"), 1),
                    SegmentModelConfig.defaults(),
                    2));
    Reliability reliability = new Reliability();
    Assigner assigner = model.assigner();
    RandomStream random = RandomSource.seeded(3).stream(0);
    double[] point = new double[population.dimensions()];
    double[] out = new double[population.segments()];
    int[] places = places(population, assigner);
    for (int i = 0; i < arguments.count("customers"); i++) {
      int truth = population.draw(random, point);
      assigner.memberships(point, out);
      reliability.add(out, places[truth]);
    }
    timing.fact("error", reliability.error());
    timing.fact("loss", reliability.logLoss());
    timing.fact("temperature", model.calibration().temperature());
    timing.fact("agreement", model.agreement());
  }

  /** The model's number of each true segment, for a partition numbers clusters by size. */
  private static int[] places(SegmentPopulation population, Assigner assigner) {
    int[] places = new int[population.segments()];
    for (int s = 0; s < places.length; s++) {
      places[s] = assigner.assign(population.mean(s));
    }
    return places;
  }
}
