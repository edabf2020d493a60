// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Which models get which weight, by what the rehearsals say, and the words for it. */
final class Decision {

  private static final double LEAST_WEIGHT = 0.05;

  private final Target target;
  private final List<LadderTrainer> candidates;
  private final PoolStats stats;
  private final List<String> cohorts;
  private final double[][] weights;
  private final double[] overall;
  private final String why;

  private Decision(
      Target target,
      List<LadderTrainer> candidates,
      PoolStats stats,
      List<String> cohorts,
      double[][] weights,
      double[] overall,
      String why) {
    this.target = target;
    this.candidates = candidates;
    this.stats = stats;
    this.cohorts = cohorts;
    this.weights = weights;
    this.overall = overall;
    this.why = why;
  }

  static Decision of(
      Target target,
      List<LadderTrainer> candidates,
      boolean[] allowed,
      PoolStats stats,
      List<String> cohorts,
      double cohortCases) {
    PoolStats.Quadratic all = stats.mean(i -> true);
    int best = best(candidates, allowed, all, BtydTrainer.class);
    int rule = best(candidates, allowed, all, NaiveTrainer.class);
    int[] blended =
        IntStream.range(0, allowed.length)
            .filter(m -> allowed[m])
            .filter(m -> !(candidates.get(m) instanceof NaiveTrainer naive) || naive.blends())
            .toArray();
    double[] overall = blended.length == 0 ? alone(rule, allowed.length) : pruned(all, blended);
    StringBuilder why = new StringBuilder();
    int fallback = best < 0 ? rule : best;
    if (best >= 0 && rule >= 0) {
      Gap gap = Gap.of(stats, alone(best, candidates.size()), alone(rule, candidates.size()));
      if (gap.mean() > gap.error()) {
        fallback = rule;
        why.append(
            String.format(
                Locale.ROOT,
                " The rule \"%s\" beats every buy-till-you-die model (by %.2g ± %.1g).",
                candidates.get(rule).name(),
                gap.mean(),
                gap.error()));
      }
    }
    double[][] weights = new double[cohorts.size()][];
    double[] lone = fallback < 0 ? overall : alone(fallback, candidates.size());
    Gap gain = Gap.of(stats, lone, overall);
    if (fallback >= 0 && gain.mean() <= gain.error()) {
      why.append(
          String.format(
              Locale.ROOT,
              " No blend is better than %s by more than its error (%.2g ± %.1g), so it stands"
                  + " alone.",
              candidates.get(fallback).name(),
              gain.mean(),
              gain.error()));
      Arrays.fill(weights, lone);
      overall = lone;
    } else {
      if (fallback >= 0) {
        why.append(
            String.format(
                Locale.ROOT,
                " That is %.2g ± %.1g better than %s alone.",
                gain.mean(),
                gain.error(),
                candidates.get(fallback).name()));
      }
      for (int c = 0; c < weights.length; c++) {
        int own = c;
        weights[c] =
            cohorts.size() == 1
                ? overall
                : pruned(stats.mean(i -> stats.cohort(i) == own).with(all, cohortCases), blended);
      }
    }
    return new Decision(target, candidates, stats, cohorts, weights, overall, why.toString());
  }

  /** The best weights, those too small to draw from left out. */
  private static double[] pruned(PoolStats.Quadratic score, int[] blended) {
    double[] weights = on(score, blended);
    int[] in = IntStream.of(blended).filter(m -> weights[m] >= LEAST_WEIGHT).toArray();
    return on(score, in);
  }

  private static double[] on(PoolStats.Quadratic score, int[] in) {
    double[] some = PoolWeights.of(score.only(in));
    double[] weights = new double[score.linear().length];
    for (int k = 0; k < in.length; k++) {
      weights[in[k]] = some[k];
    }
    return weights;
  }

  private static double[] alone(int model, int models) {
    double[] weights = new double[models];
    weights[model] = 1;
    return weights;
  }

  /** The best of a kind, or -1. */
  private static int best(
      List<LadderTrainer> candidates, boolean[] allowed, PoolStats.Quadratic all, Class<?> kind) {
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int m = 0; m < candidates.size(); m++) {
      double crps = all.crps(alone(m, candidates.size()));
      if (allowed[m] && kind.isInstance(candidates.get(m)) && crps < least) {
        least = crps;
        best = m;
      }
    }
    return best;
  }

  boolean hasWeight(int m) {
    return Arrays.stream(weights).anyMatch(row -> row[m] > 0);
  }

  double[] weights(int cohort) {
    return weights[cohort];
  }

  Blend blend(Map<LadderTrainer, String> refused, int origins) {
    List<Blend.Candidate> rows = new ArrayList<>();
    PoolStats.Quadratic all = stats.mean(i -> true);
    for (int m = 0; m < candidates.size(); m++) {
      double[] alone = alone(m, candidates.size());
      Gap gap = Gap.of(stats, alone, overall);
      rows.add(
          new Blend.Candidate(
              candidates.get(m).name(),
              OptionalDouble.of(all.crps(alone)),
              OptionalDouble.of(gap.mean()),
              OptionalDouble.of(gap.error()),
              overall[m],
              refused.getOrDefault(candidates.get(m), "")));
    }
    rows.sort(
        Comparator.comparingDouble((Blend.Candidate row) -> row.crps().orElse(Double.MAX_VALUE)));
    refused.forEach(
        (trainer, note) -> {
          if (!candidates.contains(trainer)) {
            rows.add(unfitted(trainer, note));
          }
        });
    Map<String, Map<String, Double>> byCohort = new LinkedHashMap<>();
    for (int c = 0; c < weights.length; c++) {
      byCohort.put(cohorts.get(c), named(weights[c]));
    }
    double crps = all.crps(overall);
    String reason =
        String.format(
            Locale.ROOT,
            "%s: a score (CRPS) of %.4g a customer over %d %s and %,d forecasts.%s",
            words(named(overall)),
            crps,
            origins,
            origins == 1 ? "rehearsal" : "rehearsals",
            stats.cases(),
            why);
    return new Blend(target, rows, byCohort, OptionalDouble.of(crps), reason);
  }

  static Blend unrehearsed(
      Target target, LadderTrainer only, List<String> cohorts, Map<LadderTrainer, String> refused) {
    List<Blend.Candidate> rows = new ArrayList<>();
    rows.add(
        new Blend.Candidate(
            only.name(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            1,
            ""));
    refused.forEach((trainer, note) -> rows.add(unfitted(trainer, note)));
    Map<String, Map<String, Double>> byCohort = new LinkedHashMap<>();
    cohorts.forEach(cohort -> byCohort.put(cohort, Map.of(only.name(), 1.0)));
    return new Blend(
        target,
        rows,
        byCohort,
        OptionalDouble.empty(),
        only.name()
            + ": the first that could be fitted, for there is no earlier time at which models could"
            + " be compared; nothing is calibrated.");
  }

  private static Blend.Candidate unfitted(LadderTrainer trainer, String note) {
    return new Blend.Candidate(
        trainer.name(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        0,
        note);
  }

  private Map<String, Double> named(double[] row) {
    Map<String, Double> named = new LinkedHashMap<>();
    IntStream.range(0, row.length)
        .filter(m -> row[m] > 0)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer m) -> -row[m]))
        .forEach(m -> named.put(candidates.get(m).name(), row[m]));
    return named;
  }

  private static String words(Map<String, Double> named) {
    List<String> words = new ArrayList<>();
    named.forEach(
        (name, weight) ->
            words.add(
                named.size() == 1 ? name : String.format(Locale.ROOT, "%s %.2f", name, weight)));
    return String.join(", ", words);
  }
}
