// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.covariate;

import io.perennial.value.Certificate;
import io.perennial.value.Fitted;
import io.perennial.value.GroupedHistories;
import io.perennial.value.fit.MaximumLikelihood;
import io.perennial.value.fit.Sample;
import io.perennial.value.fit.Scale;
import io.perennial.value.paretonbd.ParetoNbdModel;
import io.perennial.value.paretonbd.ParetoNbdTrainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Fits {@link TimeVaryingModel} by penalised maximum likelihood, from the optimum without
 * covariates. A covariate that is constant while customers are observed tells nothing, and is held
 * at no effect by the penalty. What a week holds that was never seen, as a season of which only a
 * part has been, is for the caller to refuse: {@link SeasonalLadder} does.
 *
 * @param buying covariates that may move the buying rate
 * @param leaving covariates that may move the leaving rate; may be none
 */
public record TimeVaryingTrainer(
    List<String> buying, List<String> leaving, CovariateConfig config) {

  private static final int SAMPLE = 600;
  private static final double NEARLY_ALIKE = 30;

  public TimeVaryingTrainer {
    buying = List.copyOf(buying);
    leaving = List.copyOf(leaving);
  }

  /** With covariates on buying alone. */
  public static TimeVaryingTrainer ofBuying(List<String> buying) {
    return new TimeVaryingTrainer(buying, List.of(), CovariateConfig.defaults());
  }

  /**
   * The likeliest model. About 0.5 microseconds a row, run of the path in silence, and evaluation.
   *
   * @throws io.perennial.value.TooLittleDataException if the histories cannot tell
   * @throws IllegalArgumentException if a covariate is not on the paths
   */
  public TimeVaryingFit train(TimedHistories timed) {
    GroupedHistories histories = timed.histories();
    Fitted<ParetoNbdModel> plain = new ParetoNbdTrainer().train(histories);
    List<String> names = timed.paths().get(0).names();
    int[] more = places(buying, names);
    int[] sooner = places(leaving, names);
    int effects = more.length + sooner.length;
    double time = histories.totalAgeWeeks() / histories.customers();
    double[] units = Arrays.copyOf(new double[] {1, time, 1, time}, 4 + effects);
    Arrays.fill(units, 4, units.length, 1);
    double[] start = Arrays.copyOf(plain.certificate().estimates(), 4 + effects);
    Arrays.fill(start, 4, start.length, 1);
    // from an optimum at infinity one cannot climb: begin where leaving rates are nearly alike
    double limit = Math.min(1, NEARLY_ALIKE / start[2]);
    start[2] *= limit;
    start[3] *= limit;
    List<String> titles = new ArrayList<>(List.of("r", "alpha", "s", "beta"));
    buying.forEach(name -> titles.add("buying × " + name));
    leaving.forEach(name -> titles.add("leaving × " + name));
    List<Sample> samples = new ArrayList<>();
    if (timed.size() > 4 * SAMPLE) {
      samples.add(sample(timed.thinned(SAMPLE), more, sooner));
    }
    samples.add(sample(timed, more, sooner));
    Certificate certificate =
        MaximumLikelihood.maximize(samples, Scale.of(titles, units), List.of(start));
    double[] found = certificate.estimates();
    List<Effect> all = new ArrayList<>();
    double penalty = 0;
    for (int k = 0; k < effects; k++) {
      double effect = Math.log(found[4 + k]);
      boolean ofBuying = k < more.length;
      penalty += 0.5 * config.ridge() * effect * effect;
      all.add(
          new Effect(
              ofBuying ? buying.get(k) : leaving.get(k - more.length),
              ofBuying ? Effect.Rate.BUYING : Effect.Rate.LEAVING,
              effect,
              certificate.logStandardError(4 + k),
              effect));
    }
    return new TimeVaryingFit(
        new TimeVaryingModel(timed.paths().get(0), more, sooner, found),
        certificate,
        all,
        certificate.logLikelihood() + penalty - plain.certificate().logLikelihood());
  }

  private Sample sample(TimedHistories timed, int[] more, int[] sooner) {
    return new Sample(
        new TimeVaryingLikelihood(timed, more, sooner, config.ridge()), timed.customers());
  }

  private static int[] places(List<String> some, List<String> names) {
    return some.stream()
        .mapToInt(
            name -> {
              int place = names.indexOf(name);
              if (place < 0) {
                throw new IllegalArgumentException(
                    "Unknown covariate: " + name + " (there are " + names + ")");
              }
              return place;
            })
        .toArray();
  }
}
