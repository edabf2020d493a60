// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkKeyTest {

  private static final LinkAttribute EMAIL = new LinkAttribute("email");
  private static final LinkAttribute PHONE = new LinkAttribute("phone");

  @ParameterizedTest
  @CsvSource({
    "Ada@Example.ORG, ada@example.org",
    "mailto:ada@example.org, ada@example.org",
    "' ada@example.org ', ada@example.org",
    "ada+shop@example.org, ada+shop@example.org"
  })
  void an_email_has_one_form(String said, String form) {
    assertThat(LinkKey.form(EMAIL, said)).contains(form);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "n/a", "ada", "@example.org", "ada@", "ada@org", "a@b@c.org", "NULL"})
  void what_is_no_email_links_nobody(String said) {
    assertThat(LinkKey.form(EMAIL, said)).isEmpty();
    assertThat(LinkKey.of(EMAIL, said)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "+49 (170) 12 34-56, +49170123456",
    "0049 170 123456, +49170123456",
    "0170/123456, 0170123456"
  })
  void a_telephone_number_is_its_digits(String said, String form) {
    assertThat(LinkKey.form(PHONE, said)).contains(form);
  }

  @ParameterizedTest
  @ValueSource(strings = {"000000", "12345", "ask Ada 123456", "-", "+"})
  void what_is_no_number_links_nobody(String said) {
    assertThat(LinkKey.form(PHONE, said)).isEmpty();
  }

  @Test
  void the_same_text_of_two_attributes_is_not_the_same_value() {
    assertThat(LinkKey.of(PHONE, "123456"))
        .isNotEqualTo(LinkKey.of(new LinkAttribute("loyalty_id"), "123456"));
  }

  @Test
  void an_attribute_is_a_word_of_claims() {
    assertThat(new LinkAttribute("Loyalty-ID").name()).isEqualTo("loyalty_id");
    assertThatThrownBy(() -> new LinkAttribute("e mail!"))
        .hasMessage(
            "Invalid identity.link-by: e_mail! (must be an attribute of claims, such as email)");
  }
}
