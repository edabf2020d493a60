// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

import io.perennial.math.distribution.Normal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An experiment read as a whole: sizes, each treatment's effect on the goal with what was known
 * before taken out, chances adjusted for several treatments, which arm is best with what chance,
 * and a decision for each. Read this first where all of it is wanted.
 *
 * @param sizes whether the arms have the units that they should
 * @param treatments in the order of the experiment's arms, without the control
 * @param best of all arms, the control first; empty where an arm cannot be judged
 * @param varianceReduction share of the variance that the past explained, in [0, 1)
 * @param notes what was left out or cut, in words
 */
public record ExperimentReading(
    SampleRatio sizes,
    List<Treatment> treatments,
    List<Double> best,
    double varianceReduction,
    List<String> notes) {

  /**
   * One treatment.
   *
   * @param adjustedPValue after Holm over the treatments; 1 where nothing can be compared
   */
  public record Treatment(
      String arm, Comparison comparison, double adjustedPValue, Decision decision) {}

  /**
   * How to read.
   *
   * @param alpha chance of any false alarm
   * @param peeking whether the experiment is looked at again and again, so that intervals must hold
   *     at all looks; else this is the one look
   * @param plannedUnits of the whole experiment, from {@link Design}; the look at as many is the
   *     last, and intervals are tightest there
   * @param keptShare of outcomes other than 0 that are not cut, in (0, 1]; 1 cuts nothing
   */
  public record How(double alpha, boolean peeking, long plannedUnits, double keptShare) {
    public How {
      Checked.chance("alpha", alpha);
      Checked.atLeastOne("plannedUnits", plannedUnits);
    }
  }

  public ExperimentReading {
    treatments = List.copyOf(treatments);
    best = List.copyOf(best);
    notes = List.copyOf(notes);
  }

  /**
   * Reads.
   *
   * @param experiment for its weights
   * @param guardrails of each treatment, in the order of the treatments; empty where none is
   *     guarded
   */
  public static ExperimentReading of(
      Experiment experiment,
      ExperimentData data,
      Decision.Goal goal,
      List<List<Guardrail>> guardrails,
      How how) {
    int arms = experiment.arms().size();
    if (!guardrails.isEmpty() && guardrails.size() != arms - 1) {
      throw new IllegalArgumentException(
          "Invalid guardrails: of "
              + guardrails.size()
              + " treatments (must be of all "
              + (arms - 1)
              + ", or none)");
    }
    List<String> notes = new ArrayList<>(data.leftOut().inWords());
    Winsorised cut = Winsorised.of(data.outcomes(), how.keptShare());
    Winsorised past = Winsorised.of(data.before(), how.keptShare());
    if (cut.capped() > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%,d outcomes are cut at %s, which takes %.1f %% of the sum",
              cut.capped(),
              Wording.number(cut.cap()),
              100 * cut.removedShare()));
    }
    SampleRatio once = SampleRatio.of(data.sizes(), experiment.weights());
    SampleRatio sizes =
        how.peeking()
            ? new SampleRatio(
                once.counts(),
                once.expected(),
                new SequentialSampleRatio(experiment.weights()).look(data.sizes()))
            : once;
    Cuped cuped = Cuped.of(cut.values(), data.arm(), arms, past.values());
    List<Estimate> estimates = cuped.arms().stream().map(ArmSummary::estimate).toList();
    double share = how.alpha() / (arms - 1);
    List<Comparison> comparisons = new ArrayList<>();
    double[] chances = new double[arms - 1];
    for (int a = 1; a < arms; a++) {
      Comparison comparison =
          how.peeking()
              ? new SequentialTest(
                      share, NormalMixture.tightestAt((double) how.plannedUnits(), share))
                  .look(estimates.get(0), estimates.get(a))
              : Comparison.of(estimates.get(0), estimates.get(a), share);
      comparisons.add(comparison);
      chances[a - 1] = comparison.effect().map(Effect::pValue).orElse(1.0);
    }
    double[] adjusted = MultipleTesting.holm(chances);
    boolean complete = data.units().size() >= how.plannedUnits();
    List<Treatment> treatments = new ArrayList<>();
    for (int a = 1; a < arms; a++) {
      treatments.add(
          new Treatment(
              data.arms().get(a),
              comparisons.get(a - 1),
              adjusted[a - 1],
              Decision.of(
                  goal,
                  sizes,
                  comparisons.get(a - 1),
                  guardrails.isEmpty() ? List.of() : guardrails.get(a - 1),
                  complete)));
    }
    return new ExperimentReading(
        sizes, treatments, best(goal, estimates), cuped.varianceReduction(), notes);
  }

  private static List<Double> best(Decision.Goal goal, List<Estimate> estimates) {
    List<Normal> believed = new ArrayList<>();
    for (Estimate estimate : estimates) {
      if (estimate.count() < 2 || estimate.standardError() == 0) {
        return List.of();
      }
      believed.add(new Normal(goal.direction().gain(estimate.value()), estimate.standardError()));
    }
    return BestArm.of(believed).probabilityBest();
  }
}
