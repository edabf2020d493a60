// SPDX-License-Identifier: Apache-2.0
package io.perennial.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTypeTest {

  @ParameterizedTest
  @EnumSource(EventType.class)
  void every_type_is_found_by_its_word(EventType type) {
    assertThat(EventType.of(type.word())).contains(type);
    assertThat(type.word()).matches("[a-z]+(_[a-z]+)*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"page_view", "page-view", "Page View", " PAGE_VIEW ", "pAgE-view"})
  void blanks_hyphens_and_capitals_do_not_matter(String word) {
    assertThat(EventType.of(word)).contains(EventType.PAGE_VIEW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "pageview", "orders", "e-mail_open"})
  void other_words_are_no_type(String word) {
    assertThat(EventType.of(word)).isEmpty();
  }

  @Test
  void words_do_not_depend_on_the_language_of_the_machine() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertThat(EventType.SIGN_UP.word()).isEqualTo("sign_up");
      assertThat(EventType.of("sign_up")).contains(EventType.SIGN_UP);
    } finally {
      Locale.setDefault(before);
    }
  }
}
