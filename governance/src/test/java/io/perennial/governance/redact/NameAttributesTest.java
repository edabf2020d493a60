// SPDX-License-Identifier: Apache-2.0
package io.perennial.governance.redact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameAttributesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name",
        "full_name",
        "given_name",
        "middle_name",
        "nickname",
        "user_name",
        "surname",
        "Vorname",
        "nachname",
        "lastName",
        "billing_last_name",
        "prénom",
        "alias"
      })
  void what_a_person_is_called_is_a_name(String attribute) {
    assertThat(NameAttributes.isName(attribute)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key",
        "email",
        "phone",
        "country",
        "company_name",
        "companyName",
        "product_name",
        "city_name",
        "language",
        "tenor",
        "nominal",
        ""
      })
  void what_a_thing_is_called_is_none(String attribute) {
    assertThat(NameAttributes.isName(attribute)).isFalse();
  }
}
