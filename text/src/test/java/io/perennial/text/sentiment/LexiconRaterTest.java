// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.text.Language;
import io.perennial.text.clean.PlainText;
import io.perennial.text.clean.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LexiconRaterTest {

  private static double compound(String language, String text) {
    return LexiconRater.rate(Tokens.of(PlainText.of(text)), new Language(language)).compound();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en | The phone is great.                        | +
          en | The phone is not great.                    | -
          en | It isn't bad at all                        | +
          en | I hate this awful thing                    | -
          de | Das Gerät ist sehr gut.                    | +
          de | Das Gerät ist nicht gut.                   | -
          de | Das gefällt mir nicht.                     | -
          de | Es funktioniert nicht                      | -
          de | Leider kaputt angekommen                   | -
          fr | Très bon produit, je recommande            | +
          fr | Ce n'est pas bon                           | -
          fr | Service nul, j'étais déçue                 | -
          es | Muy buen servicio, estoy encantada         | +
          es | No es bueno                                | -
          es | Llegó rota, qué vergüenza                  | -
          it | Ottimo prodotto, lo adoro                  | +
          it | Non è buono                                | -
          it | Pessima esperienza, che schifo             | -
          pt | Muito bom, adorei                          | +
          pt | Não é bom                                  | -
          nl | Heel goed product                          | +
          nl | Het werkt niet                             | -
          sv | Jag är mycket nöjd                         | +
          sv | Inte bra                                   | -
          da | Meget godt                                 | +
          pl | Polecam, bardzo dobry                      | +
          pl | Nie polecam                                | -
          tr | Çok iyi, teşekkürler                       | +
          fi | Erittäin hyvä                              | +
          ru | Очень хорошо, спасибо                      | +
          ru | Ужасный сервис, обман                      | -
          ar | خدمة ممتازة شكرا                           | +
          hi | बहुत अच्छा                                  | +
          und | 👍😍                                       | +
          und | 😡👎                                       | -
          xx | :-( :(                                     | -
          """)
  void words_feel_and_negations_turn_them(String language, String text, String sign) {
    double compound = compound(language, text);

    assertThat(Math.signum(compound))
        .as(text + " " + compound)
        .isEqualTo(sign.equals("+") ? 1 : -1);
  }

  @Test
  void words_before_a_word_strengthen_and_weaken_it() {
    double plain = compound("en", "it is good");

    assertThat(compound("en", "it is very good")).isGreaterThan(plain);
    assertThat(compound("en", "it is slightly good")).isLessThan(plain);
    assertThat(compound("de", "es ist sehr gut")).isGreaterThan(compound("de", "es ist gut"));
    assertThat(compound("fr", "un peu décevant")).isGreaterThan(compound("fr", "décevant"));
  }

  @Test
  void capitals_and_exclamation_marks_count() {
    double plain = compound("en", "it is good");

    assertThat(compound("en", "it is GOOD")).isGreaterThan(plain);
    assertThat(compound("en", "it is good!!!")).isGreaterThan(plain);
    assertThat(compound("en", "goooood")).isPositive();
  }

  @Test
  void after_a_but_it_counts_more() {
    assertThat(compound("en", "the screen is good, but the battery is bad")).isNegative();
    assertThat(compound("en", "the battery is bad, but the screen is good")).isPositive();
    assertThat(compound("es", "la pantalla es buena pero la batería es mala")).isNegative();
  }

  @Test
  void what_does_not_feel_is_nothing() {
    assertThat(LexiconRater.rate(Tokens.of("the parcel weighs two kilos"), Language.ENGLISH))
        .isEqualTo(LexiconScore.NOTHING);
    assertThat(LexiconRater.rate(Tokens.of(""), Language.UNKNOWN)).isEqualTo(LexiconScore.NOTHING);
  }

  @Test
  void a_text_of_twenty_thousand_letters_is_bounded() {
    assertThat(compound("en", "good ".repeat(4_000))).isBetween(0.99, 1.0);
  }
}
