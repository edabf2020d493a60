// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.theme;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Ids of themes that are found anew: a theme keeps the id of the former one with which it shares
 * most of its texts. What shares too few with any is new, and gets an id that none ever had.
 */
public final class ThemeIds {

  /** Two themes are one when at least this share of the texts of either is of both. */
  private static final double LEAST_SHARED = 0.3;

  private ThemeIds() {}

  /**
   * The id of each theme.
   *
   * @param former the former theme of each text; 0 for none, or of a text that was not there
   * @param found the theme of each text now, from 0; below 0 for none
   * @param themes how many there are now
   * @param firstNew the smallest id that no theme ever had
   */
  public static long[] of(long[] former, int[] found, int themes, long firstNew) {
    Map<Long, Integer> ofFormer = new HashMap<>();
    int[] ofFound = new int[themes];
    Map<Long, int[]> shared = new HashMap<>();
    for (int i = 0; i < found.length; i++) {
      if (former[i] == 0) {
        continue;
      }
      ofFormer.merge(former[i], 1, Integer::sum);
      if (found[i] >= 0) {
        ofFound[found[i]]++;
        shared.computeIfAbsent(former[i], f -> new int[themes])[found[i]]++;
      }
    }
    record Match(long former, int found, double share) {}
    List<Match> matches = new ArrayList<>();
    shared.forEach(
        (id, counts) -> {
          for (int g = 0; g < themes; g++) {
            double share =
                counts[g] / (double) (ofFormer.getOrDefault(id, 0) + ofFound[g] - counts[g]);
            if (share >= LEAST_SHARED) {
              matches.add(new Match(id, g, share));
            }
          }
        });
    matches.sort(
        Comparator.comparingDouble((Match m) -> -m.share())
            .thenComparingLong(Match::former)
            .thenComparingInt(Match::found));
    long[] ids = new long[themes];
    Set<Long> taken = new HashSet<>();
    for (Match match : matches) {
      if (ids[match.found()] == 0 && taken.add(match.former())) {
        ids[match.found()] = match.former();
      }
    }
    long next = firstNew;
    for (int g = 0; g < themes; g++) {
      if (ids[g] == 0) {
        ids[g] = next++;
      }
    }
    return ids;
  }
}
