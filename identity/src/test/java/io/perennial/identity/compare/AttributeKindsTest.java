// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.identity.AttributeKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributeKindsTest {

  private static final String[] GIVEN = {
    "Emma", "Oliver", "Charlotte", "Thomas", "Ingrid", "Robert", "Maria", "Yannick", "Lucy", "Peter"
  };
  private static final String[] FAMILY = {
    "Whitfield",
    "Kowalski",
    "Brandt",
    "Okafor",
    "Delacroix",
    "Nguyen",
    "Harrington",
    "Silva",
    "Petersen",
    "Marchetti",
    "Ashdown"
  };
  private static final String[] TOWNS = {"Leeds", "Bad Homburg", "Lyon", "Utrecht", "San Remo"};
  private static final String[] STREETS = {
    "12 High Street", "4 Orchard Road", "Gartenstraße 9", "27 Rue Pasteur", "118 Mill Lane"
  };
  private static final String[] BUSINESSES = {
    "Blue Heron Cafe",
    "Whitfield & Sons Ltd",
    "Golden Gate Grill",
    "Brandt Logistik GmbH",
    "Hotel Miramar",
    "The Corner Bakery"
  };
  private static final String[] PRODUCTS = {
    "Acme PowerDrill 18V cordless with two batteries AP-1820",
    "Lumen desk lamp LED 7W black adjustable",
    "Northwind tent 3 person NW-T300 green waterproof",
    "Acme impact driver AP-2210 bare unit",
  };
  private static final String[] PAPERS = {
    "A sketch for counting distinct paths in streams",
    "Towards adaptive joins over uncertain relations",
    "On the cost of locking in shared memory stores",
  };

  private static List<String> values(IntFunction<String> value) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      values.add(value.apply(i));
    }
    return values;
  }

  private static String of(String[] words, int i) {
    return words[(i * 7 + i / 11) % words.length];
  }

  private static String person(int i) {
    return of(GIVEN, i) + " " + of(FAMILY, i / 3);
  }

  private static AttributeKind kind(String name, IntFunction<String> value) {
    return AttributeKinds.of(name, values(value)).kind().orElseThrow();
  }

  @Nested
  class By_name {

    @ParameterizedTest
    @CsvSource({
      "given_name, GIVEN_NAME",
      "firstName, GIVEN_NAME",
      "fname, GIVEN_NAME",
      "Vorname, GIVEN_NAME",
      "surname, FAMILY_NAME",
      "customer_last_name, FAMILY_NAME",
      "Nachname, FAMILY_NAME",
      "authors, FULL_NAME",
      "full name, FULL_NAME",
      "cardholder, FULL_NAME",
      "dob, BIRTH_DATE",
      "date_of_birth, BIRTH_DATE",
      "Geburtsdatum, BIRTH_DATE",
      "address_1, STREET",
      "billing_address_line_2, STREET",
      "street, STREET",
      "Straße, STREET",
      "suburb, PLACE",
      "city, PLACE",
      "billingCity, PLACE",
      "ort, PLACE",
      "zip, POSTCODE",
      "postcode, POSTCODE",
      "shipping_postal_code, POSTCODE",
      "PLZ, POSTCODE",
      "state, CATEGORY",
      "gender, CATEGORY",
      "country, CATEGORY",
      "mobile_phone, PHONE",
      "phone2, PHONE",
      "soc_sec_id, IDENTIFIER",
      "anonymous_id, IDENTIFIER",
      "loyalty_id, IDENTIFIER",
      "cookie, IDENTIFIER",
      "cookie_id, IDENTIFIER",
      "device_id, IDENTIFIER",
      "device_fingerprint, IDENTIFIER",
      "ip_agent, IDENTIFIER",
      "ip_user_agent, IDENTIFIER",
      "payment_token, IDENTIFIER",
      "card_token, IDENTIFIER",
      "card_fingerprint, IDENTIFIER",
      "passport_no, IDENTIFIER",
      "venue, TEXT",
      "description, TEXT",
      "manufacturer, ORGANISATION",
      "company_name, ORGANISATION",
      "model_no, CODE",
      "street_number, CODE",
      "isbn, CODE",
    })
    void a_name_in_the_words_of_the_field(String name, AttributeKind kind) {
      assertThat(kind(name, i -> "word" + i % 70)).isEqualTo(kind);
    }

    @Test
    void a_number_or_a_year_needs_values_that_are() {
      assertThat(kind("price", i -> "$" + i + ".99")).isEqualTo(AttributeKind.NUMBER);
      assertThat(kind("price", i -> "on request " + i)).isEqualTo(AttributeKind.TEXT);
      assertThat(kind("year", i -> "" + (1960 + i % 60))).isEqualTo(AttributeKind.YEAR);
      assertThat(kind("date", i -> "" + (1960 + i % 60))).isEqualTo(AttributeKind.YEAR);
    }

    @Test
    void a_title_is_of_a_person_or_of_a_text() {
      assertThat(kind("title", i -> i % 2 == 0 ? "Mr" : "Dr.")).isEqualTo(AttributeKind.CATEGORY);
      assertThat(kind("title", i -> of(PAPERS, i))).isEqualTo(AttributeKind.TEXT);
    }

    @Test
    void a_name_is_of_a_person_a_business_or_a_product() {
      assertThat(kind("name", AttributeKindsTest::person)).isEqualTo(AttributeKind.FULL_NAME);
      assertThat(kind("name", i -> of(BUSINESSES, i))).isEqualTo(AttributeKind.ORGANISATION);
      assertThat(kind("name", i -> of(PRODUCTS, i))).isEqualTo(AttributeKind.TEXT);
    }

    @Test
    void a_name_beside_a_price_is_of_a_product() {
      Map<String, KindGuess> guesses =
          AttributeKinds.of(
              Map.of(
                  "name", values(i -> of(FAMILY, i) + " lamp"),
                  "price", values(i -> i + ".50")));

      assertThat(guesses.get("name").kind()).contains(AttributeKind.TEXT);
      assertThat(guesses.get("price").kind()).contains(AttributeKind.NUMBER);
    }

    @Test
    void a_name_nobody_knows_is_of_a_business_unless_persons_have_what_stands_beside() {
      IntFunction<String> unheard = i -> "Xu" + (char) ('a' + i % 26) + " Zhen" + of(TOWNS, i);

      assertThat(
              AttributeKinds.of(Map.of("name", values(unheard), "cuisine", values(i -> "thai")))
                  .get("name")
                  .kind())
          .contains(AttributeKind.ORGANISATION);
      assertThat(
              AttributeKinds.of(Map.of("name", values(unheard), "gender", values(i -> "f")))
                  .get("name")
                  .kind())
          .contains(AttributeKind.FULL_NAME);
    }

    @Test
    void the_key_of_a_source_is_left_out() {
      KindGuess guess = AttributeKinds.of("record_id", values(i -> "" + i));

      assertThat(guess.kind()).isEmpty();
      assertThat(guess.why()).isEqualTo("named as the key of a source");
    }

    @Test
    void the_time_at_which_a_row_was_written_is_left_out() {
      assertThat(AttributeKinds.of("updated_at", values(i -> "2024-01-02")))
          .isEqualTo(KindGuess.leftOut("named as the time at which a row was written"));
    }

    @Test
    void an_attribute_without_values_is_left_out() {
      KindGuess guess = AttributeKinds.of("surname", values(i -> i % 2 == 0 ? "" : "n/a"));

      assertThat(guess.kind()).isEmpty();
      assertThat(guess.why()).isEqualTo("says nothing");
    }
  }

  /** The names of the columns say nothing. */
  @Nested
  class By_values_alone {

    private final Map<String, KindGuess> guesses = new HashMap<>();

    private AttributeKind shown(IntFunction<String> value) {
      KindGuess guess = AttributeKinds.of("c7", values(value));
      guesses.put("c7", guess);
      return guess.kind().orElseThrow();
    }

    @Test
    void persons() {
      assertThat(shown(i -> of(GIVEN, i))).isEqualTo(AttributeKind.GIVEN_NAME);
      assertThat(shown(AttributeKindsTest::person)).isEqualTo(AttributeKind.FULL_NAME);
      assertThat(shown(i -> of(FAMILY, i) + (char) ('a' + i % 26) + (char) ('a' + i / 26)))
          .isEqualTo(AttributeKind.FAMILY_NAME);
      assertThat(shown(i -> "19" + (50 + i % 50) + "-0" + (1 + i % 9) + "-1" + i % 10))
          .isEqualTo(AttributeKind.BIRTH_DATE);
      assertThat(shown(i -> of(GIVEN, i) + i + "@mail.example")).isEqualTo(AttributeKind.EMAIL);
      assertThat(shown(i -> "+44 20 7946 0" + (100 + i))).isEqualTo(AttributeKind.PHONE);
      assertThat(shown(i -> i % 2 == 0 ? "m" : "f")).isEqualTo(AttributeKind.CATEGORY);
    }

    @Test
    void addresses() {
      assertThat(shown(i -> of(STREETS, i))).isEqualTo(AttributeKind.STREET);
      assertThat(shown(i -> "" + (80_000 + i % 150 * 7))).isEqualTo(AttributeKind.POSTCODE);
      assertThat(shown(i -> "LS" + (1 + i % 9) + " " + i % 10 + "AB"))
          .isEqualTo(AttributeKind.POSTCODE);
      assertThat(shown(i -> of(TOWNS, i) + (i % 20 == 0 ? " Nord" : "")))
          .isIn(AttributeKind.PLACE, AttributeKind.CATEGORY);
    }

    @Test
    void businesses_and_products() {
      assertThat(shown(i -> of(BUSINESSES, i) + " " + of(TOWNS, i / 6)))
          .isEqualTo(AttributeKind.ORGANISATION);
      assertThat(shown(i -> of(PRODUCTS, i) + " " + i)).isEqualTo(AttributeKind.TEXT);
      assertThat(shown(i -> i + ".99 EUR")).isEqualTo(AttributeKind.NUMBER);
      assertThat(shown(i -> "AP-" + (1000 + i % 200))).isEqualTo(AttributeKind.CODE);
    }

    @Test
    void bibliography() {
      assertThat(shown(i -> of(PAPERS, i) + " part " + i)).isEqualTo(AttributeKind.TEXT);
      assertThat(shown(i -> "" + (1985 + i % 30))).isEqualTo(AttributeKind.YEAR);
      assertThat(shown(i -> person(i) + ", " + person(i + 4)))
          .isIn(AttributeKind.FULL_NAME, AttributeKind.TEXT);
    }

    @Test
    void the_reason_names_no_value() {
      shown(i -> of(GIVEN, i) + i + "@mail.example");

      assertThat(guesses.get("c7").why()).isEqualTo("100 % are e-mail addresses");
      assertThat(guesses.get("c7").byName()).isFalse();
    }
  }
}
