// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import io.perennial.math.distribution.Poisson;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.math.summary.StableSum;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.history.Observed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Rules of thumb as the lowest steps of the ladder: what every model has to beat.
 *
 * @param rule which
 */
public record NaiveTrainer(Rule rule) implements LadderTrainer {

  private static final int LEAST = 50;

  /** What is taken for granted. */
  public enum Rule {
    /** Nobody comes again, for certain. */
    NOTHING,
    /** Everybody goes on at his own rate, purchases at random. */
    SAME_RATE,
    /** What came of customers like this one before: same frequency, same silence. */
    ALIKE
  }

  /** Whether it says enough to be a part of a blend; else it can only stand alone. */
  boolean blends() {
    return rule == Rule.ALIKE;
  }

  /** All rules. */
  public static List<LadderTrainer> all() {
    return Arrays.stream(Rule.values()).<LadderTrainer>map(NaiveTrainer::new).toList();
  }

  @Override
  public String name() {
    return switch (rule) {
      case NOTHING -> "nothing";
      case SAME_RATE -> "same rate";
      case ALIKE -> "customers alike";
    };
  }

  @Override
  public LadderModel train(Lessons lessons, Target target, LadderConfig config) {
    return switch (rule) {
      case NOTHING ->
          new NaiveModel(name(), target, "nothing is forecast of anybody", c -> zero(c, config));
      case SAME_RATE ->
          new NaiveModel(
              name(),
              target,
              "each goes on at the rate of the past, a tenth of a repeat in five weeks added",
              c -> sameRate(c, target, config));
      case ALIKE -> ofThoseAlike(lessons.past(), target, config);
    };
  }

  private LadderModel ofThoseAlike(List<Labelled> past, Target target, LadderConfig config) {
    int cases = past.stream().mapToInt(Labelled::customers).sum();
    if (cases < LEAST) {
      throw new TooLittleDataException(
          "Cannot say what came of customers alike: "
              + cases
              + " cases with a known outcome (at least "
              + LEAST
              + " are needed)");
    }
    Strata strata = Strata.of(past.stream().map(each -> each.cases().observed()).toList());
    double[][] outcomes = outcomes(past, strata, target);
    return new NaiveModel(
        name(),
        target,
        "the outcomes of " + cases + " cases in nine groups of frequency and silence",
        c -> alike(c, strata, outcomes, config));
  }

  private static Ranged zero(Cases cases, LadderConfig config) {
    return new Drawn(cases.customers(), config.draws(), i -> 0, (i, d) -> 0);
  }

  private static Ranged sameRate(Cases cases, Target target, LadderConfig config) {
    Observed observed = cases.observed();
    int[] repeats = observed.repeats();
    double[] age = observed.ageWeeks();
    double[] spend = observed.meanSpend();
    double[] mean = new double[repeats.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (repeats[i] + 0.1) / (age[i] + 5.2) * cases.horizonWeeks();
    }
    RandomSource source = RandomSource.seeded(config.seed()).derive("same rate");
    double[] expected = mean.clone();
    if (target == Target.SPEND) {
      Arrays.setAll(expected, i -> mean[i] * spend[i]);
    }
    return new Drawn(
        mean.length,
        config.draws(),
        i -> expected[i],
        (i, d) -> {
          double count = new Poisson(mean[i]).sample(source.stream((long) i << 24 | d));
          return target == Target.SPEND ? count * spend[i] : count;
        });
  }

  /** Each stratum's outcomes, the whole's where a stratum has too few. */
  private static double[][] outcomes(List<Labelled> past, Strata strata, Target target) {
    List<List<Double>> lists = new ArrayList<>();
    for (int s = 0; s <= Strata.COUNT; s++) {
      lists.add(new ArrayList<>());
    }
    for (Labelled each : past) {
      int[] groups = strata.of(each.cases().observed());
      for (int i = 0; i < groups.length; i++) {
        lists.get(groups[i]).add(each.outcome(target, i));
        lists.get(Strata.COUNT).add(each.outcome(target, i));
      }
    }
    double[][] outcomes = new double[Strata.COUNT][];
    for (int s = 0; s < outcomes.length; s++) {
      List<Double> own = lists.get(s).size() < 20 ? lists.get(Strata.COUNT) : lists.get(s);
      outcomes[s] = own.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }
    return outcomes;
  }

  private static Ranged alike(
      Cases cases, Strata strata, double[][] outcomes, LadderConfig config) {
    int[] groups = strata.of(cases.observed());
    double[] means = new double[outcomes.length];
    for (int s = 0; s < means.length; s++) {
      means[s] = StableSum.of(outcomes[s]) / outcomes[s].length;
    }
    double[] mean = new double[groups.length];
    Arrays.setAll(mean, i -> means[groups[i]]);
    RandomSource source = RandomSource.seeded(config.seed()).derive("alike");
    return new Drawn(
        groups.length,
        config.draws(),
        i -> mean[i],
        (i, d) -> {
          double[] own = outcomes[groups[i]];
          RandomStream random = source.stream((long) i << 24 | d);
          return own[random.nextInt(own.length)];
        });
  }

  /** One draw, a pure function of customer and number. */
  @FunctionalInterface
  private interface One {
    double of(int i, int d);
  }

  private record Drawn(int customers, int draws, IntToDoubleFunction expected, One one)
      implements Ranged {

    @Override
    public void draw(int i, int from, int to, double[] into, int at) {
      for (int d = from; d < to; d++) {
        into[at + d - from] = one.of(i, d);
      }
    }

    @Override
    public double mean(int i) {
      return expected.applyAsDouble(i);
    }
  }
}
