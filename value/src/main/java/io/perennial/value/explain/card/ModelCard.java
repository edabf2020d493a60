// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.explain.card;

import io.perennial.value.Discounting;
import io.perennial.value.ladder.LadderModel;
import io.perennial.value.ladder.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * What one should know of a fitted model before one uses it: what for, from what data, how good,
 * for whom less so, and when to look again. Made of counts, scores and names of columns and cohorts
 * only, so that no person is in it. The same model and evidence give the same card to the last
 * character; what time it was is not in it. Source: Mitchell and others, "Model cards for model
 * reporting" (2019).
 *
 * @param model its name
 * @param target what it forecasts
 * @param unit of the forecasts, as {@code "EUR"}
 * @param summary the model's own sentence
 * @param data that it was fitted to
 * @param features that it reads, in the order given
 * @param settings in one line, as canonical text
 * @param seed of all chance
 * @param evidence on customers that it was not fitted to
 * @param intendedUse what it is for
 * @param limits what it is not for, and cannot tell
 */
public record ModelCard(
    String model,
    Target target,
    String unit,
    String summary,
    Data data,
    List<Feature> features,
    String settings,
    long seed,
    Evidence evidence,
    List<String> intendedUse,
    List<String> limits) {

  /**
   * What a model was fitted to.
   *
   * @param customers how many, over all instants
   * @param asOf the instants as of which they are known, as ISO text, the latest first
   * @param horizonWeeks how far ahead is forecast
   */
  public record Data(long customers, List<String> asOf, double horizonWeeks) {
    public Data {
      Discounting.checkHorizon(horizonWeeks);
      asOf = List.copyOf(asOf);
    }
  }

  /**
   * One column that the model reads.
   *
   * @param name of the column
   * @param kind its class, as {@code "behaviour"} or {@code "derived by a purchase model"}
   * @param known the share of customers of whom it is known, within [0, 1]
   */
  public record Feature(String name, String kind, double known) {
    public Feature {
      if (!(known >= 0 && known <= 1)) {
        throw new IllegalArgumentException(
            "Invalid share of customers of whom "
                + name
                + " is known: "
                + known
                + " (must be within [0, 1])");
      }
    }
  }

  public ModelCard {
    features = List.copyOf(features);
    intendedUse = List.copyOf(intendedUse);
    limits = List.copyOf(limits);
  }

  /**
   * The card of a model. To the limits given are added those that every such model has, and those
   * that its evidence shows.
   *
   * @param unit of the forecasts, as {@code "EUR"}
   */
  public static ModelCard of(
      LadderModel model,
      String unit,
      Data data,
      List<Feature> features,
      String settings,
      long seed,
      Evidence evidence,
      List<String> intendedUse,
      List<String> limits) {
    List<String> all = new ArrayList<>(limits);
    all.add(
        "It forecasts "
            + CardText.number(data.horizonWeeks())
            + " weeks ahead, not farther, and customers like those that it was fitted to.");
    all.add("It tells whom to expect what of, not what an action does: that takes an experiment.");
    all.add("It is not for decisions on credit, employment, housing, insurance or health.");
    all.addAll(evidence.limits());
    return new ModelCard(
        model.name(),
        model.target(),
        unit,
        model.summary(),
        data,
        features,
        settings,
        seed,
        evidence,
        intendedUse,
        all);
  }

  /** The card as Markdown. */
  public String markdown() {
    return CardText.of(this);
  }

  /** The card as JSON, with keys in a fixed order, indented by two spaces. */
  public String json() {
    return CardJson.of(this);
  }
}
