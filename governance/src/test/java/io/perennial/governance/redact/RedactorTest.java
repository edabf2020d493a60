// SPDX-License-Identifier: Apache-2.0
package io.perennial.governance.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

  @Nested
  class Goes {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            write to ada.lovelace+shop@example.co.uk.        | write to [email].
            <ada@example.org>, Bob@Example.COM               | <[email]>, [email]
            ada (at) example (dot) org please                | [email] please
            ada&#64;example.org                              | [email]
            mail jürgen.müller@bücher.example!               | mail [email]!
            """)
    void an_address(String text, String redacted) {
      assertThat(Redactor.redact(text)).isEqualTo(redacted);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            call me at +49 170 1234567 today                 | call me at [phone] today
            +1 (415) 555-2671                                | [phone]
            my number: (415) 555-2671, thanks                | my number: [phone], thanks
            0049 30 901820                                   | [phone]
            Tel. 030/901820                                  | Tel. [phone]
            reach me on 415-555-2671                         | reach me on [phone]
            mon portable est le 06 12 34 56 78               | mon portable est le [phone]
            appelez 0612345678                               | appelez [phone]
            Handy 0170/1234567 oder +43 1 58858              | Handy [phone] oder [phone]
            phone number 5552671                             | phone number [phone]
            whatsapp +55 11 91234-5678                       | whatsapp [phone]
            Tel.030/901820                                   | Tel.[phone]
            Phone/0171 2345678                               | Phone/[phone]
            Jean 06 12 34 56 78                              | Jean [phone]
            Bruno 0171 2345678                               | Bruno [phone]
            """)
    void a_telephone_number(String text, String redacted) {
      assertThat(Redactor.redact(text)).isEqualTo(redacted);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            my card 4111 1111 1111 1111 was charged          | my card [card] was charged
            4111-1111-1111-1111 12/27 123                    | [card] 12/27 123
            5555555555554444                                 | [card]
            I paid 4111 1111 1111 1111                       | I paid [card]
            Visa,4111 1111 1111 1111                         | Visa,[card]
            378282246310005.                                 | [card].
            DE89 3704 0044 0532 0130 00 bitte                | [iban] bitte
            iban gb82west12345698765432                      | iban [iban]
            NL91ABNA0417164300, FR14 2004 1010 0505 0001 3M02 606 | [iban], [iban]
            """)
    void a_card_or_an_account(String text, String redacted) {
      assertThat(Redactor.redact(text)).isEqualTo(redacted);
    }

    @Test
    void a_known_name_however_it_is_written() {
      List<String> names = List.of("José García", "Anna-Lena von Grün");

      assertThat(Redactor.redact("Hola, soy Jose GARCÍA.", names)).isEqualTo("Hola, soy [name].");
      assertThat(Redactor.redact("Gruß, Anna-Lena von Grün", names))
          .isEqualTo("Gruß, [name]-[name] von [name]");
      assertThat(Redactor.redact("josé's parcel, bought von privat", names))
          .isEqualTo("[name]'s parcel, bought von privat");
      assertThat(Redactor.redact("我是王小明，你好", List.of("王小明"))).isEqualTo("我是[name]，你好");
    }

    @Test
    void everything_in_one_text() {
      assertThat(
              Redactor.redact(
                  "I am Ada, ada@example.org or +44 20 7946 0958. Order 4711, paid 49.90 on"
                      + " 12.03.2025 with 4111 1111 1111 1111.",
                  List.of("Ada")))
          .isEqualTo(
              "I am [name], [email] or [phone]. Order 4711, paid 49.90 on 12.03.2025 with [card].");
    }
  }

  @Nested
  class Stays {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "order 4111111111111111",
          "Order #1234567890",
          "order number: 0301234567",
          "Bestellnummer 0301234567",
          "tracking 00340434161094042557",
          "invoice 2024-000123456",
          "ISBN 978-3-16-148410-0",
          "EAN 4006381333931",
          "it cost 1,234,567.89 dollars",
          "1.234.567,89 €",
          "$1234567.00 and €0123456789",
          "on 2024-03-12 at 10:30",
          "12.03.2024 10:30:15",
          "12/03/2024",
          "from 20240312 to 20240401",
          "10:30-11:45",
          "version 10.15.7.1234",
          "192.168.100.200",
          "4111 1111 1111 1112",
          "DE89 3704 0044 0532 0130 01",
          "9999999999",
          "1 2 3 4 5 6 7 8 9 10 11 12",
          "twitter @shop and me@home",
          "3 x 500 g for 12.99",
          "size 38 39 40 41 42 43",
          "the model SM-G991B/DS 256GB",
          "[email] and [phone] and [card] and [iban] and [name]"
        })
    void what_is_of_a_thing(String text) {
      assertThat(Redactor.redact(text)).isEqualTo(text);
    }

    @Test
    void a_word_that_is_also_a_name_when_it_is_written_as_a_word() {
      assertThat(
              Redactor.redact("The rose I ordered will arrive in may.", List.of("Rose May Will")))
          .isEqualTo("The rose I ordered will arrive in may.");
    }
  }

  /** 3,000 sentences of reviews, in which nobody gives an address or a number. */
  @Property(tries = 300)
  void redacting_again_changes_nothing(@ForAll @From("texts") String text) {
    String once = Redactor.redact(text, List.of("Ada", "Bob"));

    assertThat(Redactor.redact(once, List.of("Ada", "Bob"))).isEqualTo(once);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "ada@example.org",
            "+49 170 1234567",
            "4111 1111 1111 1111",
            "DE89370400440532013000",
            "Ada",
            " ",
            "-",
            ".",
            "order",
            "call",
            "0",
            "12",
            "@",
            "(",
            "030",
            "é",
            "😀",
            ", ")
        .list()
        .ofMaxSize(20)
        .map(parts -> String.join("", parts));
  }

  @Test
  void a_megabyte_is_read_once_only() {
    String digits = "1".repeat(300_000);
    String letters = "a".repeat(300_000) + "@";
    String mixed = "12 34-56(".repeat(30_000);

    assertThat(Redactor.redact(digits)).isEqualTo(digits);
    assertThat(Redactor.redact(letters)).isEqualTo(letters);
    assertThat(Redactor.redact(mixed)).isNotEmpty();
    assertThat(Redactor.redact("")).isEmpty();
    String brackets = "(".repeat(500_000);
    assertThat(Redactor.redact(brackets)).isEqualTo(brackets);
  }
}
