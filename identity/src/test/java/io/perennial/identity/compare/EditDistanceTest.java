// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EditDistanceTest {

  private static final int FAR = 1_000;

  private static int distance(String a, String b, int bound) {
    return new EditDistance().distance(Word.of(a), Word.of(b), bound);
  }

  static Iterable<KernelVectors> vectors() {
    return KernelVectors.read();
  }

  @Test
  void no_part_is_edited_twice() {
    // the vector that tells it from unrestricted Damerau-Levenshtein, which has 2
    assertThat(distance("CA", "ABC", FAR)).isEqualTo(3);
  }

  @Test
  void an_exchange_of_neighbours_is_one_edit() {
    assertThat(distance("ab", "ba", FAR)).isEqualTo(1);
    assertThat(distance("smith", "simth", FAR)).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void another_library_agrees(KernelVectors vector) {
    assertThat(distance(vector.a(), vector.b(), FAR))
        .as("%s %s", vector.a(), vector.b())
        .isEqualTo(vector.alignment());
  }

  @Property
  void is_that_of_the_plain_table(
      @ForAll @StringLength(max = 80) @CharRange(from = 'a', to = 'd') String a,
      @ForAll @StringLength(max = 80) @CharRange(from = 'a', to = 'd') String b) {
    assertThat(distance(a, b, FAR)).isEqualTo(plain(a, b));
    assertThat(distance(b, a, FAR)).isEqualTo(plain(a, b));
  }

  @Property
  void a_bound_changes_nothing_below_it(
      @ForAll @StringLength(max = 12) @CharRange(from = 'a', to = 'c') String a,
      @ForAll @StringLength(max = 12) @CharRange(from = 'a', to = 'c') String b,
      @ForAll @IntRange(max = 6) int bound) {
    assertThat(distance(a, b, bound)).isEqualTo(Math.min(plain(a, b), bound + 1));
  }

  @Property
  void one_edit_is_recognised(
      @ForAll @StringLength(max = 8) @CharRange(from = 'a', to = 'c') String a,
      @ForAll @StringLength(max = 8) @CharRange(from = 'a', to = 'c') String b) {
    assertThat(EditDistance.isWithinOne(Word.of(a), Word.of(b))).isEqualTo(plain(a, b) <= 1);
  }

  /** The recurrence as it is written down. */
  private static int plain(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + same);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
