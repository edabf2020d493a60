// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.ingest.FileReading;
import io.perennial.ingest.FileReading.Format;
import io.perennial.ingest.IngestException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDocumentTest {

  @TempDir private Path folder;

  private Landing landing;

  @BeforeEach
  void start() {
    landing = new Landing(folder);
  }

  private List<String> lines(FileReading reading, String text) {
    return landing.reading(reading).file("a.json", text).lines("a.json");
  }

  private List<String> lines(String text) {
    return lines(FileReading.auto(), text);
  }

  @Nested
  class Where_rows_are {

    @Test
    void a_list_of_objects_is_a_row_each() {
      assertThat(lines("[{\"a\": 1.50, \"b\": {\"c\": \"x\\ny\"}},\n {\"a\": null}]"))
          .containsExactly(
              "{\"_line\":1,\"a\":1.50,\"b\":{\"c\":\"x\\ny\"}}", "{\"_line\":2,\"a\":null}");
    }

    @Test
    void an_object_over_several_lines_is_one_row() {
      assertThat(lines("{\n  \"a\": 1,\n  \"b\": [1, {\"c\": 2}]\n}\n"))
          .containsExactly("{\"_line\":1,\"a\":1,\"b\":[1,{\"c\":2}]}");
    }

    @Test
    void objects_over_several_lines_one_after_the_other_are_rows() {
      assertThat(lines("{\n  \"a\": 1\n}\n{\n  \"a\": 2\n}\n"))
          .containsExactly("{\"_line\":1,\"a\":1}", "{\"_line\":2,\"a\":2}");
    }

    @Test
    void an_object_a_line_is_read_as_it_is() {
      assertThat(lines("{\"a\":1}\n{\"a\":2}\n")).containsExactly("{\"a\":1}", "{\"a\":2}");
    }

    @Test
    void records_lead_through_members_and_lists() {
      assertThat(
              lines(
                  FileReading.auto().withRecords("data.items"),
                  "[{\"page\":1,\"data\":{\"items\":[{\"a\":1},{\"a\":2}]}},"
                      + "{\"page\":2,\"data\":{\"items\":[{\"a\":3}]}}]"))
          .containsExactly(
              "{\"_line\":1,\"a\":1}", "{\"_line\":2,\"a\":2}", "{\"_line\":3,\"a\":3}");
    }

    @Test
    void records_that_are_not_there_are_an_error_that_says_what_is() {
      assertThatThrownBy(
              () ->
                  lines(
                      FileReading.auto().withRecords("order"),
                      "{\"orders\":[{\"a\":1}],\n\"shop\":\"x\"}"))
          .isInstanceOf(IngestException.class)
          .hasMessage(
              "Cannot read a.json: it has no order, which the setting records names"
                  + " (it has orders, shop); did you mean orders?");
    }

    @Test
    void what_is_no_object_is_a_row_with_a_problem() {
      assertThat(lines("[{\"a\":1}, 7, [{\"a\":2}], {\"a\":3}]"))
          .containsExactly(
              "{\"_line\":1,\"a\":1}",
              "{\"_line\":2,\"_problem\":\"the row is no JSON object\"}",
              "{\"_line\":3,\"_problem\":\"the row is no JSON object\"}",
              "{\"_line\":4,\"a\":3}");
    }

    @Test
    void members_that_are_called_as_ours_are_get_out_of_the_way() {
      assertThat(lines("[{\"_line\": 7, \"_problem\": \"none\", \"a\": {\"_line\": 8}}]"))
          .containsExactly("{\"_line\":1,\"__line\":7,\"__problem\":\"none\",\"a\":{\"_line\":8}}");
    }

    @Test
    void any_encoding_is_read() {
      landing.file("a.json", "[{\"a\": \"Jürgen\"}]".getBytes(StandardCharsets.ISO_8859_1));
      landing.file("b.json", "\ufeff[{\"a\": \"Jürgen\"}]".getBytes(StandardCharsets.UTF_16LE));

      assertThat(landing.lines("a.json")).containsExactly("{\"_line\":1,\"a\":\"Jürgen\"}");
      assertThat(landing.lines("b.json")).containsExactly("{\"_line\":1,\"a\":\"Jürgen\"}");
    }
  }

  @Nested
  class A_list_within_rows {

    private final FileReading items = FileReading.auto().withExplode("order.items");

    @Test
    void is_a_row_for_each_element_beside_what_the_row_says() {
      assertThat(
              lines(
                  items,
                  "[{\"id\":1,\"order\":{\"no\":\"A\",\"items\":[{\"sku\":1},{\"sku\":2}],\"x\":3},\"y\":4},"
                      + " {\"id\":2,\"order\":{\"items\":[\"plain\"]}}]"))
          .containsExactly(
              "{\"_line\":1,\"id\":1,\"order\":{\"no\":\"A\",\"items\":{\"sku\":1},\"x\":3},\"y\":4}",
              "{\"_line\":1,\"id\":1,\"order\":{\"no\":\"A\",\"items\":{\"sku\":2},\"x\":3},\"y\":4}",
              "{\"_line\":2,\"id\":2,\"order\":{\"items\":\"plain\"}}");
    }

    @Test
    void that_is_empty_or_missing_leaves_the_row_as_one() {
      assertThat(
              lines(
                  items,
                  "[{\"id\":1,\"order\":{\"items\":[]}},{\"id\":2},{\"id\":3,\"order\":null}]"))
          .containsExactly(
              "{\"_line\":1,\"id\":1,\"order\":{\"items\":null}}",
              "{\"_line\":2,\"id\":2}",
              "{\"_line\":3,\"id\":3,\"order\":null}");
    }

    @Test
    void with_a_mark_leaves_out_rows_that_have_none_and_says_how_many() {
      landing.reading(FileReading.auto().withExplode("items!"));
      landing.file(
          "a.json", "[{\"id\":1,\"items\":[]},{\"id\":2},{\"id\":3,\"items\":{\"sku\":1}}]");

      assertThat(landing.lines("a.json"))
          .containsExactly("{\"_line\":3,\"id\":3,\"items\":{\"sku\":1}}");
      assertThat(landing.pieces("a.json").get(0).land(landing.copies()).notes())
          .containsExactly("a.json: 2 rows have nothing in items, and were left out as configured");
    }

    @Test
    void is_taken_apart_in_json_lines_too_where_a_broken_line_stays_alone() {
      landing.reading(FileReading.auto().withExplode("items"));
      landing.file(
          "a.jsonl",
          "{\"id\":1,\"items\":[{\"s\":1},{\"s\":2}]}\n{\"id\":\n\n[1]\n{\"id\":3,\"items\":[]}\n");

      assertThat(landing.lines("a.jsonl"))
          .containsExactly(
              "{\"_line\":1,\"id\":1,\"items\":{\"s\":1}}",
              "{\"_line\":1,\"id\":1,\"items\":{\"s\":2}}",
              "{\"_line\":2,\"_problem\":\"the line is not a JSON object\"}",
              "{\"_line\":4,\"_problem\":\"the line is not a JSON object\"}",
              "{\"_line\":5,\"id\":3,\"items\":null}");
    }

    @Test
    void of_very_many_elements_in_a_long_row_is_not_written_out() {
      String row =
          "[{\"text\":\"" + "x".repeat(1_900_000) + "\",\"items\":[" + "1,".repeat(999) + "1]}]";

      assertThat(lines(FileReading.auto().withExplode("items"), row))
          .containsExactly(
              "{\"_line\":1,\"_problem\":\"the row is too long to be repeated for each of its"
                  + " 1000\"}");
    }
  }

  @Nested
  class A_document_that_breaks_off {

    @Test
    void has_the_rows_before_the_break_and_the_break_as_a_row_with_a_problem() {
      assertThat(lines("[\n{\"a\":1},\n{\"a\":2},\n{\"a\":3, \"b\n"))
          .containsExactly(
              "{\"_line\":1,\"a\":1}",
              "{\"_line\":2,\"a\":2}",
              "{\"_line\":3,\"_problem\":\"the JSON document breaks off: it is no JSON in line 4,"
                  + " column 11; what follows was not read\"}");
      assertThat(lines("[\n{\"a\":1},\n{\"a\":2}"))
          .last()
          .isEqualTo(
              "{\"_line\":3,\"_problem\":\"the JSON document ends too early, in line 3, column 8"
                  + " (write it again); what follows was not read\"}");
    }

    @Test
    void by_a_comma_too_many_is_told_and_loses_no_row() {
      assertThat(lines("[{\"a\":1},{\"a\":2},]"))
          .hasSize(3)
          .startsWith("{\"_line\":1,\"a\":1}", "{\"_line\":2,\"a\":2}")
          .last()
          .asString()
          .contains("\"_problem\":\"the JSON document breaks off: it is no JSON in line 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\n \"a\"", "[}", "[{\"a\":tru}]"})
    void before_its_first_row_is_an_error_that_quotes_nothing(String text) {
      assertThatThrownBy(() -> lines(FileReading.auto().withFormat(Format.JSON), text))
          .isInstanceOf(IngestException.class)
          .hasMessageContaining("Cannot read a.json: the JSON document")
          .hasMessageContaining("in line")
          .hasMessageNotContaining("tru");
    }

    @Test
    void by_its_depth_takes_no_memory() {
      String deep = "[{\"a\":1},{\"a\":" + "[".repeat(1_000_000);

      assertThat(lines(deep))
          .hasSize(2)
          .last()
          .asString()
          .contains("nested deeper than 500 levels");
    }

    @Test
    void by_bytes_of_another_encoding_loses_those_rows_only() {
      String good = "{\"a\":\"" + "x".repeat(2_000) + "\"},\n";
      byte[] head = ("[" + good.repeat(1_000)).getBytes(StandardCharsets.UTF_8);
      byte[] bad = "{\"a\":\"Jürgen\"},{\"a\":\"z\"}]".getBytes(StandardCharsets.ISO_8859_1);
      byte[] all = new byte[head.length + bad.length];
      System.arraycopy(head, 0, all, 0, head.length);
      System.arraycopy(bad, 0, all, head.length, bad.length);
      landing.file("a.json", all);

      assertThat(landing.lines("a.json"))
          .hasSize(1_002)
          .endsWith(
              "{\"_line\":1001,\"_problem\":\"the line is not in the file's encoding\"}",
              "{\"_line\":1002,\"a\":\"z\"}");
    }
  }

  @Nested
  class Long_rows {

    @Test
    void have_room_for_a_text_of_a_million_characters() {
      String text = "x".repeat(1_000_000);

      assertThat(lines("[{\"a\":\"" + text + "\"}]"))
          .containsExactly("{\"_line\":1,\"a\":\"" + text + "\"}");
    }

    @Test
    void beyond_what_a_line_may_have_are_told() {
      String list = "{\"a\":\"" + "x".repeat(1_000) + "\"},";

      assertThat(lines("{\n\"orders\":[" + list.repeat(3_000) + "1]}"))
          .containsExactly(
              "{\"_line\":1,\"_problem\":\"the line is longer than 2 million characters\"}");
    }
  }
}
