// SPDX-License-Identifier: Apache-2.0
package io.perennial.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known word that a misspelt one was probably meant to be. */
public final class Nearest {

  private Nearest() {}

  /** The candidate nearest to {@code word}, if near enough: a third of its letters may differ. */
  public static Optional<String> to(String word, Collection<String> candidates) {
    String wanted = kebab(word);
    return candidates.stream()
        .filter(known -> distance(wanted, known) <= Math.max(1, known.length() / 3))
        .min(
            Comparator.comparingInt((String known) -> distance(wanted, known))
                .thenComparing(Comparator.naturalOrder()));
  }

  /**
   * The name, of those that others gave, that is nearest to {@code word}: half of its letters may
   * differ; capitals, blanks and signs do not count.
   */
  public static Optional<String> name(String word, Collection<String> names) {
    String wanted = bare(word);
    return names.stream()
        .filter(
            name ->
                distance(wanted, bare(name))
                    <= Math.max(1, Math.max(wanted.length(), bare(name).length()) / 2))
        .min(
            Comparator.comparingInt((String name) -> distance(wanted, bare(name)))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static String bare(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  /** {@code maxBlockSize} and {@code MAX_BLOCK_SIZE} are spellings of {@code max-block-size}. */
  private static String kebab(String word) {
    return word.replaceAll("(\\p{Ll})(\\p{Lu})", "$1-$2")
        .replaceAll("[_\\s]+", "-")
        .toLowerCase(Locale.ROOT);
  }

  /**
   * Letters to insert, delete, replace or swap with their neighbour to turn one word into the other
   * (Damerau-Levenshtein, optimal string alignment). O(length of a times length of b).
   */
  static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
        if (swapped(a, i, b, j)) {
          row[j] = Math.min(row[j], 1 + beforeLast[j - 2]);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[b.length()];
  }

  private static boolean swapped(String a, int i, String b, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
