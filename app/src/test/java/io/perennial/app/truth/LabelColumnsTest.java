// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.app.UsageException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LabelColumnsTest {

  private static final LabelColumns.Given NOTHING =
      new LabelColumns.Given(Optional.empty(), Optional.empty(), Optional.empty());

  private static LabelColumns find(List<String> names, String... ofRecords) {
    return LabelColumns.find(names, NOTHING, Set.of(ofRecords)::contains);
  }

  @Test
  void a_key_and_a_cluster_are_records_and_persons() {
    LabelColumns found =
        find(List.of("unique_id", "first_name", "cluster"), "unique_id", "cluster");

    assertThat(found.arePairs()).isFalse();
    assertThat(found.key()).isEqualTo("unique_id");
    assertThat(found.label()).contains("cluster");
    assertThat(found.source()).isEmpty();
  }

  @Test
  void a_source_column_says_the_system() {
    LabelColumns found = find(List.of("source", "record", "entity"), "record");

    assertThat(found.source()).contains("source");
    assertThat(found.key()).isEqualTo("record");
    assertThat(found.label()).contains("entity");
  }

  @Test
  void columns_of_two_sides_are_pairs_with_a_score() {
    LabelColumns found =
        find(
            List.of(
                "unique_id_l",
                "source_dataset_l",
                "unique_id_r",
                "source_dataset_r",
                "clerical_match_score"));

    assertThat(found.arePairs()).isTrue();
    assertThat(found.key()).isEqualTo("unique_id_l");
    assertThat(found.other()).contains("unique_id_r");
    assertThat(found.source()).contains("source_dataset_l");
    assertThat(found.otherSource()).contains("source_dataset_r");
    assertThat(found.label()).contains("clerical_match_score");
  }

  @Test
  void sides_have_many_names() {
    assertThat(find(List.of("ltable_id", "rtable_id", "label"), "ltable_id", "rtable_id").label())
        .contains("label");
    assertThat(find(List.of("id1", "id2", "is_match")).other()).contains("id2");
    assertThat(find(List.of("left_id", "right_id")).arePairs()).isTrue();
    assertThat(find(List.of("record_a", "record_b", "same")).label()).contains("same");
  }

  @Test
  void two_columns_of_keys_are_pairs_that_are_one() {
    LabelColumns found = find(List.of("idDBLP", "idACM"), "idDBLP", "idACM");

    assertThat(found.arePairs()).isTrue();
    assertThat(found.label()).isEmpty();
  }

  @Test
  void what_is_given_goes_before_what_is_found() {
    LabelColumns found =
        LabelColumns.find(
            List.of("rec_id", "surname", "who"),
            new LabelColumns.Given(Optional.of("rec_id"), Optional.empty(), Optional.of("who")),
            name -> false);

    assertThat(found.key()).isEqualTo("rec_id");
    assertThat(found.label()).contains("who");
  }

  @Test
  void what_cannot_be_told_is_asked_for() {
    assertThatThrownBy(() -> find(List.of("a_name", "b_city", "year"), "year"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("name it with --person; there are a_name, b_city, year");
    assertThatThrownBy(() -> find(List.of("x", "cluster")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("name it with --key");
    assertThatThrownBy(
            () ->
                LabelColumns.find(
                    List.of("key", "person"),
                    new LabelColumns.Given(Optional.of("kye"), Optional.empty(), Optional.empty()),
                    name -> true))
        .hasMessage("Unknown column: kye (did you mean key?); there are key, person");
  }
}
