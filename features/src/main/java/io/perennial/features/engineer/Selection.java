// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.engineer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Chooses what tells: at each of several instants more than any feature tells of a target that is
 * shuffled, alike distributed at all of them, and not what a better one, or one that is there
 * already, tells anyway. The same seed gives the same choice.
 *
 * @param bins at most, of each feature
 * @param shuffles of the target at each instant, of which the best of all features is the noise
 * @param mostShift the greatest stability index between the first instant and any other
 * @param mostAlike the greatest rank correlation, of either sign, of two that are chosen
 * @param most how many are chosen
 * @param seed of the shuffles
 */
public record Selection(
    int bins, int shuffles, double mostShift, double mostAlike, int most, long seed) {

  /** Below, a feature is not worth a column (Siddiqi, 2006). */
  private static final double LEAST_VALUE = 0.02;

  /** Ten bins, twenty shuffles, the usual 0.25 and 0.95. */
  public static Selection usual(int most, long seed) {
    return new Selection(10, 20, 0.25, 0.95, most, seed);
  }

  /**
   * A feature that was chosen.
   *
   * @param feature its place
   * @param value the information value at each instant
   * @param noise what a feature without meaning reaches there
   * @param shift the greatest stability index
   */
  public record Chosen(int feature, List<Double> value, List<Double> noise, double shift) {
    public Chosen {
      value = List.copyOf(value);
      noise = List.copyOf(noise);
    }

    /** The least of the values: what a feature is chosen by. */
    public double least() {
      return value.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    }
  }

  /**
   * Chooses among the features of samples.
   *
   * @param samples the same features at several instants, the oldest first
   * @param known how many features, the last ones, are there already: none of them is chosen, and
   *     none that is like one of them
   * @return the best first
   */
  public List<Chosen> of(List<Sample> samples, int known) {
    if (samples.isEmpty()) {
      return List.of();
    }
    int all = samples.get(0).values().size();
    int candidates = all - known;
    double[][] value = new double[candidates][samples.size()];
    double[] shift = new double[candidates];
    double[] noise = new double[samples.size()];
    int[][][] binned = new int[candidates][samples.size()][];
    int[] counts = new int[candidates];
    for (int f = 0; f < candidates; f++) {
      Bins made = Bins.of(samples.get(0).values().get(f), bins);
      counts[f] = made.count();
      for (int s = 0; s < samples.size(); s++) {
        binned[f][s] = made.of(samples.get(s).values().get(f));
        value[f][s] = InformationValue.of(binned[f][s], counts[f], samples.get(s).target());
        shift[f] =
            Math.max(shift[f], InformationValue.shift(binned[f][0], binned[f][s], counts[f]));
      }
    }
    SplittableRandom random = new SplittableRandom(seed);
    for (int s = 0; s < samples.size(); s++) {
      boolean[] shuffled = samples.get(s).target().clone();
      for (int i = 0; i < shuffles; i++) {
        shuffle(shuffled, random);
        for (int f = 0; f < candidates; f++) {
          noise[s] = Math.max(noise[s], InformationValue.of(binned[f][s], counts[f], shuffled));
        }
      }
    }
    List<Chosen> telling = new ArrayList<>();
    for (int f = 0; f < candidates; f++) {
      boolean tells = shift[f] <= mostShift;
      for (int s = 0; s < samples.size(); s++) {
        tells &= value[f][s] > Math.max(noise[s], LEAST_VALUE);
      }
      if (tells) {
        telling.add(new Chosen(f, boxed(value[f]), boxed(noise), shift[f]));
      }
    }
    telling.sort(
        Comparator.comparingDouble(Chosen::least).reversed().thenComparing(Chosen::feature));
    return distinct(telling, samples.get(samples.size() - 1), candidates);
  }

  /** The best of those that tell the same, and none that what is there tells, too. */
  private List<Chosen> distinct(List<Chosen> telling, Sample last, int candidates) {
    List<double[]> taken = new ArrayList<>();
    for (int f = candidates; f < last.values().size(); f++) {
      taken.add(Ranks.of(last.values().get(f)));
    }
    List<Chosen> chosen = new ArrayList<>();
    for (Chosen one : telling) {
      if (chosen.size() == most) {
        break;
      }
      double[] ranks = Ranks.of(last.values().get(one.feature()));
      boolean isNew =
          taken.stream().allMatch(t -> Math.abs(Ranks.correlation(t, ranks)) <= mostAlike);
      if (isNew) {
        taken.add(ranks);
        chosen.add(one);
      }
    }
    return chosen;
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static void shuffle(boolean[] values, SplittableRandom random) {
    for (int i = values.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      boolean kept = values[i];
      values[i] = values[other];
      values[other] = kept;
    }
  }
}
