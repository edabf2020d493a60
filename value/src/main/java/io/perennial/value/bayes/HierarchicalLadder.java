// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.bayes;

import io.perennial.value.PurchaseHistory;
import io.perennial.value.PurchaseModel;
import io.perennial.value.ladder.LadderConfig;
import io.perennial.value.ladder.LadderModel;
import io.perennial.value.ladder.LadderTrainer;
import io.perennial.value.ladder.Lessons;
import io.perennial.value.ladder.Target;
import io.perennial.value.paretonbd.ParetoNbdModel;
import io.perennial.value.personal.PersonalLadderModel;
import io.perennial.value.personal.PersonalModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Hierarchical Bayes on the ladder: the posterior given the histories of the customers to be
 * forecast; their draws are spread over draws of the parameters.
 *
 * @param chains how long they run; their seed is that of the ladder
 */
public record HierarchicalLadder(HierarchicalConfig chains) implements LadderTrainer {

  /** Sets of parameters that a forecast is spread over. */
  private static final int SETS = 25;

  /** Of those in order of how much is bought under them, one of five speaks for its fifth. */
  private static final int EVERY = 5;

  /** With the default chains. */
  public static HierarchicalLadder defaults() {
    return new HierarchicalLadder(HierarchicalConfig.defaults());
  }

  @Override
  public String name() {
    return "Pareto/NBD, hierarchical Bayes";
  }

  @Override
  public LadderModel train(Lessons lessons, Target target, LadderConfig config) {
    HierarchicalPosterior posterior =
        new HierarchicalTrainer()
            .train(lessons.now().observed().histories(), chains.withSeed(config.seed()));
    double horizon = lessons.now().horizonWeeks();
    List<ParetoNbdModel> ordered =
        posterior.models(posterior.draws()).stream()
            .sorted(Comparator.comparingDouble(model -> model.expectedRepeats(horizon)))
            .toList();
    List<ParetoNbdModel> spread = new ArrayList<>();
    for (int k = 0; k < SETS; k++) {
      spread.add(ordered.get((int) ((k + 0.5) * ordered.size() / SETS)));
    }
    return PersonalLadderModel.of(
        name(), new Averaged(posterior, spread), lessons.now(), target, config);
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
      return averaged(model -> model.expectedPurchases(history, horizonWeeks));
    }

    @Override
    public double probabilityActive(
        PurchaseHistory history, double[] covariates, double horizonWeeks) {
      return averaged(model -> PersonalModel.probabilityActive(model, history, horizonWeeks));
    }

    private double averaged(ToDoubleFunction<ParetoNbdModel> of) {
      double sum = 0;
      int count = 0;
      for (int k = EVERY / 2; k < models.size(); k += EVERY) {
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
