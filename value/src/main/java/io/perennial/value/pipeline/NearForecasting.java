// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.features.FeatureConfig;
import io.perennial.lake.step.StepContext;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.bayes.CohortLadder;
import io.perennial.value.bayes.HierarchicalLadder;
import io.perennial.value.boost.BoostEffort;
import io.perennial.value.boost.BoostedHurdleTrainer;
import io.perennial.value.boost.BoostedQuantilesTrainer;
import io.perennial.value.covariate.CovariateLadder;
import io.perennial.value.covariate.Family;
import io.perennial.value.covariate.SeasonalLadder;
import io.perennial.value.history.Observed;
import io.perennial.value.ladder.BtydTrainer;
import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.Labelled;
import io.perennial.value.ladder.Ladder;
import io.perennial.value.ladder.LadderConfig;
import io.perennial.value.ladder.LadderForecast;
import io.perennial.value.ladder.LadderSettings;
import io.perennial.value.ladder.LadderTrainer;
import io.perennial.value.ladder.Lessons;
import io.perennial.value.ladder.Rehearsal;
import io.perennial.value.ladder.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What customers do in the near time, by all models together, of features and what came of them.
 */
final class NearForecasting {

  private static final double MICROS_PER_WEEK = 7 * 86_400e6;
  private static final long HALF_A_DAY = 43_200_000_000L;

  /** Smaller cohorts have no weights of their own. */
  private static final int SMALLEST_COHORT = 500;

  /** Their kin that choose how regular buying is have them as one choice. */
  private static final Set<String> REGULARITY_CHOSEN = Set.of("BG/NBD", "MBG/NBD");

  /** Weeks of which a season is learned at the least. */
  private static final double YEAR = 53;

  /** Cases of an instant that models are compared on: more tell no more than a percent. */
  private static final int SCORED = 2_500;

  private final StepContext context;
  private final NearConfig config;
  private final DriftConfig drift;
  private final FeatureConfig purchases;
  private final String currency;

  NearForecasting(StepContext context, ValueConfig config, String currency) {
    this.context = context;
    this.currency = currency;
    this.config = config.near();
    this.drift = config.drift();
    this.purchases = config.features();
  }

  /**
   * What was found, or why nothing was.
   *
   * @param forecast of {@code cases}, row by row
   * @param drift whether what was learned still holds
   * @param cards of its models, by target and name
   * @param note for people; empty where there is nothing to say
   */
  record Near(
      Optional<LadderForecast> forecast,
      Optional<Cases> cases,
      NearDrift drift,
      Map<Target, Map<String, String>> cards,
      String note) {

    static Near none(String why) {
      return new Near(Optional.empty(), Optional.empty(), NearDrift.none(), Map.of(), why);
    }
  }

  /**
   * Forecasts, where there is enough to learn from.
   *
   * @param asOf of the values
   */
  Near near(AsOf asOf) {
    if (!config.enabled()) {
      return Near.none("");
    }
    try (LakeLessons lake = open()) {
      if (lake.now().isEmpty()) {
        return Near.none("Nothing of the near time is told: no features are known.");
      }
      if (!lake.now().get().equals(asOf)) {
        return Near.none(
            "Nothing of the near time is told: features are as of "
                + lake.now().get()
                + ", values as of "
                + asOf
                + ".");
      }
      List<LakeLessons.Past> past = lake.past();
      if (past.isEmpty()) {
        return Near.none(
            "Nothing of the near time is told: no training set's horizon is over"
                + " (features.training has the settings).");
      }
      context.progress().begin("learning from earlier instants", past.size(), "instants");
      Cases now = lake.current();
      Cohorts cohorts = cohorts(now, asOf);
      List<Rehearsal> rehearsals = new ArrayList<>();
      for (LakeLessons.Past then : past) {
        Cases cases = then.cases().cases();
        rehearsals.add(
            new Rehearsal(
                Rehearsal.Kind.EARLIER,
                new Lessons(before(past, then.asOf()), cases),
                then.cases(),
                cohorts.of(firstAt(cases, then.asOf()))));
      }
      Ladder ladder = ladder(lake, past);
      LadderForecast forecast =
          ladder.forecast(
              new Lessons(before(past, asOf), now),
              rehearsals,
              cohorts.names(),
              cohorts.of(firstAt(now, asOf)),
              EnumSet.allOf(Target.class));
      context.progress().begin("looking for drift", now.customers(), "customers");
      LatestRehearsal rehearsal =
          new LatestRehearsal(
              past, new LadderConfig(LadderConfig.defaults().draws(), context.seed()));
      int[] of = cohorts.of(firstAt(rehearsal.last().cases().cases(), rehearsal.last().asOf()));
      NearDrift moved =
          NearDrift.of(
              context,
              drift,
              config.sample(),
              past,
              now,
              forecast.blend(Target.SPEND),
              ladder.trainers(),
              rehearsal);
      Map<Target, Map<String, String>> cards =
          new ModelCards(
                  config,
                  context.seed(),
                  currency,
                  rehearsal,
                  Arrays.stream(rehearsal.rows())
                      .mapToObj(i -> cohorts.names().get(of[i]))
                      .toList())
              .of(forecast, ladder.trainers(), past, asOf, now);
      return new Near(Optional.of(forecast), Optional.of(now), moved, cards, "");
    } catch (TooLittleDataException tooLittle) {
      return Near.none("Nothing of the near time is told. " + tooLittle.getMessage());
    }
  }

  /** What its models learn from; to be closed. */
  LakeLessons open() {
    int events = rungs().mapToInt(LadderTrainer::events).max().orElse(0);
    return LakeLessons.open(context, purchases, config, events, isThorough());
  }

  /** By the customers of now, so that instants have the same ones. */
  Cohorts cohorts(Cases now, AsOf asOf) {
    return Cohorts.of(firstAt(now, asOf), purchases.purchase().zone(), SMALLEST_COHORT);
  }

  /** The ladder of what can be learned from these. */
  Ladder ladder(LakeLessons lake, List<LakeLessons.Past> past) {
    return Ladder.of(trainers(lake.origins(), past), settings());
  }

  /** What had come by an instant. */
  static List<Labelled> before(List<LakeLessons.Past> past, AsOf asOf) {
    return past.stream()
        .filter(then -> then.until().compareTo(asOf) <= 0)
        .map(LakeLessons.Past::cases)
        .toList();
  }

  static long[] firstAt(Cases cases, AsOf asOf) {
    double[] age = cases.observed().ageWeeks();
    long[] firstAt = new long[age.length];
    for (int i = 0; i < age.length; i++) {
      // ages end with the last day: half a day less is within the first one whatever the clocks did
      firstAt[i] = asOf.micros() - HALF_A_DAY - Math.round(age[i] * MICROS_PER_WEEK);
    }
    return firstAt;
  }

  private LadderSettings settings() {
    LadderSettings usual = LadderSettings.defaults().withScored(SCORED);
    return usual.withModels(new LadderConfig(usual.models().draws(), context.seed()));
  }

  private boolean isThorough() {
    return config.effort() == BoostEffort.THOROUGH;
  }

  /** All that may be on the ladder, the simplest first: a tie is settled for it. */
  Stream<LadderTrainer> rungs() {
    List<LadderTrainer> rungs =
        BtydTrainer.all().stream()
            .filter(trainer -> !REGULARITY_CHOSEN.contains(trainer.name()))
            .collect(Collectors.toCollection(ArrayList::new));
    if (isThorough()) {
      rungs.add(HierarchicalLadder.defaults());
      rungs.add(CohortLadder.byQuarter());
    }
    if (config.effort() != BoostEffort.QUICK) {
      rungs.add(new SeasonalLadder());
    }
    rungs.add(new BoostedHurdleTrainer(config.effort()));
    if (config.effort() != BoostEffort.QUICK) {
      rungs.add(new BoostedQuantilesTrainer(config.effort()));
    }
    rungs.addAll(others());
    return rungs.stream();
  }

  /**
   * Those that can be rehearsed. A model that can be fitted at the latest instant alone would cost
   * all models the rehearsals before it.
   *
   * @param origins columns that were known at the first purchase
   */
  private List<LadderTrainer> trainers(List<String> origins, List<LakeLessons.Past> past) {
    Observed earliest = past.get(past.size() - 1).cases().cases().observed();
    boolean isYear = Arrays.stream(earliest.ageWeeks()).anyMatch(age -> age >= YEAR);
    List<LadderTrainer> trainers =
        rungs()
            .filter(rung -> isYear || !(rung instanceof SeasonalLadder))
            .collect(Collectors.toCollection(ArrayList::new));
    if (!origins.isEmpty()) {
      trainers.add(new CovariateLadder(Family.PARETO_NBD, origins));
    }
    return trainers;
  }

  /** Models of other modules, such as networks, where those are on the class path. */
  private static List<LadderTrainer> others() {
    return ServiceLoader.load(LadderTrainer.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(LadderTrainer::name))
        .toList();
  }

  /** What forecasts depend on that no table or setting tells. */
  static String outside() {
    return others().stream().map(LadderTrainer::name).collect(Collectors.joining(", "));
  }
}
