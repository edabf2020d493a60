// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.domain.StableHash;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A few records are read as they were among many. */
class ReadingTest {

  private final RecordTableBuilder many = new RecordTableBuilder();

  /** Rows of records 1, 2, … each with its values, attribute by attribute. */
  private static RecordTable table(RecordTableBuilder builder, String... said) {
    for (int i = 0; i < said.length; i += 3) {
      builder.add(Long.parseLong(said[i]), "shop", said[i + 1], said[i + 2]);
    }
    return builder.build();
  }

  private static RecordTableBuilder as(RecordTable other) {
    return new RecordTableBuilder().reading(Reading.fromJson(other.reading().toJson()));
  }

  private static List<String> names(RecordTable table) {
    return table.attributes().stream().map(ComparedAttribute::name).toList();
  }

  private static String text(RecordTable table, String attribute, int row) {
    int at = names(table).indexOf(attribute);
    return table.text(at, table.value(at, row, 0));
  }

  private static byte[] levels(RecordTable table, int a, int b) {
    byte[] levels = new byte[table.attributes().size()];
    new PairComparer(table).compare(a, b, levels, new int[levels.length]);
    return levels;
  }

  @Test
  void words_weigh_what_they_weighed_among_all() {
    many.add(1, "shop", "company", "Zyxware Technologies");
    many.add(2, "shop", "company", "Zyxware");
    for (int i = 3; i < 60; i++) {
      many.add(i, "shop", "company", (i % 2 == 0 ? "Oak" + i : "Elm" + i) + " Technologies");
    }
    RecordTable all = many.build();

    RecordTable alone =
        table(as(all), "1", "company", "Zyxware Technologies", "2", "company", "Zyxware");
    RecordTable unread =
        table(
            new RecordTableBuilder(),
            "1",
            "company",
            "Zyxware Technologies",
            "2",
            "company",
            "Zyxware");

    assertThat(levels(alone, 0, 1)).isEqualTo(levels(all, 0, 1));
    assertThat(levels(unread, 0, 1)).as("as two records know it").isNotEqualTo(levels(all, 0, 1));
  }

  @Test
  void words_of_fewer_than_three_records_are_not_in_it() {
    for (int i = 0; i < 12; i++) {
      many.add(i, "shop", "company", (i < 2 ? "Rare " : "Common ") + "Name" + i);
    }

    assertThat(many.build().reading().toJson())
        .contains(Long.toString(StableHash.of("company\u001fcommon")))
        .doesNotContain(Long.toString(StableHash.of("company\u001frare")))
        .doesNotContain("common", "rare");
  }

  @Test
  void dates_have_the_order_that_most_had() {
    List<String> said = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      said.addAll(List.of(Integer.toString(i), "birth_date", "03/" + (13 + i) + "/1980"));
    }
    RecordTable all = table(many, said.toArray(String[]::new));

    assertThat(text(table(as(all), "1", "birth_date", "03/04/1980"), "birth_date", 0))
        .isEqualTo("19800304");
    assertThat(
            text(table(new RecordTableBuilder(), "1", "birth_date", "03/04/1980"), "birth_date", 0))
        .isEqualTo("19800403");
  }

  @Test
  void full_names_are_taken_apart_where_they_were() {
    RecordTable all =
        table(
            many, "1", "first_name", "Bob", "1", "last_name", "Byron", "2", "name", "Ada Lovelace");

    RecordTable alone = table(as(all), "7", "name", "Grace Hopper");

    assertThat(names(alone)).containsExactly("first_name", "last_name");
    assertThat(text(alone, "first_name", 0)).isEqualTo("grace");
    assertThat(text(alone, "last_name", 0)).isEqualTo("hopper");
    assertThat(all.reading().hears("name")).isTrue();
    assertThat(all.reading().hears("email")).isFalse();
  }

  @Test
  void all_attributes_are_columns_whether_or_not_anybody_says_them() {
    RecordTable all =
        table(many, "1", "email", "a@x.org", "1", "title", "Lens 50mm", "2", "title", "Bag X3");

    RecordTable alone = table(as(all), "7", "email", "b@x.org");

    assertThat(names(alone)).containsExactly("email", "title", "title codes");
    assertThat(alone.values(1, 0)).isZero();
    assertThat(alone.reading().toJson()).isEqualTo(all.reading().toJson());
  }

  @Test
  void codes_are_made_of_texts_and_not_heard_of_anybody() {
    RecordTable all = table(many, "1", "title", "Lens 50mm", "2", "title", "Bag X3");

    RecordTable alone =
        table(as(all), "7", "title", "Lens 85mm", "7", "title codes", "x1", "8", "title", "Bag");

    assertThat(text(alone, "title codes", 0)).isEqualTo("85mm");
    assertThat(all.reading().makes("title codes")).isTrue();
    assertThat(all.reading().hears("title codes")).isFalse();
  }

  @Test
  void what_is_in_its_normal_form_is_not_read_again() {
    RecordTable all = table(many, "1", "company", "Limited Ltd", "2", "company", "Oak Ltd");
    RecordTableBuilder copied = as(all);
    copied.addNormal(7, "shop", "company", "the ltd ltd");

    assertThat(text(copied.build(), "company", 0)).isEqualTo("the ltd ltd");
  }

  @Test
  void something_else_is_no_reading() {
    assertThatThrownBy(() -> Reading.fromJson("{}")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Reading.fromJson("nothing"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot read how records are read: ");
  }
}
