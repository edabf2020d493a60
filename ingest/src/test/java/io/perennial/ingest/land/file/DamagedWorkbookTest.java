// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.ingest.IngestException;
import io.perennial.ingest.land.Piece;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workbooks that Excel would not have written: told, or read without loss. */
class DamagedWorkbookTest {

  private static final String DAMAGED =
      "the workbook is damaged (open it in Excel and save it again)";

  @TempDir private Path folder;

  private Landing landing;
  private Book book;

  @BeforeEach
  void start() {
    landing = new Landing(folder);
    book = new Book();
  }

  private void requireRefused(byte[] bytes, String why) {
    landing.file("a.xlsx", bytes);
    assertThatThrownBy(
            () -> {
              Piece piece = landing.pieces("a.xlsx").get(0);
              piece.fingerprint();
              landing.lines(piece);
            })
        .isInstanceOf(IngestException.class)
        .hasMessage("Cannot read a.xlsx" + why);
  }

  /** The same workbook with other words in a part. */
  private static byte[] with(byte[] workbook, String part, String from, String to)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(workbook));
        ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        String text = new String(in.readAllBytes(), ISO_8859_1);
        out.putNextEntry(new ZipEntry(entry.getName()));
        String changed = entry.getName().equals(part) ? text.replace(from, to) : text;
        out.write(changed.getBytes(ISO_8859_1));
      }
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "é2", "-1", "&lt;"})
  void a_cell_whose_place_is_none_is_an_error(String place) {
    book.sheet("S", book.row("a", "b"), "<c r=\"" + place + "\"><v>1</v></c>");

    requireRefused(book.bytes(), ": " + DAMAGED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "e", "-1", "99999999999"})
  void a_cell_whose_style_is_none_is_an_error(String style) {
    book.sheet("S", book.row("a", "b"), "<c s=\"" + style + "\"><v>45351</v></c>");

    requireRefused(book.bytes(), ": " + DAMAGED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "-1", "x", "99999999999"})
  void a_text_that_the_workbook_lacks_is_a_problem_of_its_row(String number) {
    book.sheet("S", book.row("a", "b"), book.text("x") + "<c t=\"s\"><v>" + number + "</v></c>");

    assertThat(landing.file("a.xlsx", book.bytes()).lines("a.xlsx"))
        .containsExactly(
            "_line,_problem,a,b",
            "2,the workbook lacks the text in column B (open it in Excel and save it again),x,");
  }

  @Test
  void rows_whose_numbers_go_back_are_read() throws IOException {
    byte[] bytes =
        book.sheet("S", book.row("a", "b"), book.row("c", "d"), book.row("e", "f")).bytes();
    landing.file("a.xlsx", with(bytes, "xl/worksheets/sheet1.xml", "r=\"3\"", "r=\"1\""));

    assertThat(landing.lines("a.xlsx")).containsExactly("_line,_problem,a,b", "2,,c,d", "1,,e,f");
  }

  @Test
  void a_sheet_with_other_bytes_than_were_packed_is_an_error() throws IOException {
    byte[] bytes = book.sheet("S", book.row("a", "b"), Book.number("12345")).bytes();
    String stored = new String(stored(bytes), ISO_8859_1);

    requireRefused(
        stored.replace("<v>12345</v>", "<v>12845</v>").getBytes(ISO_8859_1),
        "!S: it is damaged within the archive (copy it again)");
  }

  /** The same workbook, its parts not packed. */
  private static byte[] stored(byte[] workbook) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(workbook));
        ZipOutputStream out = new ZipOutputStream(bytes)) {
      out.setLevel(0);
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        out.putNextEntry(new ZipEntry(entry.getName()));
        out.write(in.readAllBytes());
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void a_part_that_is_not_in_utf_8_is_an_error() throws IOException {
    byte[] bytes = book.sheet("S", book.row("a", "b"), book.row("bea", "x")).bytes();

    requireRefused(with(bytes, "xl/sharedStrings.xml", "bea", "b\u00e9a"), "!S: " + DAMAGED);
  }

  @Test
  void half_a_character_is_read_as_one_that_is_none() {
    String cell = "<c t=\"inlineStr\"><is><t>x_xD800_y</t></is></c>";
    book.sheet("S", book.row("a", "b"), cell + book.text("z"));

    assertThat(landing.file("a.xlsx", book.bytes()).lines("a.xlsx"))
        .containsExactly("_line,_problem,a,b", "2,,x\ufffdy,z");
  }

  @Test
  void a_part_may_be_in_utf_16() throws IOException {
    byte[] bytes = book.sheet("S", book.row("a", "b"), book.row("bea", "x")).bytes();
    String part = "xl/sharedStrings.xml";
    String texts = part(bytes, part);
    String said = texts.replace("UTF-8", "UTF-16").replace("bea", "béa");
    String wide = new String(said.getBytes(UTF_16), ISO_8859_1);
    landing.file("a.xlsx", with(bytes, part, texts, wide));

    assertThat(landing.lines("a.xlsx")).containsExactly("_line,_problem,a,b", "2,,béa,x");
  }

  private static String part(byte[] workbook, String part) throws IOException {
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(workbook))) {
      ZipEntry entry = in.getNextEntry();
      while (!entry.getName().equals(part)) {
        entry = in.getNextEntry();
      }
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
