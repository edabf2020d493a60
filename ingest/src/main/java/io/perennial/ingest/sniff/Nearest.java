// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.sniff;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The column of a file that a name was probably meant to be. */
public final class Nearest {

  private Nearest() {}

  /** The nearest of {@code names}: at most half of the letters differ; empty when none is near. */
  public static Optional<String> to(String wanted, Collection<String> names) {
    String word = bare(wanted);
    return names.stream()
        .filter(
            name ->
                distance(word, bare(name))
                    <= Math.max(1, Math.max(word.length(), bare(name).length()) / 2))
        .min(
            Comparator.comparingInt((String name) -> distance(word, bare(name)))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static String bare(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  /** Letters to insert, delete or replace to turn one word into the other (Levenshtein). */
  private static int distance(String a, String b) {
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
      }
      last = row;
    }
    return last[b.length()];
  }
}
