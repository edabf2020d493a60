// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.domain.FeatureMatrix;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.explain.card.Evidence;
import io.perennial.value.explain.card.ModelCard;
import io.perennial.value.ladder.BtydTrainer;
import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.LadderForecast;
import io.perennial.value.ladder.LadderModel;
import io.perennial.value.ladder.LadderTrainer;
import io.perennial.value.ladder.NaiveTrainer;
import io.perennial.value.ladder.Target;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The card of each model that has a weight: what it was fitted to now, and how good it was as it
 * would have been fitted at the latest instant whose outcome is known, on what came after it.
 */
final class ModelCards {

  private final NearConfig config;
  private final long seed;
  private final String currency;
  private final LatestRehearsal rehearsal;
  private final List<String> cohortOf;

  /**
   * @param cohortOf the cohort of each customer that models are judged on
   */
  ModelCards(
      NearConfig config,
      long seed,
      String currency,
      LatestRehearsal rehearsal,
      List<String> cohortOf) {
    this.config = config;
    this.seed = seed;
    this.currency = currency;
    this.rehearsal = rehearsal;
    this.cohortOf = cohortOf;
  }

  /** By target and name, as Markdown; the model's own sentence where it cannot be judged. */
  Map<Target, Map<String, String>> of(
      LadderForecast forecast,
      List<LadderTrainer> trainers,
      List<LakeLessons.Past> past,
      AsOf asOf,
      Cases now) {
    Map<Target, Map<String, String>> cards = new EnumMap<>(Target.class);
    for (Target target : forecast.targets()) {
      Map<String, String> own = new HashMap<>();
      for (LadderModel model : forecast.models(target)) {
        Optional<LadderTrainer> trainer =
            trainers.stream().filter(each -> each.name().equals(model.name())).findFirst();
        own.put(
            model.name(),
            trainer
                .flatMap(
                    each -> evidence(each, target).map(e -> card(model, each, e, past, asOf, now)))
                .map(ModelCard::markdown)
                .orElse(model.summary()));
      }
      cards.put(target, own);
    }
    return cards;
  }

  private Optional<Evidence> evidence(LadderTrainer trainer, Target target) {
    try {
      return rehearsal
          .fitted(trainer, target, rehearsal.last())
          .map(model -> Evidence.of(model, rehearsal.scored(), cohortOf));
    } catch (TooLittleDataException tooLittle) {
      return Optional.empty();
    }
  }

  private ModelCard card(
      LadderModel model,
      LadderTrainer trainer,
      Evidence evidence,
      List<LakeLessons.Past> past,
      AsOf asOf,
      Cases now) {
    boolean histories = trainer instanceof BtydTrainer || trainer instanceof NaiveTrainer;
    List<String> instants = new ArrayList<>();
    instants.add(asOf.toString());
    long customers = now.customers();
    for (LakeLessons.Past then : histories ? List.<LakeLessons.Past>of() : past) {
      instants.add(then.asOf().toString());
      customers += then.cases().customers();
    }
    return ModelCard.of(
        model,
        model.target() == Target.SPEND ? currency : "purchases",
        new ModelCard.Data(customers, instants, now.horizonWeeks()),
        histories ? List.of() : features(now.features()),
        String.format(
            Locale.ROOT,
            "sample %,d customers of an instant, effort %s",
            config.sample(),
            config.effort().name().toLowerCase(Locale.ROOT)),
        seed,
        evidence,
        List.of(
            "To rank customers, and to say how much to expect of them, alone and together.",
            "As one voice of a blend: the table value_models has its weight."),
        List.of(
            "Scores are of the model as it would have been fitted as of "
                + rehearsal.last().asOf()
                + ", by what came till "
                + rehearsal.last().until()
                + ", before the ladder puts its distributions right."));
  }

  private static List<ModelCard.Feature> features(FeatureMatrix now) {
    List<ModelCard.Feature> features = new ArrayList<>();
    for (String name : now.names()) {
      int known = 0;
      for (double value : now.column(name)) {
        known += Double.isNaN(value) ? 0 : 1;
      }
      features.add(
          new ModelCard.Feature(
              name, "of the dictionary", known / (double) Math.max(1, now.rows())));
    }
    return features;
  }
}
