// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.decide.uplift.ConfidenceGate;
import io.perennial.decide.uplift.EffectLearner;
import io.perennial.decide.uplift.EffectLearners;
import io.perennial.decide.uplift.Effects;
import io.perennial.decide.uplift.Experiment;
import io.perennial.decide.uplift.Policy;
import io.perennial.decide.uplift.PolicyValue;

/**
 * What policies that were learned on 70 % of the customers are worth to the others; the gate judges
 * by cross-fitting within the 70 %.
 */
final class UpliftPolicyWork implements Work {

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    Experiment experiment = MailExperiment.of(arguments);
    EffectLearner learner = EffectLearners.shrunkenInteractions();
    ConfidenceGate gate = ConfidenceGate.defaults();
    int splits = arguments.count("splits");
    double[][] value = new double[5][splits];
    double[] gain = new double[splits];
    int open = 0;
    for (int s = 0; s < splits; s++) {
      MailExperiment.Parts parts = MailExperiment.Parts.of(experiment, s);
      Experiment test = parts.test();
      ConfidenceGate.Verdict verdict = timing.round(() -> gate.judge(parts.learn(), learner, 1));
      Effects effects = learner.train(parts.learn(), 1).effects(test.features());
      open += verdict.personal() ? 1 : 0;
      double best = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < 3; k++) {
        value[k][s] = PolicyValue.of(test, Policy.everyone(test, k)).value();
        best = Math.max(best, value[k][s]);
      }
      value[3][s] = PolicyValue.of(test, Policy.best(effects, 0, 0, 0)).value();
      value[4][s] = PolicyValue.of(test, verdict.policy(effects, 0, 0, 0)).value();
      gain[s] = value[4][s] - best;
      if (s == 0) {
        timing.fact("verdict", verdict.words());
      }
    }
    for (int k = 0; k < value.length; k++) {
      timing.fact("value" + k, MeanAndSpread.of(value[k]));
    }
    timing.fact("gain", MeanAndSpread.of(gain));
    timing.fact("open", open);
  }
}
