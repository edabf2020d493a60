// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.profile;

import io.perennial.domain.FeatureMatrix;
import io.perennial.features.dictionary.FeatureDefinition;
import io.perennial.features.dictionary.FeatureDictionary;
import io.perennial.features.dictionary.Unit;
import io.perennial.math.neighbour.Points;
import io.perennial.math.summary.StableSum;
import io.perennial.segment.rule.UnitText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Makes profiles of segments: each against all other customers, feature by feature, in ranks, so
 * that whales decide nothing. Pure; the same bits on any number of threads. A sort of each feature,
 * then a pass over its members and distinct values for each segment.
 */
public final class Profiler {

  /** How many features are told of a segment. */
  public static final int MOST_TELLING = 6;

  /** How many typical members are told. */
  public static final int TYPICAL = 5;

  /** Two features whose ranks agree so much say the same. */
  private static final double SAME = 0.8;

  /** What an effect counts of a feature without words of its own. */
  private static final double WORDLESS = 0.8;

  /** On how many members agreement of features is looked at. */
  private static final int SAMPLE = 4096;

  private final FeatureDictionary dictionary;
  private final Playbook playbook;
  private final Phrases phrases;

  /**
   * @param dictionary of the features, for their units, families and meanings
   * @param words for sentences
   * @param playbook what to do
   * @param units how numbers are written
   */
  public Profiler(
      FeatureDictionary dictionary, WordTable words, Playbook playbook, UnitText units) {
    this.dictionary = dictionary;
    this.playbook = playbook;
    this.phrases = new Phrases(words, units);
  }

  /**
   * The profiles of segments, in their order.
   *
   * @param features shape [n]; NaN where one is missing; all of the dictionary
   * @param members rows of {@code features}
   * @param space the customers as points, for typical members; empty: in robust spreads of the
   *     features
   * @throws IllegalArgumentException when a feature is not in the dictionary, or sizes differ
   */
  public List<SegmentProfile> of(
      FeatureMatrix features, Members members, Worth worth, Optional<Points> space) {
    return of(RankedCustomers.of(features), members, worth, space);
  }

  /** The same of customers whose features are in order, for several schemes. */
  public List<SegmentProfile> of(
      RankedCustomers customers, Members members, Worth worth, Optional<Points> space) {
    FeatureMatrix features = customers.features();
    int n = features.rows();
    if (members.customers() != n || worth.spend().length != n) {
      throw new IllegalArgumentException(
          "Invalid profile: "
              + n
              + " customers with features, "
              + members.customers()
              + " in segments, "
              + worth.spend().length
              + " with spend (must be the same)");
    }
    List<FeatureDefinition> definitions = features.names().stream().map(this::definition).toList();
    int[][] rows = new int[members.segments()][];
    Arrays.setAll(rows, members::rows);
    RankedFeature.Comparison[][] compared = customers.compared(rows);
    double[][] chances = adjusted(compared, rows.length);
    Points points = space.orElseGet(customers::space);
    double all = StableSum.of(Arrays.stream(worth.spend()).filter(Double::isFinite).toArray());
    List<SegmentProfile> profiles = new ArrayList<>();
    for (int s = 0; s < rows.length; s++) {
      List<Contrast> contrasts = new ArrayList<>();
      for (int f = 0; f < compared.length; f++) {
        RankedFeature.Comparison comparison = compared[f][s];
        if (comparison.members().known() > 0 && comparison.others().known() > 0) {
          contrasts.add(
              contrast(
                  definitions.get(f),
                  customers.feature(f),
                  comparison,
                  rows[s].length,
                  chances[f][s]));
        }
      }
      List<Contrast> telling = telling(contrasts, customers, rows[s]);
      double spend = sum(worth.spend(), rows[s]);
      SegmentProfile profile =
          new SegmentProfile(
              members.names().get(s),
              rows[s].length,
              n == 0 ? 0 : (double) rows[s].length / n,
              spend,
              all > 0 ? OptionalDouble.of(spend / all) : OptionalDouble.empty(),
              mean(worth.value(), rows[s], true),
              mean(worth.value(), rows[s], false),
              mean(worth.churn(), rows[s], true),
              mean(worth.churn(), rows[s], false),
              ordered(contrasts, telling),
              telling.size(),
              List.of(),
              Arrays.stream(Medoids.of(points, rows[s], TYPICAL))
                  .mapToObj(features::rowId)
                  .toList());
      profiles.add(profile.withPlays(playbook.of(profile)));
    }
    return profiles;
  }

  private FeatureDefinition definition(String name) {
    return dictionary
        .get(name)
        .orElseThrow(() -> new IllegalArgumentException("Unknown feature: " + name));
  }

  /** Of all comparisons that could be made, together. */
  private static double[][] adjusted(RankedFeature.Comparison[][] compared, int segments) {
    double[] chances = new double[compared.length * segments];
    int made = 0;
    for (RankedFeature.Comparison[] feature : compared) {
      for (RankedFeature.Comparison comparison : feature) {
        if (comparison.members().known() > 0 && comparison.others().known() > 0) {
          chances[made++] = comparison.chance();
        }
      }
    }
    double[] adjusted = Significance.adjusted(Arrays.copyOf(chances, made));
    double[][] told = new double[compared.length][segments];
    int next = 0;
    for (int f = 0; f < compared.length; f++) {
      for (int s = 0; s < segments; s++) {
        RankedFeature.Comparison comparison = compared[f][s];
        boolean could = comparison.members().known() > 0 && comparison.others().known() > 0;
        told[f][s] = could ? adjusted[next++] : 1;
      }
    }
    return told;
  }

  private Contrast contrast(
      FeatureDefinition feature,
      RankedFeature ranked,
      RankedFeature.Comparison comparison,
      int size,
      double chance) {
    boolean share = feature.unit() == Unit.SHARE;
    double theirs = share ? comparison.members().mean() : comparison.members().median();
    double rest = share ? comparison.others().mean() : comparison.others().median();
    OptionalDouble times =
        theirs > 0 && rest > 0
            ? OptionalDouble.of(Math.max(theirs, rest) / Math.min(theirs, rest))
            : OptionalDouble.empty();
    return new Contrast(
        feature.name(),
        feature.family(),
        (double) comparison.members().known() / size,
        theirs,
        rest,
        times,
        comparison.delta(),
        ranked.difference(theirs, rest),
        ranked.place(theirs),
        chance,
        phrases.of(feature, comparison, theirs, rest, times));
  }

  /** The greatest effects, of different families, that do not say the same. */
  private List<Contrast> telling(
      List<Contrast> contrasts, RankedCustomers customers, int[] members) {
    List<String> names = customers.features().names();
    List<Contrast> candidates =
        contrasts.stream()
            .filter(Contrast::tells)
            .filter(contrast -> !phrases.words().isSilent(contrast.feature()))
            .sorted(Comparator.comparingDouble((Contrast c) -> -weight(c)))
            .toList();
    List<Contrast> telling = new ArrayList<>();
    Set<String> families = new HashSet<>();
    for (Contrast candidate : candidates) {
      RankedFeature own = customers.feature(names.indexOf(candidate.feature()));
      boolean says =
          telling.size() < MOST_TELLING
              && !families.contains(candidate.family())
              && telling.stream()
                  .noneMatch(
                      c ->
                          agree(own, customers.feature(names.indexOf(c.feature())), members)
                              > SAME);
      if (says) {
        telling.add(candidate);
        families.add(candidate.family());
      }
    }
    return telling;
  }

  /** What can be said in words is preferred to what tells a little more. */
  private double weight(Contrast contrast) {
    return Math.abs(contrast.effect()) * (phrases.words().has(contrast.feature()) ? 1 : WORDLESS);
  }

  /**
   * The rank correlation of two features, without its sign, over a sample of members who have both:
   * of all customers also what only goes together in this segment would agree.
   */
  private static double agree(RankedFeature a, RankedFeature b, int[] members) {
    int step = Math.max(1, members.length / SAMPLE);
    double count = 0;
    double meanA = 0;
    double meanB = 0;
    double squaresA = 0;
    double squaresB = 0;
    double products = 0;
    for (int i = 0; i < members.length; i += step) {
      double x = a.rank(members[i]);
      double y = b.rank(members[i]);
      if (!Double.isNaN(x) && !Double.isNaN(y)) {
        count++;
        double awayA = x - meanA;
        double awayB = y - meanB;
        meanA += awayA / count;
        meanB += awayB / count;
        squaresA += awayA * (x - meanA);
        squaresB += awayB * (y - meanB);
        products += awayA * (y - meanB);
      }
    }
    double scale = StrictMath.sqrt(squaresA * squaresB);
    return scale > 0 ? Math.abs(products / scale) : 0;
  }

  private static List<Contrast> ordered(List<Contrast> contrasts, List<Contrast> telling) {
    List<Contrast> ordered = new ArrayList<>(telling);
    contrasts.stream()
        .filter(contrast -> !telling.contains(contrast))
        .sorted(Comparator.comparingDouble((Contrast c) -> -Math.abs(c.effect())))
        .forEach(ordered::add);
    return ordered;
  }

  private static double sum(double[] values, int[] rows) {
    return StableSum.of(
        Arrays.stream(rows).mapToDouble(row -> values[row]).filter(Double::isFinite).toArray());
  }

  /** The mean of members, or of all others; empty where nobody has a value. */
  private static OptionalDouble mean(Optional<double[]> values, int[] rows, boolean ofMembers) {
    if (values.isEmpty()) {
      return OptionalDouble.empty();
    }
    double[] column = values.get();
    BitSet members = new BitSet(column.length);
    for (int row : rows) {
      members.set(row);
    }
    double[] known =
        IntStream.range(0, column.length)
            .filter(row -> members.get(row) == ofMembers && Double.isFinite(column[row]))
            .mapToDouble(row -> column[row])
            .toArray();
    return known.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(StableSum.of(known) / known.length);
  }
}
