// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.bayes;

import io.perennial.math.parallel.Chunks;
import io.perennial.value.GroupedHistories;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.PurchaseModel;
import io.perennial.value.ladder.LadderConfig;
import io.perennial.value.ladder.LadderModel;
import io.perennial.value.ladder.Lessons;
import io.perennial.value.ladder.SharedTrainer;
import io.perennial.value.ladder.Target;
import io.perennial.value.paretonbd.ParetoNbdModel;
import io.perennial.value.personal.PersonalLadderModel;
import io.perennial.value.personal.PersonalModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Hierarchical Bayes on the ladder: the posterior given the histories of the customers to be
 * forecast; their draws are spread over draws of the parameters.
 *
 * @param chains how long they run; their seed is that of the ladder
 */
public record HierarchicalLadder(HierarchicalConfig chains) implements SharedTrainer {

  /** Sets of parameters that a forecast is spread over. */
  private static final int SETS = 25;

  /** Of those, in order of how much is bought under them, one of five speaks for its fifth. */
  private static final int EVERY = 5;

  /** So many of the different histories tell how much is bought under a set of parameters. */
  private static final int TOLD_BY = 150;

  /** With the default chains. */
  public static HierarchicalLadder defaults() {
    return new HierarchicalLadder(HierarchicalConfig.defaults());
  }

  @Override
  public String name() {
    return "Pareto/NBD, hierarchical Bayes";
  }

  @Override
  public Function<Target, LadderModel> fit(Lessons lessons, LadderConfig config) {
    GroupedHistories histories = lessons.now().observed().histories();
    HierarchicalPosterior posterior =
        new HierarchicalTrainer().train(histories, chains.withSeed(config.seed()));
    PersonalModel averaged =
        new Averaged(posterior, spread(posterior, histories, lessons.now().horizonWeeks()));
    return target -> PersonalLadderModel.of(name(), averaged, lessons.now(), target, config);
  }

  /** Draws evenly spread over how much these customers buy, so that few stand for all well. */
  private static List<ParetoNbdModel> spread(
      HierarchicalPosterior posterior, GroupedHistories histories, double horizonWeeks) {
    GroupedHistories some = histories.thinned(TOLD_BY);
    List<ParetoNbdModel> draws = posterior.models(posterior.draws());
    double[] totals = new double[draws.size()];
    Chunks.forEach(
        totals.length,
        8,
        (from, to) -> {
          for (int d = from; d < to; d++) {
            double[] expected = draws.get(d).expectedPurchases(some, horizonWeeks);
            for (int g = 0; g < expected.length; g++) {
              totals[d] += some.weight(g) * expected[g];
            }
          }
        });
    int[] order =
        IntStream.range(0, totals.length)
            .boxed()
            .sorted(Comparator.comparingDouble(d -> totals[d]))
            .mapToInt(Integer::intValue)
            .toArray();
    List<ParetoNbdModel> spread = new ArrayList<>();
    for (int k = 0; k < SETS; k++) {
      spread.add(draws.get(order[(int) ((k + 0.5) * order.length / SETS)]));
    }
    return spread;
  }

  /** All customers under each of some draws of the parameters, in order of what is bought. */
  private record Averaged(HierarchicalPosterior posterior, List<ParetoNbdModel> models)
      implements PersonalModel {

    @Override
    public List<String> columns() {
      return List.of();
    }

    @Override
    public int sets() {
      return models.size();
    }

    @Override
    public PurchaseModel model(PurchaseHistory history, double[] covariates, int set) {
      return models.get(set);
    }

    @Override
    public double expectedPurchases(
        PurchaseHistory history, double[] covariates, double horizonWeeks) {
      return averaged(1, model -> model.expectedPurchases(history, horizonWeeks));
    }

    @Override
    public double probabilityActive(
        PurchaseHistory history, double[] covariates, double horizonWeeks) {
      return averaged(
          EVERY, model -> PersonalModel.probabilityActive(model, history, horizonWeeks));
    }

    private double averaged(int every, ToDoubleFunction<ParetoNbdModel> of) {
      double sum = 0;
      int count = 0;
      for (int k = every / 2; k < models.size(); k += every) {
        sum += of.applyAsDouble(models.get(k));
        count++;
      }
      return sum / count;
    }

    @Override
    public String summary() {
      return posterior.toString();
    }
  }
}
