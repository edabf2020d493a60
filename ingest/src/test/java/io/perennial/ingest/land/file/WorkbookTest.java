// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.file;

import static io.perennial.ingest.land.file.Book.empty;
import static io.perennial.ingest.land.file.Book.number;
import static io.perennial.ingest.land.file.Book.styled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.ingest.FileReading;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.land.Landed;
import io.perennial.ingest.land.Piece;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkbookTest {

  @TempDir private Path folder;

  private Landing landing;
  private Book book;

  @BeforeEach
  void start() {
    landing = new Landing(folder);
    book = new Book();
  }

  private List<String> lines() {
    return landing.file("a.xlsx", book.bytes()).lines("a.xlsx");
  }

  private List<String> names() {
    return landing.file("a.xlsx", book.bytes()).pieces("a.xlsx").stream().map(Piece::name).toList();
  }

  @Nested
  class Cells {

    private String cell(String cell) {
      book.sheet("S", book.row("a", "b"), book.text("x") + cell);
      String line = lines().get(1);
      return line.substring("2,,x,".length());
    }

    @Test
    void with_dates_are_iso_by_their_style() {
      assertThat(cell(styled(1, "45351"))).isEqualTo("2024-02-29");
    }

    @Test
    void with_a_time_have_it_to_the_second() {
      assertThat(cell(styled(2, "45351.572916666664"))).isEqualTo("2024-02-29 13:45:00");
    }

    @Test
    void with_a_part_of_a_second_have_it() {
      assertThat(cell(styled(2, "45351.57291675926"))).isEqualTo("2024-02-29 13:45:00.008");
    }

    @Test
    void with_a_time_alone_are_a_time() {
      assertThat(cell(styled(3, "0.5"))).isEqualTo("12:00:00");
    }

    @Test
    void with_hours_beyond_a_day_are_the_number() {
      assertThat(cell(styled(4, "1.5"))).isEqualTo("1.5");
    }

    @Test
    void with_words_in_their_format_are_numbers() {
      assertThat(cell(styled(5, "45351"))).isEqualTo("45351");
    }

    @Test
    void with_a_format_of_ones_own_are_dates() {
      assertThat(cell(styled(6, "45351"))).isEqualTo("2024-02-29");
    }

    @Test
    void of_1904_count_from_there() {
      book.from1904();

      assertThat(cell(styled(1, "43889"))).isEqualTo("2024-02-29");
    }

    @Test
    void before_the_day_that_never_was_are_right() {
      assertThat(cell(styled(1, "59"))).isEqualTo("1900-02-28");
    }

    @Test
    void have_no_noise_of_binary_numbers() {
      assertThat(cell(number("0.30000000000000004"))).isEqualTo("0.3");
      assertThat(cell(number("1.2E+10"))).isEqualTo("12000000000");
      assertThat(cell(number("19.989999999999998"))).isEqualTo("19.99");
      assertThat(cell(number("17850"))).isEqualTo("17850");
      assertThat(cell(number("-1E-7"))).isEqualTo("-0.0000001");
    }

    @Test
    void of_formulas_have_their_value() {
      assertThat(cell("<c><f>1+1</f><v>2</v></c>")).isEqualTo("2");
      assertThat(cell("<c t=\"str\"><f>A1</f><v>y, z</v></c>")).isEqualTo("\"y, z\"");
    }

    @Test
    void of_formulas_that_nobody_computed_make_a_problem() {
      book.sheet("S", book.row("a", "b"), book.text("x") + "<c><f>1+1</f></c>");

      assertThat(lines().get(1))
          .isEqualTo(
              "2,the formula in column B has no value (open the workbook in Excel and save"
                  + " it),x,");
    }

    @Test
    void with_truth_errors_and_texts_of_their_own_are_text() {
      assertThat(cell("<c t=\"b\"><v>1</v></c>")).isEqualTo("true");
      assertThat(cell("<c t=\"e\"><v>#N/A</v></c>")).isEqualTo("#N/A");
      assertThat(cell("<c t=\"inlineStr\"><is><t>in &amp; line</t></is></c>"))
          .isEqualTo("in & line");
      assertThat(cell(book.rich("one ", "two"))).isEqualTo("one two");
      assertThat(cell(book.text("a_x0009_b \"q\""))).isEqualTo("\"a\tb \"\"q\"\"\"");
    }

    @Test
    void of_a_million_characters_are_read() {
      String text = "x".repeat(1_000_000);

      assertThat(cell(book.text(text))).isEqualTo(text);
    }

    @Test
    void with_very_many_escapes_are_read() {
      String text = "a&b<c".repeat(150_000);

      assertThat(cell(book.text(text))).isEqualTo(text);
    }
  }

  @Nested
  class The_header {

    @Test
    void is_found_below_titles() {
      book.sheet(
          "S",
          book.row("Sales of the year"),
          "",
          book.row("as of", "May"),
          book.row("customer", "when", "amount", "city"),
          book.row("ann", "2025") + number("3") + book.text("Rome"));

      assertThat(lines())
          .containsExactly("_line,_problem,customer,when,amount,city", "5,,ann,2025,3,Rome");
    }

    @Test
    void is_where_the_configuration_says() {
      landing.reading(FileReading.auto().withSkip(1));
      book.sheet("S", book.row("x", "y"), book.row("a", "b"), number("1") + number("2"));

      assertThat(lines()).containsExactly("_line,_problem,a,b", "3,,1,2");
    }

    @Test
    void may_be_missing_when_the_configuration_says_so() {
      landing.reading(FileReading.auto().withHeader(false));
      book.sheet("S", number("1") + number("2"), number("3") + number("4"));

      assertThat(lines()).containsExactly("_line,_problem,column1,column2", "1,,1,2", "2,,3,4");
    }

    @Test
    void gives_names_to_columns_that_have_none_or_the_same() {
      book.sheet("S", book.row("name", "name", "", "z\n y"), book.row("a", "b", "c", "d"));

      assertThat(lines()).containsExactly("_line,_problem,name,name_2,column3,z y", "2,,a,b,c,d");
    }

    @Test
    void leaves_out_what_stands_beside_the_table_far_below_and_says_so() {
      String[] rows = new String[150];
      Arrays.setAll(rows, i -> number("1") + number("2"));
      rows[0] = book.row("a", "b");
      rows[140] = number("1") + number("2") + empty() + book.text("note");
      book.sheet("S", rows);
      landing.file("a.xlsx", book.bytes());

      Landed landed = landing.pieces("a.xlsx").get(0).land(landing.copies());

      assertThat(landed.notes())
          .containsExactly(
              "a.xlsx!S: 1 cells stand in columns that have no header, and were not read");
      assertThat(landed.plainNumbers()).isTrue();
    }
  }

  @Nested
  class Sheets {

    @Test
    void are_pieces_when_they_are_seen_and_have_a_header() {
      book.sheet("Orders", book.row("a", "b"), number("1") + number("2"));
      book.sheetLike("Hidden", "hidden", "", book.row("a", "b"), number("1") + number("2"));
      book.sheet("Numbers", number("1") + number("2"));
      book.sheet("Nothing");
      book.sheet("More", book.row("a", "b"), number("3") + number("4"));

      assertThat(names()).containsExactly("a.xlsx!Orders", "a.xlsx!More");
    }

    @Test
    void are_those_that_the_configuration_names() {
      book.sheet("2023", book.row("a", "b"));
      book.sheetLike("2024", "hidden", "", book.row("a", "b"));
      book.sheet("Notes", book.row("a", "b"));

      landing.reading(FileReading.auto().withSheet("20*"));
      assertThat(names()).containsExactly("a.xlsx!2023", "a.xlsx!2024");
      landing.reading(FileReading.auto().withSheet("notes"));
      assertThat(names()).containsExactly("a.xlsx!Notes");
    }

    @Test
    void have_fingerprints_of_their_own() {
      book.sheet("A", book.row("a", "b")).sheet("B", book.row("a", "b"));
      landing.file("a.xlsx", book.bytes());

      List<Piece> pieces = landing.pieces("a.xlsx");

      assertThat(pieces.get(0).fingerprint()).isNotEqualTo(pieces.get(1).fingerprint());
    }

    @Test
    void that_are_not_there_are_an_error_that_names_those_that_are() {
      book.sheet("Orders", book.row("a", "b")).sheet("Numbers", number("1"));
      landing.reading(FileReading.auto().withSheet("Order"));

      assertThat(failure())
          .isEqualTo(
              "Cannot read a.xlsx: it has no sheet called Order (its sheets are Orders, Numbers;"
                  + " check sheet, skip and header)");
    }

    @Test
    void without_any_header_are_an_error() {
      book.sheet("Numbers", number("1") + number("2"), number("1") + number("2"));

      assertThat(failure())
          .isEqualTo(
              "Cannot read a.xlsx: none of its sheets has a header that is seen (its sheets are"
                  + " Numbers; check sheet, skip and header)");
    }

    private String failure() {
      Piece piece = landing.file("a.xlsx", book.bytes()).pieces("a.xlsx").get(0);
      try {
        return piece.fingerprint();
      } catch (IngestException e) {
        return String.valueOf(e.getMessage());
      }
    }

    @Test
    void have_what_merged_cells_say_in_each_of_their_rows() {
      book.sheetLike(
          "S",
          "visible",
          "<mergeCells count=\"1\"><mergeCell ref=\"A2:A4\"/></mergeCells>",
          book.row("customer", "amount"),
          book.text("ann") + number("1"),
          empty() + number("2"),
          empty() + number("3"),
          empty() + number("4"));

      assertThat(lines())
          .containsExactly(
              "_line,_problem,customer,amount", "2,,ann,1", "3,,ann,2", "4,,ann,3", "5,,,4");
    }
  }

  @Nested
  class Hostile_files {

    @Test
    void with_entities_are_not_read() {
      book.sheet("S", book.row("a", "b"), book.row("c", "d"));
      book.prolog("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>");

      assertThatThrownBy(
              () -> landing.file("a.xlsx", book.bytes()).pieces("a.xlsx").get(0).fingerprint())
          .isInstanceOf(IngestException.class)
          .hasMessage(
              "Cannot read a.xlsx: the workbook declares XML entities, and is therefore not read");
    }

    @Test
    void with_a_long_text_in_many_cells_have_a_problem_in_those_rows() {
      String many = book.text("x".repeat(32_767)).repeat(62);
      book.sheet("S", book.row("a", "b"), many, book.row("c", "d"));

      assertThat(lines())
          .containsExactly(
              "_line,_problem,a,b", "2,the line is longer than 2 million characters,,", "3,,c,d");
    }

    @Test
    void with_a_long_text_in_many_rows_are_an_error_before_they_fill_the_disk() {
      String[] rows = new String[120];
      Arrays.fill(rows, book.text("x".repeat(900_000)));
      rows[0] = book.row("a", "b");
      Landing lands = landing.file("a.xlsx", book.sheet("S", rows).bytes());

      assertThatThrownBy(() -> lands.lines("a.xlsx"))
          .isInstanceOf(IngestException.class)
          .hasMessage(
              "Cannot read a.xlsx!S: its rows are more than 2000 times its size, as of what is"
                  + " meant to fill the disk (save it as CSV if it is what you want)");
    }

    @Test
    void that_are_cut_off_are_an_error() {
      byte[] bytes = book.sheet("S", book.row("a", "b")).bytes();
      landing.file("a.xlsx", Arrays.copyOf(bytes, bytes.length / 2));

      assertThatThrownBy(() -> landing.pieces("a.xlsx").get(0).fingerprint())
          .hasMessage("Cannot read a.xlsx: it is no zip archive, or not whole (copy it again)");
    }

    @Test
    void whose_xml_is_broken_are_an_error() {
      String[] rows = new String[150];
      Arrays.setAll(rows, i -> i == 140 ? "<c><v>1</c>" : book.row("a" + i, "b" + i));
      book.sheet("S", rows);
      landing.file("a.xlsx", book.bytes());
      Piece piece = landing.pieces("a.xlsx").get(0);

      assertThatThrownBy(() -> landing.lines(piece))
          .isInstanceOf(IngestException.class)
          .hasMessageContaining("the workbook is damaged (open it in Excel and save it again)");
    }
  }
}
