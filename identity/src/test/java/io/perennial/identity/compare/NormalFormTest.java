// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.identity.AttributeKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalFormTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EMAIL        | ' Ada Lovelace <ADA@X.org>'   | ada@x.org",
        "EMAIL        | mailto:ada+shop@x.org         | ada@x.org",
        "EMAIL        | adax.org                      | adax.org",
        "PHONE        | 0049 (170) 12 34-56           | +49170123456",
        "PHONE        | 0170/123456 ext. 12           | 0170123456",
        "IDENTIFIER   | DE 123-456.789                | de123456789",
        "IDENTIFIER   | 123456.0                      | 123456",
        "GIVEN_NAME   | ' Dr. JOSÉ  '                 | jose",
        "GIVEN_NAME   | Anne-Marie                    | anne marie",
        "FAMILY_NAME  | O’Brien Jr.                   | obrien",
        "FAMILY_NAME  | Groß                          | gross",
        "FAMILY_NAME  | Łukasiewicz                   | lukasiewicz",
        "FULL_NAME    | 'Lovelace, Ada'               | ada lovelace",
        "FULL_NAME    | 'Ada Lovelace, PhD'           | ada lovelace",
        "FULL_NAME    | 'A. Turing; A. Church'        | a turing a church",
        "FULL_NAME    | Frau Prof. Dr. Emmy Noether   | emmy noether",
        "ORGANISATION | The I.B.M. Corp.              | ibm",
        "ORGANISATION | 'Müller & Söhne GmbH & Co. KG' | muller and sohne",
        "ORGANISATION | 'Acme, Inc.'                  | acme",
        "ORGANISATION | Limited                       | limited",
        "STREET       | 12 Main Street                | 12 main st",
        "STREET       | '12, Main St.'                | 12 main st",
        "STREET       | Hauptstraße 5                 | haupt st 5",
        "STREET       | Hauptstr. Nr. 5               | haupt st 5",
        "STREET       | 3 Avenue de l’Opéra           | 3 av de lopera",
        "STREET       | 7 Victoria Crecent            | 7 victoria cr",
        "STREET       | 7 Victoriacrescent            | 7 victoria cr",
        "POSTCODE     | 'SW1A 1AA'                    | sw1a1aa",
        "POSTCODE     | D-80331                       | 80331",
        "POSTCODE     | 12345-6789                    | 12345",
        "POSTCODE     | 4011.0                        | 4011",
        "PLACE        | Saint-Étienne                 | st etienne",
        "CATEGORY     | Female                        | f",
        "CATEGORY     | männlich                      | m",
        "CATEGORY     | 0                             | 0",
        "TEXT         | 'Sony DSC-W120 (7.2 MP)'      | sony dscw120 7.2 mp",
        "TEXT         | Wi-Fi router                  | wi fi router",
        "NUMBER       | '$ 1,234.50'                  | 1234.5",
        "NUMBER       | '1.234,50 €'                  | 1234.5",
        "NUMBER       | '12,5'                        | 12.5",
        "NUMBER       | 0.00                          | 0",
        "YEAR         | 1998.0                        | 1998",
        "YEAR         | (c) 1998                      | 1998",
        "CODE         | DSC-W120/B                    | dscw120b",
      })
  void the_one_form_of_a_value(AttributeKind kind, String said, String form) {
    assertThat(NormalForm.of(kind).of(said)).isEqualTo(form);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1980-05-04",
        "19800504",
        "1980/5/4",
        "04.05.1980",
        "4/5/1980",
        "04-05-80",
        "4 May 1980",
        "May 4, 1980",
        "4. Mai 1980",
        "4th may 1980",
        "1980-05-04T00:00:00Z",
        "04051980",
        "19800504.0",
        "4 mai 1980"
      })
  void a_date_in_any_spelling(String said) {
    String form = NormalForm.of(AttributeKind.BIRTH_DATE).of(said);

    assertThat(form).isEqualTo("19800504");
  }

  @ParameterizedTest
  @CsvSource({
    "1999-02-30, 19990230",
    "1999-13-45, 19991345",
    "1980, 1980",
    "1980-05, 198005",
    "05/1980, 198005",
    "80, ''",
    "4/13/1980, 19800413",
    "13/4/1980, 19800413",
  })
  void impossible_and_partial_dates_keep_their_digits(String said, String form) {
    assertThat(NormalForm.of(AttributeKind.BIRTH_DATE).of(said)).isEqualTo(form);
  }

  @Test
  void a_column_shows_whether_its_months_come_first() {
    List<String> american = List.of("4/5/1980", "12/31/1970", "1/2/1990");

    assertThat(Dates.of(american).digits("4/5/1980")).isEqualTo("19800405");
    assertThat(Dates.of(List.of("31/12/1970", "4/5/1980")).digits("4/5/1980"))
        .isEqualTo("19800504");
  }

  @ParameterizedTest
  @EnumSource(AttributeKind.class)
  void what_stands_for_nothing_is_nothing(AttributeKind kind) {
    NormalForm form = NormalForm.of(kind);
    for (String nothing :
        List.of("", "  ", "-", "N/A", "n/a", "NULL", "unknown", "None", "?", "NaN")) {
      assertThat(form.of(nothing)).as(nothing).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(AttributeKind.class)
  void a_form_is_its_own_form(AttributeKind kind) {
    NormalForm form = NormalForm.of(kind);
    List<String> values =
        List.of(
            "Dr. Ada  Lovelace",
            "ada@x.org",
            "+49 170 123456",
            "1980-05-04",
            "12 Main Street",
            "Acme & Co. Ltd.",
            "SW1A 1AA",
            "$ 1,234.50",
            "DSC-W120",
            "1998",
            "São Paulo",
            "日本語");
    for (String value : values) {
      String once = form.of(value);
      assertThat(form.of(once)).as(value).isEqualTo(once);
    }
  }
}
