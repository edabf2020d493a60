// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.domain.StableHash;
import io.perennial.identity.AttributeKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RecordTableTest {

  private final RecordTableBuilder builder = new RecordTableBuilder();

  private RecordTableTest say(long record, String attribute, String... values) {
    for (String value : values) {
      builder.add(record, "shop", attribute, value);
    }
    return this;
  }

  private static int place(RecordTable table, String attribute) {
    return table.attributes().stream().map(ComparedAttribute::name).toList().indexOf(attribute);
  }

  private static List<String> values(RecordTable table, String attribute, int row) {
    int place = place(table, attribute);
    List<String> values = new ArrayList<>();
    for (int i = 0; i < table.values(place, row); i++) {
      values.add(table.text(place, table.value(place, row, i)));
    }
    return values;
  }

  @Nested
  class Rows {

    @Test
    void ascend_by_record_and_know_their_source() {
      builder.add(30, "web", "surname", "Ada");
      builder.add(-5, "shop", "surname", "Bob");
      builder.add(7, "crm");

      RecordTable table = builder.build();

      assertThat(table.records()).isEqualTo(3);
      assertThat(List.of(table.recordId(0), table.recordId(1), table.recordId(2)))
          .containsExactly(-5L, 7L, 30L);
      assertThat(table.sources()).containsExactly("crm", "shop", "web");
      assertThat(List.of(table.source(0), table.source(1), table.source(2)))
          .containsExactly(1, 0, 2);
      assertThat(values(table, "surname", 1)).isEmpty();
    }

    @Test
    void none_at_all_is_a_table_too() {
      RecordTable table = builder.build();

      assertThat(table.records()).isZero();
      assertThat(table.attributes()).isEmpty();
    }

    @Test
    void are_the_same_whatever_the_order_of_records() {
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        order.add(i);
      }
      String expected = null;
      for (int round = 0; round < 5; round++) {
        Collections.shuffle(order, new Random(round));
        RecordTableBuilder shuffled = new RecordTableBuilder();
        for (int record : order) {
          shuffled.add(record * 31L, "s" + record % 3, "surname", "Name " + record % 97);
          shuffled.add(record * 31L, "s" + record % 3, "surname", "Other " + record % 13);
          shuffled.add(record * 31L, "s" + record % 3, "c1", "Word " + (char) ('a' + record % 7));
          shuffled.add(record * 31L, "s" + record % 3, "title", "the " + record % 50 + " words");
        }
        String content = content(shuffled.build());
        expected = expected == null ? content : expected;
        assertThat(content).isEqualTo(expected);
      }
    }

    private String content(RecordTable table) {
      StringBuilder content = new StringBuilder(table.attributes().toString());
      for (int row = 0; row < table.records(); row++) {
        content.append('\n').append(table.recordId(row)).append(' ').append(table.source(row));
        for (int i = 0; i < table.attributes().size(); i++) {
          for (int nth = 0; nth < table.values(i, row); nth++) {
            int code = table.value(i, row, nth);
            content.append(' ').append(code).append(table.text(i, code));
            content.append(table.count(i, code)).append(table.hash(i, code));
          }
        }
      }
      return content.toString();
    }
  }

  @Nested
  class Values {

    @Test
    void are_distinct_in_their_normal_form_the_latest_four() {
      say(1, "email", "A@x.org", "a@X.org", "b@x.org", "n/a", "c@x.org", "d@x.org", "e@x.org");

      assertThat(values(builder.build(), "email", 0))
          .containsExactly("a@x.org", "b@x.org", "c@x.org", "d@x.org");
    }

    @Test
    void are_counted_and_hashed_by_attribute_and_form() {
      say(1, "email", "a@x.org").say(2, "email", "A@X.org ").say(3, "email", "b@x.org");
      RecordTable table = builder.build();
      int code = table.value(0, 0, 0);

      assertThat(table.distinct(0)).isEqualTo(2);
      assertThat(table.count(0, code)).isEqualTo(2);
      assertThat(table.hash(0, code)).isEqualTo(StableHash.of("email\u001fa@x.org"));
    }

    @Test
    void of_several_words_have_them_with_counts() {
      say(1, "company", "Acme Tools Ltd").say(2, "company", "Acme Paints").say(3, "company", "Oak");
      RecordTable table = builder.build();
      int code = table.value(0, 0, 0);
      List<String> words = new ArrayList<>();
      for (int word : table.words(0, code)) {
        words.add(table.word(0, word) + " " + table.wordCount(0, word));
      }

      assertThat(words).containsExactlyInAnyOrder("acme 2", "tools 1");
    }

    @Test
    void that_cannot_be_told_apart_by_words_have_none() {
      say(1, "email", "a@x.org");

      assertThat(builder.build().words(0, 0)).isEmpty();
    }

    @Test
    void of_a_very_long_text_are_cut() {
      say(1, "description", "word ".repeat(10_000));

      assertThat(values(builder.build(), "description", 0).get(0)).hasSizeLessThan(4_001);
    }
  }

  @Nested
  class Attributes_left_out {

    @Test
    void keys_constants_and_what_says_nothing() {
      for (int i = 0; i < 30; i++) {
        say(i, "surname", "name " + i % 7)
            .say(i, "id", "" + i)
            .say(i, "c1", "key-" + i)
            .say(i, "c2", "always")
            .say(i, "c3", "n/a")
            .say(i, "loyalty_id", "L" + i);
      }
      RecordTable table = builder.build();

      assertThat(table.attributes())
          .extracting(ComparedAttribute::name)
          .containsExactly("loyalty_id", "surname");
      assertThat(table.leftOut())
          .containsExactlyInAnyOrder(
              new LeftOut("id", "named as the key of a source"),
              new LeftOut("c1", "never the same for two records: a key of the source"),
              new LeftOut("c2", "the same for all records"),
              new LeftOut("c3", "says nothing"));
    }

    @Test
    void none_of_a_handful_of_records() {
      say(1, "email", "a@x.org").say(2, "email", "a@x.org").say(1, "c1", "k-1").say(2, "c1", "k-2");

      assertThat(builder.build().attributes())
          .extracting(ComparedAttribute::name)
          .containsExactly("c1", "email");
    }

    @Test
    void none_of_which_the_kind_was_said() {
      for (int i = 0; i < 30; i++) {
        say(i, "id", "k" + i);
      }
      builder.kind("id", AttributeKind.IDENTIFIER);

      assertThat(builder.build().attributes())
          .singleElement()
          .satisfies(
              attribute -> {
                assertThat(attribute.kind()).isEqualTo(AttributeKind.IDENTIFIER);
                assertThat(attribute.why()).isEqualTo("said to be one");
              });
    }
  }

  @Nested
  class Attributes_made {

    @Test
    void full_names_are_taken_apart_where_others_have_parts() {
      say(1, "first_name", "Ada").say(1, "last_name", "Lovelace");
      say(2, "name", "Lovelace, Ada").say(3, "name", "Ludwig van Beethoven").say(4, "name", "Ada");
      RecordTable table = builder.kind("name", AttributeKind.FULL_NAME).build();

      assertThat(values(table, "first_name", 1)).containsExactly("ada");
      assertThat(values(table, "last_name", 1)).containsExactly("lovelace");
      assertThat(values(table, "last_name", 2)).containsExactly("van beethoven");
      assertThat(values(table, "first_name", 3)).containsExactly("ada");
      assertThat(values(table, "last_name", 3)).isEmpty();
      assertThat(table.leftOut())
          .containsExactly(new LeftOut("name", "compared as first_name and last_name"));
    }

    @Test
    void full_names_stay_where_nobody_has_parts() {
      say(1, "full_name", "Ada Lovelace").say(2, "full_name", "Lovelace, Ada");
      RecordTable table = builder.build();

      assertThat(values(table, "full_name", 0)).containsExactly("ada lovelace");
      assertThat(values(table, "full_name", 1)).containsExactly("ada lovelace");
    }

    @Test
    void codes_in_texts_are_an_attribute_of_their_own() {
      say(1, "title", "Drill AP-1820, 18V").say(2, "title", "Drill 18 V AP1820 with case");
      RecordTable table = builder.build();

      assertThat(values(table, "title codes", 0)).containsExactly("18v ap1820");
      assertThat(values(table, "title codes", 1)).containsExactly("18 ap1820");
      assertThat(table.attributes().get(place(table, "title codes")).kind())
          .isEqualTo(AttributeKind.CODE);
    }

    @Test
    void texts_without_codes_have_none() {
      say(1, "title", "On locks").say(2, "title", "On streams");

      assertThat(place(builder.build(), "title codes")).isNegative();
    }
  }
}
