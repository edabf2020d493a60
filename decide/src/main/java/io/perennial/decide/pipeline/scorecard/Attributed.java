// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline.scorecard;

import io.perennial.decide.attribute.Attribution;
import io.perennial.decide.attribute.AttributionConfig;
import io.perennial.decide.attribute.ByChance.Brought;
import io.perennial.decide.attribute.Credit;
import io.perennial.decide.attribute.Journey;
import io.perennial.decide.attribute.Journeys;
import io.perennial.decide.attribute.Method;
import io.perennial.decide.pipeline.result.DecisionResults;
import io.perennial.value.forecast.Interval;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What channels or campaigns are credited with, by each method, and what they truly brought.
 *
 * @param lines by method in the order of {@link Method}, then by name; then what was brought by
 *     chance
 * @param purchases that had a touch
 * @param direct purchases that had none, and their value
 * @param journeys that came to an end; {@code open} ones may still lead to something
 * @param silences why it is not known what came by chance, by name
 */
public record Attributed(
    Dimension dimension,
    List<Line> lines,
    double purchases,
    long direct,
    double directMoney,
    double journeys,
    long open,
    List<String> silences) {

  /** The word of what came by chance, among methods. */
  public static final String BY_CHANCE = "by chance";

  /** Of purchases without a touch. */
  public static final String NONE = "none";

  /** What credit is given to. */
  public enum Dimension {
    CHANNEL("channel"),
    CAMPAIGN("campaign");

    private final String word;

    Dimension(String word) {
      this.word = word;
    }

    /** As people write it. */
    public String word() {
      return word;
    }
  }

  /**
   * One channel or campaign by one method.
   *
   * @param interval of the purchases; empty where there is none
   * @param share of the purchases with a touch; not a number by chance
   * @param touches journeys that it was in; by chance: customers addressed
   */
  public record Line(
      String name,
      String method,
      double purchases,
      Optional<Interval> interval,
      double money,
      double share,
      long touches) {}

  public Attributed {
    lines = List.copyOf(lines);
    silences = List.copyOf(silences);
  }

  static Attributed of(
      Dimension dimension, Journeys all, DecisionResults results, AttributionConfig config) {
    List<Journey> journeys = all.list();
    Attribution attribution = Attribution.of(journeys, config);
    double purchases = journeys.stream().mapToDouble(Journey::conversions).sum();
    double many = journeys.stream().mapToDouble(j -> j.conversions() + j.without()).sum();
    Map<String, Double> in = new HashMap<>();
    for (Journey journey : journeys) {
      new HashSet<>(journey.channels())
          .forEach(name -> in.merge(name, journey.conversions() + journey.without(), Double::sum));
    }
    List<Line> lines = new ArrayList<>();
    for (Method method : Method.values()) {
      for (Credit credit : attribution.credits(method)) {
        lines.add(
            new Line(
                credit.channel(),
                method.words(),
                credit.conversions(),
                Optional.of(credit.interval()),
                credit.value(),
                purchases > 0 ? credit.conversions() / purchases : Double.NaN,
                Math.round(in.getOrDefault(credit.channel(), 0.0))));
      }
      if (all.direct() > 0) {
        lines.add(
            new Line(
                NONE,
                method.words(),
                (double) all.direct(),
                Optional.empty(),
                all.directValue(),
                Double.NaN,
                0));
      }
    }
    List<String> silences = new ArrayList<>();
    boolean channels = dimension == Dimension.CHANNEL;
    for (String name : channels ? results.channels() : results.actions()) {
      DecisionResults.Gained gained = channels ? results.channel(name) : results.action(name);
      Optional<Brought> brought = gained.purchases().brought();
      if (brought.isEmpty()) {
        silences.add(name + ": " + gained.purchases().reason());
        continue;
      }
      lines.add(
          new Line(
              name,
              BY_CHANCE,
              brought.get().brought(),
              Optional.of(brought.get().interval()),
              gained.money().brought().map(Brought::brought).orElse(Double.NaN),
              Double.NaN,
              brought.get().done()));
    }
    return new Attributed(
        dimension, lines, purchases, all.direct(), all.directValue(), many, all.open(), silences);
  }

  /** Whether there was anything that purchases could be credited to. */
  public boolean isTouched() {
    return journeys > 0;
  }
}
