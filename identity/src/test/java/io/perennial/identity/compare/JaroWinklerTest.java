// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class JaroWinklerTest {

  private static double similarity(String a, String b) {
    return new JaroWinkler().similarity(Word.of(a), Word.of(b));
  }

  static Iterable<KernelVectors> vectors() {
    return KernelVectors.read();
  }

  @ParameterizedTest
  @CsvSource({
    "MARTHA, MARHTA, .9611",
    "DIXON, DICKSONX, .8133",
    "DWAYNE, DUANE, .8400",
    "JERALDINE, GERALDINE, .9259",
    "SHACKLEFORD, SHACKELFORD, .9818",
    "NICHLESON, NICHULSON, .9556",
    "ABROMS, ABRAMS, .9222",
    // half transpositions are floored: one common character out of order in three places
    "ABCVWXYZ, CABVWXYZ, .9583",
  })
  void published_values(String a, String b, double expected) {
    assertThat(similarity(a, b)).isEqualTo(expected, within(5e-5));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void two_other_libraries_agree(KernelVectors vector) {
    assertThat(similarity(vector.a(), vector.b()))
        .as("%s %s", vector.a(), vector.b())
        .isEqualTo(vector.jaroWinkler(), within(1e-12));
  }

  @Test
  void nothing_is_like_nothing_only() {
    assertThat(similarity("", "")).isOne();
    assertThat(similarity("", "a")).isZero();
  }

  @Property
  void is_symmetric_bounded_and_one_for_equal_texts(
      @ForAll @StringLength(max = 90) @CharRange(from = 'a', to = 'f') String a,
      @ForAll @StringLength(max = 90) @CharRange(from = 'a', to = 'f') String b) {
    double similarity = similarity(a, b);

    assertThat(similarity).isBetween(0.0, 1.0);
    assertThat(similarity(b, a)).isEqualTo(similarity);
    assertThat(similarity(a, a)).isOne();
  }

  @Property
  void is_never_more_than_the_bound_by_characters(
      @ForAll @StringLength(min = 1, max = 20) @CharRange(from = 'a', to = 'z') String a,
      @ForAll @StringLength(min = 1, max = 20) @CharRange(from = 'a', to = 'z') String b) {
    int common =
        Signature.commonAtMost(
            Signature.of(Word.of(a)), a.length(), Signature.of(Word.of(b)), b.length());

    assertThat(similarity(a, b))
        .isLessThanOrEqualTo(JaroWinkler.atMost(common, a.length(), b.length()) + 1e-12);
  }

  @Test
  void leaves_no_trace_of_earlier_words() {
    JaroWinkler kernel = new JaroWinkler();
    for (KernelVectors vector : KernelVectors.read()) {
      assertThat(kernel.similarity(Word.of(vector.a()), Word.of(vector.b())))
          .isEqualTo(similarity(vector.a(), vector.b()));
    }
  }
}
