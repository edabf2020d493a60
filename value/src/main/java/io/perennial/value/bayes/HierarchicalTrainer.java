// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.bayes;

import io.perennial.math.parallel.Chunks;
import io.perennial.math.random.RandomSource;
import io.perennial.value.Certificate;
import io.perennial.value.Fitted;
import io.perennial.value.GroupedHistories;
import io.perennial.value.fit.DataNeeds;
import io.perennial.value.fit.LogLikelihood;
import io.perennial.value.fit.MaximumLikelihood;
import io.perennial.value.fit.Sample;
import io.perennial.value.fit.Scale;
import io.perennial.value.paretonbd.ParetoNbdModel;
import io.perennial.value.paretonbd.ParetoNbdTrainer;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Draws from the posterior of a Pareto/NBD base. The customers' rates and moments of leaving are
 * integrated out exactly, so a chain moves in the four parameters alone ({@link Chain}) and needs
 * hundreds of rounds, not thousands; what a customer's own rates may be is drawn afterwards,
 * exactly, from their distribution given the parameters. (Samplers that draw every customer in
 * every round, as those of Ma and Liu (2007) and of BTYDplus, creep: the parameters can only follow
 * the customers of the round before.) A round costs one value of the likelihood of the different
 * histories.
 */
public final class HierarchicalTrainer {

  private static final List<String> NAMES = List.of("r", "alpha", "s", "beta");

  /**
   * The posterior given the histories.
   *
   * @throws io.perennial.value.TooLittleDataException if too few customers have a repeat purchase
   */
  public HierarchicalPosterior train(GroupedHistories histories, HierarchicalConfig config) {
    DataNeeds.check("Pareto/NBD, hierarchical Bayes", histories);
    WeakPrior prior = WeakPrior.of(histories);
    LogLikelihood posterior = prior.with(ParetoNbdTrainer.likelihood(histories));
    Fitted<ParetoNbdModel> mode = mode(histories, prior);
    double[] top = mode.certificate().estimates();
    Coordinates coordinates = new Coordinates(histories.totalAgeWeeks() / histories.customers());
    ToDoubleFunction<double[]> density = point -> posterior.at(coordinates.parameters(point));
    Proposal proposal =
        Proposal.around(
            coordinates.point(top),
            coordinates.hessian(top, mode.certificate().hessian()),
            density);
    RandomSource source = RandomSource.seeded(config.seed()).derive("hierarchical bayes");
    double[][][] draws = new double[config.chains()][][];
    Chunks.forEach(
        config.chains(),
        1,
        (from, to) -> {
          for (int c = from; c < to; c++) {
            draws[c] =
                Chain.run(density, proposal, config.warmUp(), config.rounds(), source.stream(c));
          }
        });
    for (double[][] chain : draws) {
      for (int d = 0; d < chain.length; d++) {
        chain[d] = coordinates.parameters(chain[d]);
      }
    }
    return new HierarchicalPosterior(mode, draws, config);
  }

  /** The likeliest parameters given the prior too. */
  static Fitted<ParetoNbdModel> mode(GroupedHistories histories, WeakPrior prior) {
    double time = histories.totalAgeWeeks() / histories.customers();
    double rate = histories.totalRepeats() / histories.totalAgeWeeks();
    Certificate certificate =
        MaximumLikelihood.maximize(
            Sample.growing(histories, part -> prior.with(ParetoNbdTrainer.likelihood(part))),
            Scale.of(NAMES, 1, time, 1, time),
            List.of(
                new double[] {0.6, 0.4 / rate, 0.6, 0.4 * time},
                new double[] {0.8, 0.6 / rate, 3, 6 * time}));
    return new Fitted<>(model(certificate.estimates()), certificate);
  }

  static ParetoNbdModel model(double[] parameters) {
    return new ParetoNbdModel(1, 1, 1, 1).withParameters(parameters);
  }
}
