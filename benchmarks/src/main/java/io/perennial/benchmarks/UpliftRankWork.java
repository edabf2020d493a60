// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.decide.uplift.EffectLearner;
import io.perennial.decide.uplift.EffectLearners;
import io.perennial.decide.uplift.EffectModel;
import io.perennial.decide.uplift.EffectRanking;
import io.perennial.decide.uplift.EffectRanking.Strategy;
import io.perennial.decide.uplift.EffectSelection;
import io.perennial.decide.uplift.Experiment;
import io.perennial.decide.uplift.SplitRule;
import java.util.List;

/** One mail against none: how well one learner puts the customers of the tests in order. */
final class UpliftRankWork implements Work {

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    Experiment two = MailExperiment.of(arguments).against(arguments.count("arm"));
    EffectLearner learner = learner(arguments.text("learner"));
    int splits = arguments.count("splits");
    double[] qini = new double[splits];
    double[] best = new double[splits];
    String chosen = "–";
    for (int s = 0; s < splits; s++) {
      MailExperiment.Parts parts = MailExperiment.Parts.of(two, s);
      EffectModel model = timing.round(() -> learner.train(parts.learn(), 1));
      EffectRanking ranking =
          EffectRanking.of(parts.test(), model.effects(parts.test().features()).of(1));
      qini[s] = ranking.qini();
      best[s] = ranking.upliftAt(0.3, Strategy.OVERALL);
      int end = model.summary().indexOf(" chosen:");
      if (s == 0 && end > 0) {
        chosen = model.summary().substring(0, end).replaceAll(" (was|were)$", "");
      }
    }
    timing.fact("qini", MeanAndSpread.of(qini));
    timing.fact("best", MeanAndSpread.of(best));
    timing.fact("chosen", chosen);
  }

  /** Names of learners, for the command line of a process. */
  static final List<String> LEARNERS =
      List.of(
          "no products",
          "shrunk products",
          "T-learner",
          "X-learner",
          "DR-learner",
          "class transformation",
          "forest",
          "selection",
          "selection for 30 %");

  private static EffectLearner learner(String word) {
    if (word.startsWith("selection")) {
      EffectSelection selection = EffectSelection.defaults();
      return word.endsWith("%") ? selection.forReach(0.3) : selection;
    }
    return word.equals("forest")
        ? EffectLearners.forest(SplitRule.HONEST)
        : EffectLearners.linear().stream()
            .filter(learner -> learner.name().contains(word))
            .findFirst()
            .orElseThrow();
  }
}
