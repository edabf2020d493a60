// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.ingest.FileReading;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixedWidthTest {

  @TempDir private Path folder;

  private Landing landing;

  @BeforeEach
  void start() {
    landing = new Landing(folder);
  }

  private static FileReading widths(String... namesAndWidths) {
    Map<String, String> widths = new LinkedHashMap<>();
    for (int i = 0; i < namesAndWidths.length; i += 2) {
      widths.put(namesAndWidths[i], namesAndWidths[i + 1]);
    }
    return FileReading.auto().withWidths(widths);
  }

  private List<String> lines(FileReading reading, String text) {
    return landing.reading(reading).file("a.txt", text).lines("a.txt");
  }

  @Test
  void a_list_of_widths_cuts_the_header_too() {
    assertThat(lines(widths("1", "6", "2", "4"), "name  qty \nann      3\nbob,j   12\n"))
        .containsExactly("_line,_problem,name,qty", "2,,ann,3", "3,,\"bob,j\",12");
  }

  @Test
  void a_mapping_names_the_columns_and_may_leave_some_out() {
    assertThat(lines(widths("id", "1-3", "amount", "8-10"), "001xxxx 12\n\n002yyyy 3\n"))
        .containsExactly("_line,_problem,id,amount", "1,,001,12", "3,,002,3");
  }

  @Test
  void lines_that_do_not_fit_have_a_problem() {
    assertThat(lines(widths("a", "3", "b", "2"), "abcde\nab\nabcdefg\nabcd\nabcde  \n"))
        .containsExactly(
            "_line,_problem,a,b",
            "1,,abc,de",
            "2,\"the line has 2 characters, and the last column begins at 4\",,",
            "3,\"the line has 7 characters, and the widths end at 5\",,",
            "4,,abc,d",
            "5,,abc,de");
  }

  @Test
  void what_takes_two_units_is_one_character() {
    String angry = "\ud83d\ude21";

    assertThat(
            lines(
                widths("name", "4", "qty", "2"),
                "ann" + angry + "3 \n" + angry + "bob12\nann 123\n"))
        .containsExactly(
            "_line,_problem,name,qty",
            "1,,ann" + angry + ",3",
            "2,," + angry + "bob,12",
            "3,\"the line has 7 characters, and the widths end at 6\",,");
  }

  @Test
  void any_encoding_counts_by_characters() {
    String text = "Jürgen 1\nZoë    2\n";
    for (Charset charset :
        List.of(
            StandardCharsets.UTF_8,
            StandardCharsets.ISO_8859_1,
            StandardCharsets.UTF_16,
            Charset.forName("windows-1252"))) {
      landing.reading(widths("name", "7", "n", "1"));
      landing.file("a.txt", text.getBytes(charset));

      assertThat(landing.lines("a.txt"))
          .as(charset.name())
          .containsExactly("_line,_problem,name,n", "1,,Jürgen,1", "2,,Zoë,2");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0-3", "5-3", "x", "", "-1", "0"})
  void widths_that_are_none_are_an_error(String width) {
    assertThatThrownBy(() -> lines(widths("a", width), "abc\n"))
        .hasMessageStartingWith("Invalid width of a: " + width + " (");
  }

  @Test
  void no_widths_are_an_error() {
    assertThatThrownBy(
            () -> lines(FileReading.auto().withFormat(FileReading.Format.FIXED), "abc\n"))
        .hasMessage(
            "Missing widths: a file of fixed width is cut by them (such as widths: [10, 8, 20])");
  }
}
