// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.clean;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.ingest.CleanRule;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CleaningTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);
  private final Cleaning cleaning = new Cleaning(Set.of(), Optional.empty(), TODAY);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "email|Ada@Example.ORG|-|ada@example.org|-",
        "email|mailto:ada@example.org?subject=hi|-|ada@example.org|-",
        "email|Ada Lovelace <Ada.L@example.org>|-|ada.l@example.org|-",
        "email|ada@example.org.|-|ada@example.org|-",
        "email|ada @ example.org|-|ada@example.org|-",
        "email|ada@müller.de|-|ada@xn--mller-kva.de|-",
        "email|ada.l+shop@gmail.com|-|ada.l+shop@gmail.com|-",
        "email|ada@example|-|ada@example|email-invalid",
        "email|ada.example.org|-|ada.example.org|email-invalid",
        "email|a@b@c.org|-|a@b@c.org|email-invalid",
        "email|test@test.com|-|test@test.com|email-placeholder",
        "email|a@a.a|-|a@a.a|email-invalid",
        "email|a@a.de|-|a@a.de|email-placeholder",
        "email|noreply@shop.de|-|noreply@shop.de|email-role",
        "email|N/A|-|N/A|nothing",
        "email|ada@gmial.com|-|ada@gmail.com|-",
        "email|ada@gmx,de|-|ada@gmx.de|-",
        "email|ada@web..de|-|ada@web.de|-",
        "phone|0|DE|0|nothing",
        "phone|030 901820|DE|+4930901820|-",
        "phone|+49 (0)30 901820|-|+4930901820|-",
        "phone|0049 30 901820|-|+4930901820|-",
        "phone|0049 30 901820|US|+4930901820|-",
        "phone|(212) 736-3100 ext. 12|United States|+12127363100;ext=12|-",
        "phone|4930901820.0|DE|+4930901820|-",
        "phone|030 901820|-|030 901820|-",
        "phone|+49 1|-|+49 1|phone-invalid",
        "phone|000000000|DE|000000000|phone-placeholder",
        "phone|123456789|-|123456789|phone-placeholder",
        "phone|12|-|12|phone-invalid",
        "name|ADA LOVELACE|-|Ada Lovelace|-",
        "name|ludwig van beethoven|-|Ludwig van Beethoven|-",
        "name|Lovelace, Ada|-|Ada Lovelace|-",
        "name|Dr. Anna-Maria O'BRIEN|-|Anna-Maria O'BRIEN|-",
        "name|ANNA-MARIA O'BRIEN|-|Anna-Maria O'Brien|-",
        "name|MCDONALD|-|McDonald|-",
        "name|Herr Prof. Dr. Hans Meier|-|Hans Meier|-",
        "name|Martin King, Jr.|-|Martin King, Jr.|-",
        "name|MEIER GMBH|-|MEIER GMBH|-",
        "name|MÃ¼ller|-|Müller|-",
        "name|Ada &amp; Bob|-|Ada & Bob|-",
        "name|Test|-|Test|name-placeholder",
        "name|Unknown|-|Unknown|nothing",
        "name|12345|-|12345|name-placeholder",
        "address|Hauptstr. 5|-|Hauptstraße 5|-",
        "address|10 Downing St, London|GB|10 Downing Street, London|-",
        "address|St James's Pl, London|UK|St James's Place, London|-",
        "postcode|sw1a1aa|England|SW1A 1AA|-",
        "postcode|1067|DE|01067|-",
        "postcode|D-10115|Germany|10115|-",
        "postcode|10115.0|-|10115|-",
        "postcode|1234ab|Netherlands|1234 AB|-",
        "postcode|021391234|US|02139-1234|-",
        "postcode|ABC|DE|ABC|postcode-invalid",
        "country|Deutschland|-|DE|-",
        "country|UK|-|GB|-",
        "country|U.S.A.|-|US|-",
        "country|EIRE|-|IE|-",
        "country|deu|-|DE|-",
        "country|Côte d’Ivoire|-|CI|-",
        "country|NA|-|NA|-",
        "country|Unspecified|-|Unspecified|country-unknown",
        "language|German|-|de|-",
        "language|de_AT|-|de|-",
        "language|ger|-|de|-",
        "language|Klingonian|-|Klingonian|language-unknown",
        "birth_date|31.12.1980|-|1980-12-31|-",
        "birth_date|12/31/1980|-|1980-12-31|-",
        "birth_date|03/04/1980|-|03/04/1980|-",
        "birth_date|03/04/1980|US|1980-03-04|-",
        "birth_date|03/04/1980|FR|1980-04-03|-",
        "birth_date|19801231|-|1980-12-31|-",
        "birth_date|01.01.1900|-|1900-01-01|birth-placeholder",
        "birth_date|2031-05-05|-|2031-05-05|birth-impossible",
        "birth_date|1880-05-05|-|1880-05-05|birth-impossible",
        "birth_date|1980-02-31|-|1980-02-31|birth-impossible",
        "website|HTTPS://Example.org/A?utm_source=x&b=1#top|-|https://example.org/A?b=1|-",
        "loyalty_id|'  A  12 '|-|A 12|-",
      })
  void a_claim_is_repaired_or_doubted(
      String attribute, String said, String country, String value, String doubt) {
    Cleaned cleaned = cleaning.claim(attribute, said, Optional.ofNullable(country));

    assertThat(cleaned.value()).isEqualTo(value);
    assertThat(cleaned.doubt().map(CleanRule::word)).isEqualTo(Optional.ofNullable(doubt));
  }

  @Test
  void each_rule_that_changed_something_is_named() {
    assertThat(cleaning.claim("name", " <b>MÃ¼LLER</b>,  HANS", Optional.empty()))
        .isEqualTo(
            new Cleaned(
                "HANS MüLLER",
                Set.of(
                    CleanRule.TEXT_MOJIBAKE,
                    CleanRule.TEXT_HTML,
                    CleanRule.TEXT_SPACING,
                    CleanRule.NAME_ORDER),
                Optional.empty()));
  }

  @Test
  void bytes_read_wrongly_are_read_rightly_within_words_and_left_where_a_quotation_ends() {
    assertThat(
            List.of(
                Mojibake.repaired("Zo\u00c3\u00ab L\u00c3\u00b3pez"),
                Mojibake.repaired("L\u00c3\u00b3pez"),
                Mojibake.repaired("Elif \u00c3\u2013zdemir"),
                Mojibake.repaired("Vera Garc\u00c3\u00ada")))
        .containsExactly(
            "Zo\u00eb L\u00f3pez", "L\u00f3pez", "Elif \u00d6zdemir", "Vera Garc\u00eda");
    assertThat(Mojibake.repaired("\u00abIRM\u00c3\u00bb")).isEqualTo("\u00abIRM\u00c3\u00bb");
  }

  @Test
  void a_rule_that_is_off_does_nothing() {
    Cleaning noCase =
        new Cleaning(Set.of(CleanRule.NAME_CASE, CleanRule.EMAIL_ROLE), Optional.empty(), TODAY);

    assertThat(noCase.claim("name", "ADA", Optional.empty()).value()).isEqualTo("ADA");
    assertThat(noCase.claim("email", "info@x.org", Optional.empty()).doubt()).isEmpty();
  }

  @Test
  void a_text_keeps_its_lines_and_what_only_looks_like_tags() {
    assertThat(
            cleaning
                .text(
                    "<p>I <3 it,   a < b.</p><p>Ask&nbsp;<ada@example.org>&hellip;</p>\r\n"
                        + "<script>alert(1)</script>\u200b")
                .value())
        .isEqualTo("I <3 it, a < b.\n\nAsk <[email]>…");
    assertThat(cleaning.text("one\r\n\r\n\r\ntwo\u0000").value()).isEqualTo("one\n\ntwo");
    assertThat(cleaning.text("AT&T is if a<b & c").value()).isEqualTo("AT&T is if a<b & c");
    assertThat(cleaning.text("itâ€™s").value()).isEqualTo("it’s");
    assertThat(cleaning.text("cafe\u0301").value()).isEqualTo("café");
  }

  @Test
  void an_address_of_several_lines_becomes_one() {
    assertThat(
            cleaning
                .claim("address", "Hauptstr. 5\r\n 10115 Berlin,,\n", Optional.of("DE"))
                .value())
        .isEqualTo("Hauptstraße 5, 10115 Berlin");
  }

  @Test
  void rules_have_words_that_lead_back_to_them() {
    for (CleanRule rule : CleanRule.values()) {
      assertThat(CleanRule.of(rule.word())).contains(rule);
      assertThat(rule.word()).matches("[a-z-]+");
      assertThat(rule.meaning()).isNotBlank();
    }
  }

  /** Found by mutated files: cleaning took minutes for one such claim. */
  @Test
  void a_claim_of_any_length_is_done_at_once() {
    String quotes = "\"".repeat(200_000) + "x";

    for (String attribute : new String[] {"email", "phone", "name", "address", "website"}) {
      assertThat(cleaning.claim(attribute, quotes, Optional.of("DE")).value()).isEqualTo(quotes);
    }
  }
}
