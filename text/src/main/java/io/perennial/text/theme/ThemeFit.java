// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.theme;

import io.perennial.math.random.RandomSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Finds the themes of texts of one language. How many there are follows from the texts: they are
 * grouped from several starts under several prices, and of the partitions that one is taken which
 * most agrees with the others. Source: Strehl and Ghosh, "Cluster ensembles" (2002), for the
 * agreement of partitions.
 */
public final class ThemeFit {

  /** Fewer texts have no themes. */
  public static final int LEAST_TEXTS = 20;

  /** More texts need not be looked at to find themes. */
  public static final int MOST_TEXTS = 5_000;

  private static final double[] PRICES = {0.03, 0.04, 0.05, 0.06, 0.07};
  private static final int STARTS = 3;
  private static final int START_GROUPS = 80;
  private static final int LEAST_MEMBERS = 5;
  private static final double LEAST_SHARE = 0.005;

  private final ThemeSpace space;
  private final int[] group;
  private final float[][] means;

  private ThemeFit(ThemeSpace space, int[] group, float[][] means) {
    this.space = space;
    this.group = group;
    this.means = means;
  }

  /**
   * The themes of {@code texts}. The same texts in the same order give the same bits. Some seconds
   * for 2,000.
   *
   * @param texts more than {@link #MOST_TEXTS} take long
   * @param seed of the partitions to start from
   */
  public static ThemeFit of(List<ThemeText> texts, long seed) {
    if (texts.size() < LEAST_TEXTS) {
      float[] nothing = new float[texts.isEmpty() ? 0 : texts.get(0).embedding().length];
      int[] none = new int[texts.size()];
      Arrays.fill(none, -1);
      return new ThemeFit(new ThemeSpace(nothing, new TreeMap<>()), none, new float[0][]);
    }
    ThemeSpace space = ThemeSpace.of(texts);
    float[][] places = new float[texts.size()][];
    for (int i = 0; i < places.length; i++) {
      places[i] = space.place(texts.get(i));
    }
    int[] group = partition(new Grouping(places), seed);
    return withoutTheSmall(space, places, group);
  }

  private static int[] partition(Grouping grouping, long seed) {
    RandomSource random = RandomSource.seeded(seed).derive("themes");
    List<int[]> partitions = new ArrayList<>();
    for (int s = 0; s < STARTS; s++) {
      int[] start = grouping.start(START_GROUPS, random.stream(s));
      for (double price : PRICES) {
        partitions.add(grouping.groups(start, price));
      }
    }
    int[] best = partitions.get(0);
    double most = Double.NEGATIVE_INFINITY;
    for (int[] one : partitions) {
      double agreement = 0;
      for (int[] other : partitions) {
        agreement += AdjustedRand.of(one, other);
      }
      if (agreement > most) {
        most = agreement;
        best = one;
      }
    }
    return best;
  }

  /** Groups of too few are no themes; their texts go where they are near, or nowhere. */
  private static ThemeFit withoutTheSmall(ThemeSpace space, float[][] places, int[] group) {
    int groups = Arrays.stream(group).max().orElse(-1) + 1;
    int[] size = new int[groups];
    for (int g : group) {
      size[g]++;
    }
    double least = Math.max(LEAST_MEMBERS, LEAST_SHARE * group.length);
    int[] name = new int[groups];
    int kept = 0;
    for (int g = 0; g < groups; g++) {
      name[g] = size[g] >= least ? kept++ : -1;
    }
    double[][] sums = new double[kept][space.dimensions()];
    int[] members = new int[kept];
    int[] theme = new int[group.length];
    for (int i = 0; i < group.length; i++) {
      theme[i] = name[group[i]];
      if (theme[i] >= 0) {
        members[theme[i]]++;
        for (int k = 0; k < places[i].length; k++) {
          sums[theme[i]][k] += places[i][k];
        }
      }
    }
    float[][] means = new float[kept][space.dimensions()];
    for (int g = 0; g < kept; g++) {
      for (int k = 0; k < means[g].length; k++) {
        means[g][k] = (float) (sums[g][k] / members[g]);
      }
    }
    for (int i = 0; i < theme.length; i++) {
      if (theme[i] < 0) {
        theme[i] = LanguageThemes.nearest(means, places[i]).orElse(-1);
      }
    }
    return new ThemeFit(space, theme, means);
  }

  /** How many themes there are. */
  public int themes() {
    return means.length;
  }

  /** The theme of text {@code i}, from 0; -1 for none. */
  public int theme(int i) {
    return group[i];
  }

  /** How many texts there were. */
  public int texts() {
    return group.length;
  }

  /**
   * As a model that tells the themes of other texts.
   *
   * @param ids of the themes, in their order
   * @param words that name each
   */
  public LanguageThemes named(long[] ids, List<List<String>> words) {
    List<Theme> named = new ArrayList<>();
    for (int g = 0; g < means.length; g++) {
      named.add(new Theme(ids[g], words.get(g), means[g]));
    }
    return new LanguageThemes(space, named);
  }
}
