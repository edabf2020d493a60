// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.identity.AttributeKind;
import io.perennial.identity.Levels;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairComparerTest {

  private static String level(RecordTable table, String attribute, int a, int b) {
    byte[] levels = new byte[table.attributes().size()];
    new PairComparer(table).compare(a, b, levels, new int[levels.length]);
    for (int i = 0; i < levels.length; i++) {
      if (table.attributes().get(i).name().equals(attribute)) {
        return table.attributes().get(i).levels().names().get(levels[i]);
      }
    }
    throw new IllegalArgumentException(attribute);
  }

  private static String level(AttributeKind kind, String a, String b) {
    RecordTableBuilder builder = new RecordTableBuilder().kind("it", kind);
    builder.add(1, "s", "it", a);
    builder.add(2, "s", "it", b);
    // words weigh as much as they are rare: others have words too
    for (int i = 3; i < 40; i++) {
      builder.add(i, "s", "it", "other" + i);
    }
    return level(builder.build(), "it", 0, 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GIVEN_NAME   | Robert                | ROBERT               | equal",
        "GIVEN_NAME   | Robert                | Bob                  | short form",
        "GIVEN_NAME   | Bob                   | Rob                  | short form",
        "GIVEN_NAME   | Mary Ann              | Ann                  | short form",
        "GIVEN_NAME   | Robert                | R.                   | initial",
        "GIVEN_NAME   | Robert                | Robret               | close",
        "GIVEN_NAME   | Robert                | Charlotte            | different",
        "GIVEN_NAME   | Stephen               | Stefan               | short form",
        "GIVEN_NAME   | Isla                  | Noah                 | different",
        "FAMILY_NAME  | Smith                 | Smyth                | close",
        "FAMILY_NAME  | Smith                 | Schmidt              | similar",
        "FAMILY_NAME  | Smith                 | Smith-Jones          | part",
        "FAMILY_NAME  | De la Cruz            | Delacruz             | close",
        "FAMILY_NAME  | Smith                 | Garcia               | different",
        "FULL_NAME    | Ada Lovelace          | 'Lovelace, Ada'      | equal",
        "FULL_NAME    | Ada Lovelace          | Lovelace Ada         | same words",
        "FULL_NAME    | Bob Fisher            | Robert Fischer       | close",
        "FULL_NAME    | Ada Lovelace          | A. Lovelace          | initials",
        "FULL_NAME    | Ada Lovelace          | Ada King Lovelace    | part",
        "FULL_NAME    | Ada Lovelace          | Charles Babbage      | different",
        "ORGANISATION | Acme Tools Ltd        | ACME Tools, Inc.     | equal",
        "ORGANISATION | Face Book             | Facebook             | same words",
        "ORGANISATION | International Business Machines | IBM        | most",
        "ORGANISATION | Acme Toolz            | Acme Tools           | close",
        "ORGANISATION | Acme Tools            | Oak Furniture        | different",
        "ORGANISATION | Golden Deli           | Golden Delicatessen  | close",
        "ORGANISATION | Restaurant Miramar    | Miramar              | most",
        "TEXT         | Proc. Conf. on Stores | Proceedings Conference on Stores | nearly all",
        "EMAIL        | ada@x.org             | ADA@x.org            | equal",
        "EMAIL        | ada.lovelace@x.org    | ada.lovelace@y.com   | same name elsewhere",
        "EMAIL        | info1@x.org           | info1@x.or           | close",
        "EMAIL        | contact@x.org         | contact@y.com        | different",
        "EMAIL        | ada.lovelace@x.org    | adalovelace7@yah.com | similar name",
        "PHONE        | +49 170 1234567       | 0170 1234567         | same ending",
        "PHONE        | 0170 1234567          | 0170 1234576         | one digit off",
        "PHONE        | 0170 1234567          | 0221 999888          | different",
        "IDENTIFIER   | AB 12345              | AB-12354             | one character off",
        "IDENTIFIER   | AB 12345              | XY 99999             | different",
        "BIRTH_DATE   | 1980-05-04            | 4.5.1980             | equal",
        "BIRTH_DATE   | 1980-05-04            | 1980-04-05           | a slip",
        "BIRTH_DATE   | 1980-05-04            | 1980-05-05           | a slip",
        "BIRTH_DATE   | 1980-05-04            | 1980-05-27           | two of three parts",
        "BIRTH_DATE   | 1980-05-04            | 1947-05-04           | two of three parts",
        "BIRTH_DATE   | 1980-05-04            | 1980-11-23           | within a year",
        "BIRTH_DATE   | 1980-05-04            | 1980                 | within a year",
        "BIRTH_DATE   | 1980-05-04            | 1987-11-23           | within ten years",
        "BIRTH_DATE   | 1980-05-04            | 1927-11-23           | different",
        "STREET       | 12 Main Street        | 12 main st.          | equal",
        "STREET       | 12 Main Street        | Main St 12           | close",
        "STREET       | 12 Main Street        | 14 Main Street       | other number",
        "STREET       | 12 Goldfinch Circuit  | 12 Goldfnich Circuit | close",
        "STREET       | 12 Main Street        | 3 Orchard Road       | different",
        "POSTCODE     | SW1A 1AA              | sw1a1aa              | equal",
        "POSTCODE     | 80331                 | 80313                | a slip",
        "POSTCODE     | 80331                 | 80397                | near",
        "POSTCODE     | 80331                 | 10115                | different",
        "PLACE        | Frankfurt             | Frankfurt am Main    | similar",
        "PLACE        | Melbourne             | Melborne             | close",
        "PLACE        | Leeds                 | Utrecht              | different",
        "CATEGORY     | Female                | f                    | equal",
        "CATEGORY     | nsw                   | nws                  | a slip",
        "CATEGORY     | m                     | f                    | different",
        "TEXT         | On locks in stores    | locks in stores, on  | same words",
        "TEXT         | On locks in stores    | A sketch of streams  | different",
        "NUMBER       | 100                   | 100.5                | within 1 %",
        "NUMBER       | 100                   | 108                  | within 10 %",
        "NUMBER       | 100                   | 120                  | within 25 %",
        "NUMBER       | 100                   | 200                  | different",
        "NUMBER       | 100                   | many                 | different",
        "YEAR         | 1998                  | 1999                 | next",
        "YEAR         | 1998                  | 2001                 | near",
        "YEAR         | 1998                  | 2010                 | different",
        "YEAR         | early                 | eager                | different",
        "CODE         | DSC-W120              | DSCW120              | equal",
        "CODE         | DSC-W120              | DSC-W120/B           | part",
        "CODE         | 12                    | 12a                  | part",
        "CODE         | DSC-W120              | DSC-W210             | a slip",
        "CODE         | 17                    | 4                    | different",
      })
  void two_values_agree_so_closely(AttributeKind kind, String a, String b, String level) {
    assertThat(level(kind, a, b)).isEqualTo(level);
    assertThat(level(kind, b, a)).as("the other way round").isEqualTo(level);
  }

  @Nested
  class Pairs {

    private final RecordTableBuilder builder = new RecordTableBuilder();

    private void person(long record, String given, String family) {
      builder.add(record, "s", "given_name", given);
      builder.add(record, "s", "surname", family);
    }

    @Test
    void what_one_does_not_say_is_missing() {
      person(1, "Ada", "Lovelace");
      person(2, "Ada", "n/a");

      assertThat(level(builder.build(), "surname", 0, 1)).isEqualTo("missing");
    }

    @Test
    void of_several_values_the_closest_count_and_the_rarest_is_told() {
      for (String email : List.of("new@x.org", "shared@x.org", "old@x.org")) {
        builder.add(1, "s", "email", email);
      }
      builder.add(2, "s", "email", "other@x.org");
      builder.add(2, "s", "email", "shared@x.org");
      builder.add(2, "s", "email", "old@x.org");
      builder.add(3, "s", "email", "shared@x.org");
      RecordTable table = builder.build();
      byte[] levels = new byte[1];
      int[] agreed = new int[1];
      new PairComparer(table).compare(0, 1, levels, agreed);

      assertThat(levels[0]).isEqualTo((byte) table.attributes().get(0).levels().top());
      assertThat(table.text(0, agreed[0])).isEqualTo("old@x.org");
    }

    @Test
    void given_and_family_name_in_each_others_field_are_exchanged() {
      person(1, "Ada", "Lovelace");
      person(2, "Lovelace", "Ada");
      person(3, "Lovelqce", "Ada");
      RecordTable table = builder.build();

      for (int other : List.of(1, 2)) {
        assertThat(level(table, "given_name", 0, other)).isEqualTo("exchanged");
        assertThat(level(table, "surname", 0, other)).isEqualTo("exchanged");
      }
    }

    @Test
    void one_common_name_in_another_field_is_no_exchange() {
      person(1, "Thomas", "Martin");
      person(2, "Martin", "Keller");

      assertThat(level(builder.build(), "given_name", 0, 1)).isNotEqualTo("exchanged");
    }

    @Test
    void a_given_name_alone_in_the_field_of_the_family_name_is_exchanged() {
      person(1, "Ada", "Lovelace");
      person(2, "n/a", "Ada");

      assertThat(level(builder.build(), "surname", 0, 1)).isEqualTo("exchanged");
    }

    @Test
    void the_lines_of_an_address_can_be_exchanged() {
      builder.add(1, "s", "address_1", "12 Main Street");
      builder.add(1, "s", "address_2", "Rose Cottage");
      builder.add(2, "s", "address_1", "Rose Cottage");
      builder.add(2, "s", "address_2", "12 Main St");
      RecordTable table = builder.build();

      assertThat(level(table, "address_1", 0, 1)).isEqualTo("exchanged");
      assertThat(level(table, "address_2", 0, 1)).isEqualTo("exchanged");
    }

    @Test
    void another_digit_in_a_model_is_another_model() {
      builder.add(1, "s", "title", "Acme camera DSC-W120 silver");
      builder.add(2, "s", "title", "Acme camera DSC-W130 silver");
      builder.add(3, "s", "title", "Camera DSC-W120, silver, by Acme, 8 MP");
      RecordTable table = builder.build();

      assertThat(level(table, "title codes", 0, 1)).isEqualTo("different");
      assertThat(level(table, "title codes", 0, 2)).isEqualTo("part");
      assertThat(level(table, "title", 0, 1)).isNotEqualTo("same words");
    }

    @Test
    void authors_agree_with_their_initials() {
      builder.add(1, "s", "authors", "Barbara Field, Ravi Chandra, Li Wei");
      builder.add(2, "s", "authors", "B. Field; R. Chandra; L. Wei");
      builder.add(3, "s", "authors", "Hanna Oakley, Ravi Prakash");

      RecordTable table = builder.build();

      assertThat(level(table, "authors", 0, 1)).isEqualTo("initials");
      assertThat(level(table, "authors", 0, 2)).isEqualTo("different");
    }

    @Test
    void a_full_name_agrees_with_its_parts() {
      person(1, "Ada", "Lovelace");
      builder.add(2, "s", "full_name", "Lovelace, Ada");
      RecordTable table = builder.build();

      assertThat(level(table, "given_name", 0, 1)).isEqualTo("equal");
      assertThat(level(table, "surname", 0, 1)).isEqualTo("equal");
    }

    @Test
    void any_two_rows_compare_the_same_both_ways_and_each_with_itself_is_equal() {
      Random random = new Random(5);
      for (int record = 0; record < 120; record++) {
        for (AttributeKind kind : AttributeKind.values()) {
          String attribute = kind.name().toLowerCase(Locale.ROOT);
          builder.kind(attribute, kind);
          for (int nth = random.nextInt(3); nth > 0; nth--) {
            builder.add(record, "s" + record % 2, attribute, anything(random));
          }
        }
      }
      RecordTable table = builder.build();
      PairComparer comparer = new PairComparer(table);
      PairComparer another = new PairComparer(table);
      int n = table.attributes().size();
      byte[] levels = new byte[n];
      byte[] back = new byte[n];
      int[] agreed = new int[n];
      int[] agreedBack = new int[n];
      for (int a = 0; a < table.records(); a++) {
        for (int b = 0; b < table.records(); b++) {
          comparer.compare(a, b, levels, agreed);
          another.compare(b, a, back, agreedBack);
          assertThat(levels).containsExactly(back);
          assertThat(agreed).containsExactly(agreedBack);
          for (int i = 0; i < n; i++) {
            Levels of = table.attributes().get(i).levels();
            assertThat((int) levels[i]).isBetween(0, of.top());
            assertThat(agreed[i] >= 0).isEqualTo(levels[i] == of.top());
            if (a == b && table.values(i, a) > 0) {
              assertThat((int) levels[i]).isEqualTo(of.top());
            }
          }
        }
      }
    }

    private String anything(Random random) {
      List<String> words =
          List.of(
              "Ada",
              "Bob",
              "Robert",
              "Lovelace",
              "Müller",
              "Mueller",
              "12",
              "12a",
              "Main",
              "Street",
              "1980-05-04",
              "1980-04-05",
              "ada@x.org",
              "bob@x.org",
              "0170123456",
              "+49170123456",
              "DSC-W120",
              "n/a",
              "日本",
              "Ltd",
              "A.",
              "3.5",
              "SW1A 1AA");
      StringBuilder text = new StringBuilder(words.get(random.nextInt(words.size())));
      while (random.nextInt(3) == 0) {
        text.append(' ').append(words.get(random.nextInt(words.size())));
      }
      return text.toString();
    }
  }
}
