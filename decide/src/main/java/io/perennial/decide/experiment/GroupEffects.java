// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

import io.perennial.math.distribution.ChiSquared;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The effect by groups that were declared beforehand, and whether it differs between them by more
 * than chance. Before one believes in a group of its own, {@code differencePValue} has to say so:
 * of twenty groups one stands out by luck.
 *
 * @param groups those with units enough
 * @param leftOut groups with too few units, or without variation
 * @param differencePValue how often chance alone lets the effects differ as much, where all are
 *     equal; empty below two groups. Source: Cochran's Q (1954)
 * @param spread the deviation of true effects between groups, estimated; 0 where chance explains
 *     all. Source: DerSimonian and Laird (1986)
 */
public record GroupEffects(
    List<GroupEffect> groups,
    List<String> leftOut,
    Optional<Double> differencePValue,
    double spread) {

  /**
   * A group's effect.
   *
   * @param adjustedPValue after Holm, over the groups
   * @param shrunken the effect drawn to the mean of all, as far as it is chance: the better guess
   */
  public record GroupEffect(String group, Effect effect, double adjustedPValue, double shrunken) {}

  public GroupEffects {
    groups = List.copyOf(groups);
    leftOut = List.copyOf(leftOut);
  }

  /** One arm of one group. */
  public record Pair(Estimate control, Estimate treatment) {}

  /**
   * Reads groups.
   *
   * @param pairs by group, in the order of the map
   * @param leastUnits in each arm of a group
   */
  public static GroupEffects of(Map<String, Pair> pairs, int leastUnits, double alpha) {
    List<String> names = new ArrayList<>();
    List<Effect> effects = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    pairs.forEach(
        (group, pair) -> {
          boolean enough =
              StrictMath.min(pair.control().count(), pair.treatment().count()) >= leastUnits;
          Optional<Effect> effect =
              enough
                  ? Comparison.of(pair.control(), pair.treatment(), alpha).effect()
                  : Optional.empty();
          if (effect.isPresent()) {
            names.add(group);
            effects.add(effect.get());
          } else {
            leftOut.add(group);
          }
        });
    int n = effects.size();
    double weights = 0;
    double squares = 0;
    double sum = 0;
    for (Effect effect : effects) {
      double weight = weight(effect, 0);
      weights += weight;
      squares += weight * weight;
      sum += weight * effect.difference();
    }
    double q = 0;
    for (Effect effect : effects) {
      double off = effect.difference() - sum / weights;
      q += weight(effect, 0) * off * off;
    }
    double between = n < 2 ? 0 : StrictMath.max(0, (q - (n - 1)) / (weights - squares / weights));
    double[] adjusted =
        MultipleTesting.holm(effects.stream().mapToDouble(Effect::pValue).toArray());
    double mean = mean(effects, between);
    List<GroupEffect> groups = new ArrayList<>();
    for (int g = 0; g < n; g++) {
      Effect effect = effects.get(g);
      double own = between * weight(effect, between);
      groups.add(
          new GroupEffect(
              names.get(g), effect, adjusted[g], own * effect.difference() + (1 - own) * mean));
    }
    return new GroupEffects(
        groups,
        leftOut,
        n < 2 ? Optional.empty() : Optional.of(new ChiSquared(n - 1.0).upperTail(q)),
        StrictMath.sqrt(between));
  }

  private static double weight(Effect effect, double between) {
    return 1 / (effect.standardError() * effect.standardError() + between);
  }

  private static double mean(List<Effect> effects, double between) {
    double weights = 0;
    double sum = 0;
    for (Effect effect : effects) {
      weights += weight(effect, between);
      sum += weight(effect, between) * effect.difference();
    }
    return weights == 0 ? 0 : sum / weights;
  }

  /** One sentence on whether groups differ. */
  public String inWords(double alpha) {
    if (differencePValue.isEmpty()) {
      return "Groups cannot be compared: fewer than two have units enough.";
    }
    double p = differencePValue.get();
    return p <= alpha
        ? String.format(
            Locale.ROOT,
            "The effect differs between the %d groups (chance of as much by luck: %s).",
            groups.size(),
            Wording.chance(p))
        : String.format(
            Locale.ROOT,
            "The effect is the same in the %d groups as far as can be told (chance of as much"
                + " difference by luck: %s): act on that of all.",
            groups.size(),
            Wording.chance(p));
  }
}
