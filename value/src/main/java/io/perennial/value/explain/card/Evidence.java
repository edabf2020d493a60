// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.explain.card;

import io.perennial.math.distribution.Normal;
import io.perennial.math.random.RandomSource;
import io.perennial.math.summary.Moments;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.evaluate.PredictiveScore;
import io.perennial.value.forecast.Interval;
import io.perennial.value.ladder.Labelled;
import io.perennial.value.ladder.LadderModel;
import io.perennial.value.ladder.Predictive;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How good a model was on customers whose outcome came after: scores with their intervals, what was
 * forecast against what came, the cohorts in which it is weak, and from where on its scores are
 * worse than chance explains.
 *
 * @param customers how many it was checked on
 * @param scores over all
 * @param calibration by tenth of the forecast, the lowest first
 * @param cohorts by name
 * @param drift when to look again
 */
public record Evidence(
    int customers,
    List<Score> scores,
    List<Bin> calibration,
    List<Group> cohorts,
    List<Limit> drift) {

  /** Below so many customers scores are unsure. */
  public static final int ENOUGH = 500;

  private static final String BIAS = "bias of a forecast";
  private static final String COVERAGE = "coverage of 90 % intervals";

  private static final int LEAST_COHORT = 30;
  private static final double NORMAL_90 = 1.6448536269514722;
  private static final double LEVEL = 0.9;
  private static final int TENTHS = 10;

  /** One base in twenty has a cohort called weak that is not. */
  private static final double FALSE_ALARMS = 0.05;

  /**
   * One measure.
   *
   * @param name as {@code "CRPS"}
   * @param value over all customers
   * @param lower end of its 90 % interval, by the spread over customers
   * @param upper end
   * @param better what is better, in words
   */
  public record Score(String name, double value, double lower, double upper, String better) {}

  /**
   * Customers with much the same forecast.
   *
   * @param customers how many
   * @param forecast their mean forecast
   * @param actual the mean of what came
   * @param standardError of {@code actual}
   */
  public record Bin(int customers, double forecast, double actual, double standardError) {}

  /**
   * A cohort.
   *
   * @param name of the cohort
   * @param customers how many it was checked on
   * @param score its mean CRPS
   * @param forecast of its total
   * @param lower end of the 90 % interval of its total
   * @param upper end
   * @param actual total that came
   * @param weak whether its total is farther from what was forecast, or its score worse than the
   *     forecasts expect of themselves, than chance does to any cohort in one base of twenty; never
   *     with fewer than 30 customers
   * @param finding why it is weak, or that it is not
   */
  public record Group(
      String name,
      int customers,
      double score,
      double forecast,
      double lower,
      double upper,
      double actual,
      boolean weak,
      String finding) {}

  /**
   * When the model is to be looked at again.
   *
   * @param what is watched
   * @param limit beyond which
   * @param why this limit
   */
  public record Limit(String what, double limit, String why) {}

  public Evidence {
    scores = List.copyOf(scores);
    calibration = List.copyOf(calibration);
    cohorts = List.copyOf(cohorts);
    drift = List.copyOf(drift);
  }

  /**
   * The evidence on {@code heldOut}.
   *
   * @param heldOut customers that the model was not fitted to
   * @param cohortOf the cohort of each, by a name that tells nothing of a person
   * @throws TooLittleDataException with fewer than two customers
   */
  public static Evidence of(LadderModel model, Labelled heldOut, List<String> cohortOf) {
    int n = heldOut.customers();
    if (n < 2) {
      throw new TooLittleDataException(
          "Cannot say how good "
              + model.name()
              + " is: customers held out: "
              + n
              + " (at least 2 are needed)");
    }
    if (cohortOf.size() != n) {
      throw new IllegalArgumentException(
          "Invalid cohorts: " + cohortOf.size() + " (must be one for each of " + n + " customers)");
    }
    Outcomes outcomes = new Outcomes(model, heldOut);
    return new Evidence(
        n, outcomes.scores(), outcomes.calibration(), outcomes.cohorts(cohortOf), outcomes.drift());
  }

  /** What the scores and cohorts say against the model, in sentences. */
  List<String> limits() {
    List<String> limits = new ArrayList<>();
    if (customers < ENOUGH) {
      limits.add("It was checked on " + customers + " customers only: the scores are unsure.");
    }
    for (Score score : scores) {
      boolean low = score.upper() < (score.name().equals(COVERAGE) ? LEVEL : 0);
      boolean high = score.lower() > (score.name().equals(COVERAGE) ? LEVEL : 0);
      if (score.name().equals(BIAS) && (low || high)) {
        limits.add(
            String.format(
                Locale.ROOT,
                "On average it forecast too %s: by %.3g (%.3g to %.3g) a customer.",
                low ? "little" : "much",
                Math.abs(score.value()),
                Math.min(Math.abs(score.lower()), Math.abs(score.upper())),
                Math.max(Math.abs(score.lower()), Math.abs(score.upper()))));
      }
      if (score.name().equals(COVERAGE) && (low || high)) {
        limits.add(
            String.format(
                Locale.ROOT,
                "Its 90 %% intervals are too %s: %.1f %% of the customers were inside.",
                low ? "narrow" : "wide",
                100 * score.value()));
      }
    }
    for (Group cohort : cohorts) {
      if (cohort.weak()) {
        limits.add("It is weak for " + cohort.name() + ": " + cohort.finding() + ".");
      }
    }
    return limits;
  }

  /** What was forecast of each and what came. */
  private static final class Outcomes {
    private final Predictive predictive;
    private final int n;
    private final double[] actual;
    private final double[] mean;
    private final double[] crps;
    private final double[] inside;
    private final double[] active;

    Outcomes(LadderModel model, Labelled heldOut) {
      predictive = model.predict(heldOut.cases());
      n = heldOut.customers();
      actual = heldOut.outcomes(model.target());
      mean = new double[n];
      crps = new double[n];
      inside = new double[n];
      active = new double[n];
      RandomSource source = RandomSource.seeded(1).derive("card");
      for (int i = 0; i < n; i++) {
        double[] draws = predictive.draws(i);
        mean[i] = predictive.mean(i);
        crps[i] = PredictiveScore.crps(draws, actual[i]);
        double pit = PredictiveScore.randomisedPit(draws, actual[i], source.stream(i));
        inside[i] = pit >= (1 - LEVEL) / 2 && pit <= (1 + LEVEL) / 2 ? 1 : 0;
        double apart = predictive.probabilityAboveZero(i) - (actual[i] > 0 ? 1 : 0);
        active[i] = apart * apart;
      }
    }

    List<Score> scores() {
      double[] absolute = new double[n];
      double[] apart = new double[n];
      for (int i = 0; i < n; i++) {
        absolute[i] = Math.abs(mean[i] - actual[i]);
        apart[i] = mean[i] - actual[i];
      }
      List<Score> scores = new ArrayList<>();
      scores.add(score("CRPS", crps, "less"));
      scores.add(score("mean absolute error", absolute, "less"));
      scores.add(score(BIAS, apart, "0"));
      scores.add(score("Brier score of any purchase", active, "less"));
      scores.add(score(COVERAGE, inside, "0.9"));
      return scores;
    }

    private Score score(String name, double[] values, String better) {
      Moments moments = Moments.of(values);
      double value = moments.mean().orElseThrow();
      double reach = NORMAL_90 * moments.deviation().orElse(0) / Math.sqrt(n);
      return new Score(name, value, value - reach, value + reach, better);
    }

    List<Bin> calibration() {
      int[] order =
          IntStream.range(0, n)
              .boxed()
              .sorted(Comparator.comparingDouble((Integer i) -> mean[i]).thenComparingInt(i -> i))
              .mapToInt(Integer::intValue)
              .toArray();
      List<Bin> bins = new ArrayList<>();
      for (int b = 0; b < TENTHS; b++) {
        int from = (int) ((long) n * b / TENTHS);
        int to = (int) ((long) n * (b + 1) / TENTHS);
        Moments forecast = new Moments();
        Moments came = new Moments();
        for (int place = from; place < to; place++) {
          forecast.add(mean[order[place]]);
          came.add(actual[order[place]]);
        }
        if (to > from) {
          bins.add(
              new Bin(
                  to - from,
                  forecast.mean().orElseThrow(),
                  came.mean().orElseThrow(),
                  came.deviation().orElse(0) / Math.sqrt(to - from)));
        }
      }
      return bins;
    }

    List<Group> cohorts(List<String> cohortOf) {
      Map<String, List<Integer>> members = new TreeMap<>();
      for (int i = 0; i < n; i++) {
        members.computeIfAbsent(cohortOf.get(i), name -> new ArrayList<>()).add(i);
      }
      double limit = -Normal.standard().quantile(FALSE_ALARMS / (2 * members.size()));
      List<Group> groups = new ArrayList<>();
      members.forEach(
          (name, rows) ->
              groups.add(group(name, rows.stream().mapToInt(Integer::intValue).toArray(), limit)));
      return groups;
    }

    private Group group(String name, int[] rows, double limit) {
      double[] totals = new double[predictive.draws()];
      Moments score = new Moments();
      Moments surprise = new Moments();
      double forecast = 0;
      double came = 0;
      for (int i : rows) {
        double[] draws = predictive.draws(i);
        for (int d = 0; d < totals.length; d++) {
          totals[d] += draws[d];
        }
        score.add(crps[i]);
        surprise.add(crps[i] - expected(draws));
        forecast += mean[i];
        came += actual[i];
      }
      Interval interval = Interval.of(totals, LEVEL);
      double error = surprise.deviation().orElse(0) / Math.sqrt(rows.length);
      double spread = Moments.of(totals).deviation().orElse(0);
      String finding = "none found";
      boolean weak = false;
      if (rows.length < LEAST_COHORT) {
        finding = "too few customers to tell";
      } else if (Math.abs(came - forecast) > limit * spread) {
        weak = true;
        finding =
            String.format(
                Locale.ROOT,
                "its total was %.4g, and %.4g ± %.2g was forecast",
                came,
                forecast,
                spread);
      } else if (surprise.mean().orElseThrow() > limit * error) {
        weak = true;
        finding =
            String.format(
                Locale.ROOT,
                "its CRPS was %.4g, and %.4g ± %.2g was to be expected",
                score.mean().orElseThrow(),
                score.mean().orElseThrow() - surprise.mean().orElseThrow(),
                error);
      }
      return new Group(
          name,
          rows.length,
          score.mean().orElseThrow(),
          forecast,
          interval.lower(),
          interval.upper(),
          came,
          weak,
          finding);
    }

    /** The CRPS that a forecast expects of itself: half of the mean distance of two draws. */
    private static double expected(double[] draws) {
      double[] sorted = draws.clone();
      Arrays.sort(sorted);
      int d = sorted.length;
      double sum = 0;
      for (int i = 0; i < d; i++) {
        sum += (2.0 * i + 1 - d) * sorted[i];
      }
      return d < 2 ? 0 : sum / ((double) d * (d - 1));
    }

    List<Limit> drift() {
      Moments moments = Moments.of(crps);
      double error = moments.deviation().orElse(0) / Math.sqrt(n);
      return List.of(
          new Limit(
              "CRPS of as many customers",
              moments.mean().orElseThrow() + 3 * Math.sqrt(2) * error,
              "three standard errors of a difference: chance exceeds it once in 740 checks"),
          new Limit(
              "population stability index of a feature or of the forecasts",
              0.2,
              "the customary limit of a shift that matters"));
    }
  }
}
