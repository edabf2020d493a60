// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.text.clean.Tokens;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import org.junit.jupiter.api.Test;

class HashedGramsTest {

  private static SparseVector of(String text) {
    return HashedGrams.of(Tokens.of(text));
  }

  private static double product(SparseVector a, SparseVector b) {
    double sum = 0;
    for (int i = 0; i < a.size(); i++) {
      for (int j = 0; j < b.size(); j++) {
        sum += a.place(i) == b.place(j) ? a.value(i) * b.value(j) : 0;
      }
    }
    return sum;
  }

  @Property(tries = 200)
  void a_vector_has_length_one_and_ascending_places(@ForAll @AlphaChars String text) {
    SparseVector grams = of(text);

    assertThat(product(grams, grams)).isCloseTo(text.isEmpty() ? 0 : 1, within(0.1));
    for (int i = 1; i < grams.size(); i++) {
      assertThat(grams.place(i)).isGreaterThan(grams.place(i - 1));
    }
  }

  @Test
  void words_of_one_stem_are_nearer_than_others() {
    double related = product(of("delivered late"), of("delivery lately"));
    double other = product(of("delivered late"), of("shiny colour"));

    assertThat(related).isGreaterThan(0.15);
    assertThat(other).isLessThan(0.05);
  }

  @Test
  void a_long_text_is_bounded() {
    assertThat(of("one two three ".repeat(50_000)).size()).isLessThan(60);
    assertThat(of("x".repeat(20_000)).size()).isLessThan(60);
    assertThat(of("").size()).isZero();
  }
}
