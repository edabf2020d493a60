// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.clean;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TokensTest {

  private static List<String> texts(String plain) {
    return Tokens.of(plain).stream().map(Token::text).toList();
  }

  @Test
  void words_keep_their_apostrophes() {
    assertThat(texts("I don't, l’eau 'quoted'"))
        .containsExactly("I", "don't", ",", "l’eau", "'", "quoted", "'");
  }

  @Test
  void emoji_are_one_token_with_all_that_changes_them() {
    assertThat(texts("ok👍🏽👩‍👩‍👧 🇩🇪🇫🇷 ❤️!!"))
        .containsExactly("ok", "👍🏽", "👩‍👩‍👧", "🇩🇪", "🇫🇷", "❤️", "!!");
  }

  @Test
  void smiles_are_emoji_and_colons_of_words_are_not() {
    assertThat(
            Tokens.of("nice :-) bad :( note: 10:30 :D <3").stream()
                .filter(token -> token.kind() == Token.Kind.EMOJI)
                .map(Token::text))
        .containsExactly(":-)", ":(", ":D", "<3");
  }

  @Test
  void words_of_all_scripts_are_words() {
    assertThat(Tokens.words("Größe РАЗМЕР अच्छा حجم"))
        .containsExactly("größe", "размер", "अच्छा", "حجم");
  }

  @Property(tries = 300)
  void tokens_are_the_text_without_blanks(@ForAll String any) {
    String plain = PlainText.of(any);

    assertThat(Tokens.of(plain).stream().map(Token::text).collect(Collectors.joining()))
        .isEqualTo(
            plain
                .codePoints()
                .filter(point -> !Character.isWhitespace(point))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString());
  }
}
