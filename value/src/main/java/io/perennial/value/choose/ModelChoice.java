// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.choose;

import io.perennial.value.PurchaseModel;
import io.perennial.value.PurchaseTrainer;
import io.perennial.value.bgnbd.BetaGeometricTrainer;
import io.perennial.value.bgnbd.Dropout;
import io.perennial.value.fit.DataNeeds;
import io.perennial.value.history.Split;
import io.perennial.value.nbd.NbdTrainer;
import io.perennial.value.paretonbd.ParetoNbdTrainer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Chooses a model by what each would have forecast: fitted at every origin on what was known then,
 * and scored on what came after it. The score is the continuous ranked probability score, which
 * rewards a right distribution and not only a right point: with mean absolute error, where most
 * customers buy nothing, the forecast of nothing would win.
 *
 * <p>The lowest mean score wins, but a model that is listed before it stays in place unless the
 * difference exceeds its own standard error. Stateless; a fit and {@code draws} futures of each
 * scored customer, per candidate and origin.
 */
public final class ModelChoice {

  private ModelChoice() {}

  /**
   * The models that are tried when no others are named: Pareto/NBD, MBG/NBD, BG/NBD, the two with
   * regular intervals, NBD.
   */
  public static List<PurchaseTrainer<? extends PurchaseModel>> candidates() {
    return List.of(
        new ParetoNbdTrainer(),
        BetaGeometricTrainer.mbgNbd(),
        BetaGeometricTrainer.bgNbd(),
        BetaGeometricTrainer.choosingRegularity(Dropout.AFTER_ANY, 4),
        BetaGeometricTrainer.choosingRegularity(Dropout.AFTER_REPEAT, 4),
        new NbdTrainer());
  }

  /**
   * Chooses for one cohort.
   *
   * @param origins the cohort's splits, as {@code PurchaseLog.rollingOrigins} gives them; those
   *     with too little to fit to are passed over
   * @return empty if no candidate could be fitted at any origin
   */
  public static Optional<Choice> choose(
      List<PurchaseTrainer<? extends PurchaseModel>> candidates,
      List<Split> origins,
      ChoiceConfig config) {
    List<Split> used =
        origins.stream().filter(split -> DataNeeds.suffices(split.histories())).toList();
    if (used.isEmpty()) {
      return Optional.empty();
    }
    List<Score> models = new ArrayList<>();
    for (PurchaseTrainer<? extends PurchaseModel> trainer : candidates) {
      models.add(Score.ofModel(trainer, used, config));
    }
    List<Score> baselines = Score.ofBaselines(used, config);
    List<Score> fitted = models.stream().filter(Score::isFitted).toList();
    if (fitted.isEmpty()) {
      return Optional.empty();
    }
    Score best = fitted.stream().min(Comparator.comparingDouble(Score::meanCrps)).orElseThrow();
    Score chosen =
        fitted.stream()
            .filter(score -> score.lossAgainst(best) <= score.errorOfLossAgainst(best))
            .findFirst()
            .orElse(best);
    List<Candidate> rows = new ArrayList<>();
    models.forEach(score -> rows.add(score.candidate()));
    baselines.forEach(score -> rows.add(score.candidate()));
    PurchaseTrainer<? extends PurchaseModel> trainer = candidates.get(models.indexOf(chosen));
    return Optional.of(new Choice(trainer, reason(chosen, best, fitted, baselines), rows));
  }

  /**
   * Chooses for every cohort by itself. A cohort for which nothing can be fitted takes the choice
   * of all customers, and its reason says so.
   *
   * @param names the cohorts'
   * @param origins splits of all customers
   * @param cohortOf for each split, the cohort of each row, within [0, names), int[splits][rows]
   * @return by name, in the order of the names; empty if not even all customers can be fitted
   */
  public static Map<String, Choice> chooseByCohort(
      List<PurchaseTrainer<? extends PurchaseModel>> candidates,
      List<String> names,
      List<Split> origins,
      List<int[]> cohortOf,
      ChoiceConfig config) {
    return choose(candidates, origins, config)
        .map(all -> chooseByCohort(all, candidates, names, origins, cohortOf, config))
        .orElse(Map.of());
  }

  /** The same where the choice of all customers is known. */
  public static Map<String, Choice> chooseByCohort(
      Choice all,
      List<PurchaseTrainer<? extends PurchaseModel>> candidates,
      List<String> names,
      List<Split> origins,
      List<int[]> cohortOf,
      ChoiceConfig config) {
    Map<String, Choice> choices = new LinkedHashMap<>();
    for (int c = 0; c < names.size(); c++) {
      List<Split> own = new ArrayList<>();
      int customers = 0;
      for (int k = 0; k < origins.size(); k++) {
        int[] rows = rowsOf(cohortOf.get(k), c);
        if (rows.length > 0) {
          own.add(origins.get(k).only(rows));
          customers = Math.max(customers, rows.length);
        }
      }
      int most = customers;
      choices.put(
          names.get(c),
          choose(candidates, own, config)
              .orElseGet(
                  () ->
                      new Choice(
                          all.trainer(),
                          String.format(
                              Locale.ROOT,
                              "Too small to choose by itself (%,d customers, none of the models could"
                                  + " be fitted at an origin), so as all customers. %s",
                              most,
                              all.reason()),
                          all.candidates())));
    }
    return choices;
  }

  private static int[] rowsOf(int[] cohortOf, int cohort) {
    return IntStream.range(0, cohortOf.length).filter(i -> cohortOf[i] == cohort).toArray();
  }

  private static String reason(
      Score chosen, Score best, List<Score> fitted, List<Score> baselines) {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%s, with a score (CRPS) of %.4f purchases a customer over %d %s and %,d forecasts",
                chosen.name(),
                chosen.meanCrps(),
                chosen.origins(),
                chosen.origins() == 1 ? "origin" : "origins",
                chosen.forecasts()));
    if (chosen != best) {
      text.append(
          String.format(
              Locale.ROOT,
              ": %s has %.4f, but the difference is within its error (%.4f ± %.4f), and %s comes"
                  + " first in the list",
              best.name(),
              best.meanCrps(),
              chosen.lossAgainst(best),
              chosen.errorOfLossAgainst(best),
              chosen.name()));
    } else {
      fitted.stream()
          .filter(score -> score != chosen)
          .min(Comparator.comparingDouble(Score::meanCrps))
          .ifPresent(
              next ->
                  text.append(
                      String.format(
                          Locale.ROOT,
                          "; next is %s with %.4f (difference %.4f ± %.4f)",
                          next.name(),
                          next.meanCrps(),
                          next.lossAgainst(chosen),
                          next.errorOfLossAgainst(chosen))));
    }
    Score rule = baselines.stream().min(Comparator.comparingDouble(Score::meanCrps)).orElseThrow();
    text.append(
        String.format(
            Locale.ROOT,
            ". The best baseline, %s, has %.4f%s.",
            rule.name(),
            rule.meanCrps(),
            rule.meanCrps() <= chosen.meanCrps()
                ? ": no model is better than it here, so do not rely on the forecast"
                : ""));
    return text.toString();
  }
}
