// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.lake.BrokenLine;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.Field;
import io.perennial.lake.LakeException;
import io.perennial.lake.RawScan;
import io.perennial.lake.SqlStep;
import io.perennial.lake.TextFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a view of separated files must do. */
public abstract class CsvViewContract {

  private static final TextFormat COMMAS = new TextFormat.Csv(',', '"', true, "utf-8", 0);

  @TempDir Path folder;

  /** The engine under test. */
  protected abstract Engine engine();

  @Test
  void a_view_has_file_line_the_named_columns_and_properties() throws IOException {
    Path file = write("a.csv", "id,name,extra\n1,Ada,x\n2,Bob,y\n");

    Result result =
        view(scan(COMMAS, true, List.of("extra"), file), "SELECT * FROM raw ORDER BY line");

    assertThat(result.fields())
        .containsExactly(
            new Field("file", ColumnType.STRING),
            new Field("line", ColumnType.LONG),
            new Field("the_id", ColumnType.STRING),
            new Field("the_name", ColumnType.STRING),
            new Field("properties", ColumnType.STRING));
    assertThat(result.rows())
        .containsExactly(
            row(file.toString(), 1L, "1", "Ada", "{\"extra\":\"x\"}"),
            row(file.toString(), 2L, "2", "Bob", "{\"extra\":\"y\"}"));
  }

  @Test
  void rows_without_numbers_have_no_line() throws IOException {
    Result result = view(COMMAS, write("a.csv", "id,name\n1,Ada\n"));

    assertThat(result.column("line")).containsExactly((Object) null);
  }

  @Test
  void rows_are_numbered_in_each_file_from_one() throws IOException {
    StringBuilder many = new StringBuilder("id,name\n");
    for (int i = 1; i <= 5000; i++) {
      many.append(i).append(",n\n");
    }
    Path a = write("a.csv", many.toString());
    Path b = write("b.csv", "id,name\n1,x\n2,y\n3,z\n");

    engine().view("raw", scan(COMMAS, true, List.of(), a, b));

    assertThat(
            Result.of(
                    engine()
                        .query(
                            "SELECT count(*) AS n FROM raw WHERE line <> CAST(the_id AS BIGINT)"))
                .only())
        .isEqualTo(0L);
    assertThat(
            Result.of(
                    engine()
                        .query("SELECT file, max(line) AS n FROM raw GROUP BY file ORDER BY file"))
                .rows())
        .containsExactly(row(a.toString(), 5000L), row(b.toString(), 3L));
  }

  @Test
  void a_quoted_field_holds_delimiters_line_breaks_and_doubled_quotes() throws IOException {
    Path file =
        write("a.csv", "id,name\n1,\"Ada, \"\"the first\"\"\"\n2,\"two\nlines\"\n3,\"x\"\n");

    assertThat(view(COMMAS, file).column("the_name"))
        .containsExactly("Ada, \"the first\"", "two\nlines", "x");
  }

  @Test
  void a_quote_inside_a_field_is_a_character() throws IOException {
    assertThat(view(COMMAS, write("a.csv", "id,name\n1,5\" disk\n")).column("the_name"))
        .containsExactly("5\" disk");
  }

  @Test
  void an_empty_field_is_null_and_a_space_is_not() throws IOException {
    assertThat(
            view(COMMAS, write("a.csv", "id,name\n1,\n2,\"\"\n3, \n4,NULL\n")).column("the_name"))
        .containsExactly(null, null, " ", "NULL");
  }

  @Test
  void blank_lines_are_passed_over() throws IOException {
    assertThat(view(COMMAS, write("a.csv", "id,name\n1,a\n\n2,b\n\n")).column("the_id"))
        .containsExactly("1", "2");
  }

  @Test
  void lines_may_end_as_on_windows_and_the_last_one_without_a_break() throws IOException {
    assertThat(view(COMMAS, write("a.csv", "id,name\r\n1,a\r\n2,b")).column("the_name"))
        .containsExactly("a", "b");
  }

  @Test
  void a_header_alone_is_a_view_without_rows() throws IOException {
    assertThat(view(COMMAS, write("a.csv", "id,name\n")).rows()).isEmpty();
  }

  @Test
  void delimiter_and_quote_may_be_others() throws IOException {
    assertThat(
            view(
                    new TextFormat.Csv(';', '\'', true, "utf-8", 0),
                    write("a.csv", "id;name\n1;'a;''b'''\n"))
                .column("the_name"))
        .containsExactly("a;'b'");
    assertThat(
            view(
                    new TextFormat.Csv('\t', (char) 0, true, "utf-8", 0),
                    write("a.tsv", "id\tname\n1\t\"a\n"))
                .column("the_name"))
        .containsExactly("\"a");
  }

  @Test
  void without_a_header_columns_are_numbered() throws IOException {
    Path file = write("a.csv", "1,Ada\n2,Bob\n");
    engine()
        .view(
            "raw",
            new RawScan(
                List.of(file),
                new TextFormat.Csv(',', '"', false, "utf-8", 0),
                Map.of("the_name", "column2"),
                List.of("column1"),
                true));

    assertThat(
            Result.of(engine().query("SELECT line, the_name, properties FROM raw ORDER BY line"))
                .rows())
        .containsExactly(
            row(1L, "Ada", "{\"column1\":\"1\"}"), row(2L, "Bob", "{\"column1\":\"2\"}"));
  }

  @Test
  void lines_before_the_header_are_skipped() throws IOException {
    assertThat(
            view(
                    new TextFormat.Csv(',', '"', true, "utf-8", 2),
                    write("a.csv", "Report of May\nby us\nid,name\n1,a\n"))
                .column("the_id"))
        .containsExactly("1");
  }

  @Test
  void gzipped_files_are_unpacked() throws IOException {
    Path file = folder.resolve("a.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("id,name\n1,Ünï\n".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(view(COMMAS, file).column("the_name")).containsExactly("Ünï");
  }

  @Test
  void latin_1_is_read_as_such() throws IOException {
    assertThat(
            view(
                    new TextFormat.Csv(',', '"', true, "latin-1", 0),
                    write("a.csv", "id,name\n1,Ünï\n", StandardCharsets.ISO_8859_1))
                .column("the_name"))
        .containsExactly("Ünï");
  }

  @Test
  void utf_16_is_read_as_such() throws IOException {
    assertThat(
            view(
                    new TextFormat.Csv(',', '"', true, "utf-16", 0),
                    write("a.csv", "\uFEFFid,name\n1,Ünï\n", StandardCharsets.UTF_16LE))
                .column("the_name"))
        .containsExactly("Ünï");
  }

  @Test
  void a_byte_order_mark_is_no_part_of_the_first_name() throws IOException {
    assertThat(view(COMMAS, write("a.csv", "\uFEFFid,name\n1,a\n")).column("the_id"))
        .containsExactly("1");
  }

  @Test
  void properties_are_json_without_spaces_in_the_given_order_and_without_empty_fields()
      throws IOException {
    Path file =
        write("a.csv", "id,name,b,a,c\n1,n,\"say \"\"x\"\"\",tab\there,\n2,n,,,\n3,n,Ü\\/,,0\n");

    assertThat(
            view(scan(COMMAS, false, List.of("c", "b", "a"), file), "SELECT * FROM raw")
                .column("properties"))
        .containsExactly(
            "{\"b\":\"say \\\"x\\\"\",\"a\":\"tab\\there\"}",
            null,
            "{\"c\":\"0\",\"b\":\"Ü\\\\/\"}");
  }

  @Test
  void lines_with_too_few_or_too_many_fields_are_broken_and_not_among_the_rows()
      throws IOException {
    Path a = write("a.csv", "id,name\n1,a\n2,b,c\n3,d\n4\n5,e\n");
    Path b = write("b.csv", "id,name\n6,f\n");

    Result result = view(COMMAS, a, b);

    assertThat(result.column("the_id")).containsExactlyInAnyOrder("1", "3", "5", "6");
    assertThat(engine().brokenLines("raw"))
        .containsExactlyInAnyOrder(
            new BrokenLine(a.toString(), 3, "3 fields where 2 are expected"),
            new BrokenLine(a.toString(), 5, "1 field where 2 are expected"));
  }

  @Test
  void a_broken_line_is_told_once_however_lines_end_and_whatever_stands_before_it()
      throws IOException {
    Path file = write("a.csv", "id,name\r\n1,a\r\n\r\n2,b,c,d,e\r\n3,\"x\r\ny\"\r\n4\r\n5,e\r\n");

    assertThat(view(COMMAS, file).column("the_id")).containsExactlyInAnyOrder("1", "3", "5");
    assertThat(engine().brokenLines("raw"))
        .containsExactlyInAnyOrder(
            new BrokenLine(file.toString(), 4, "5 fields where 2 are expected"),
            new BrokenLine(file.toString(), 7, "1 field where 2 are expected"));
  }

  @Test
  void a_line_that_is_not_in_the_encoding_is_broken() throws IOException {
    Path file =
        write("a.csv", "id,name\n1,a\n2,\u00fc\n3,c\n4,\u00fc,x\n", StandardCharsets.ISO_8859_1);

    assertThat(view(COMMAS, file).column("the_id")).containsExactly("1", "3");
    String reason = "the line is not in the file's encoding";
    assertThat(engine().brokenLines("raw"))
        .containsExactlyInAnyOrder(
            new BrokenLine(file.toString(), 3, reason), new BrokenLine(file.toString(), 5, reason));
  }

  @Test
  void a_line_of_more_than_two_million_characters_is_broken() throws IOException {
    Path file = write("a.csv", "id,name\n1,a\n2," + "x".repeat(2_500_000) + "\n3,c\n");

    assertThat(view(COMMAS, file).column("the_id")).containsExactlyInAnyOrder("1", "3");
    assertThat(engine().brokenLines("raw"))
        .containsExactly(
            new BrokenLine(file.toString(), 3, "the line is longer than 2 million characters"));
  }

  @Test
  void a_quote_that_is_never_closed_breaks_its_line_and_swallows_no_other() throws IOException {
    Path file = write("a.csv", "id,name\n1,a\n2,\"b\n\n3,c\n4,d,d\n5,\"e\"\n6,f\n7,\"g\n8,h");

    assertThat(view(COMMAS, file).column("the_id"))
        .containsExactlyInAnyOrder("1", "3", "5", "6", "8");
    assertThat(engine().brokenLines("raw"))
        .containsExactlyInAnyOrder(
            new BrokenLine(file.toString(), 3, "a quoted field is not closed"),
            new BrokenLine(file.toString(), 6, "3 fields where 2 are expected"),
            new BrokenLine(file.toString(), 9, "a quoted field is not closed"));
  }

  @Test
  void a_quote_that_ends_within_a_field_breaks_its_line() throws IOException {
    Path file =
        write("a.csv", "id,name\n1,\"a\"b\n2,\"c\"  \n3, \"d,d\"\n4,  \"e\"\n\"5\"x,f\n6,g\n");

    assertThat(view(COMMAS, file).column("the_name"))
        .containsExactlyInAnyOrder("c", "d,d", "  \"e\"", "g");
    assertThat(engine().brokenLines("raw"))
        .containsExactlyInAnyOrder(
            new BrokenLine(file.toString(), 2, "a quoted field is not closed"),
            new BrokenLine(file.toString(), 6, "a quoted field is not closed"));
  }

  @Test
  void lines_may_end_in_several_ways_in_one_file() throws IOException {
    Path file = write("a.csv", "id,name\r\n1,a\n2,b\r\n3,\"c\r\nc\"\n4,d\r5,e\n6\n");
    engine().view("raw", scan(COMMAS, true, List.of(), file));

    engine()
        .run(
            SqlStep.ofText(
                "kept", "-- kept: the rows\n-- writes  kept\nSELECT line, the_id FROM raw"),
            Map.of());

    assertThat(Result.of(engine().query("SELECT line, the_id FROM kept ORDER BY line")).rows())
        .containsExactly(row(1L, "1"), row(2L, "2"), row(3L, "3"), row(5L, "4"), row(6L, "5"));
    assertThat(engine().brokenLines("raw"))
        .containsExactly(new BrokenLine(file.toString(), 8, "1 field where 2 are expected"));
  }

  @Test
  void a_row_has_the_number_of_its_line_whatever_stands_before_it() throws IOException {
    Path blank = write("blank.csv", "id,name\n1,a\n\n3,b\n");
    Path broken = write("broken.csv", "id,name\n1\n2,\"b\n3,c\n4,d,d\n5,e\n");
    Path quoted = write("quoted.csv", "id,name\n1,\"a\na\r\na\"\n4,b\n");
    Path windows = write("windows.csv", "id,name\r\n1,a\r\n2,\"b,\"\r\n3,c");
    Path skipped = write("skipped.csv", "by, us\n\nid,name\n1,a\n2,b\n");

    for (Path file : List.of(blank, broken, quoted, windows)) {
      assertNumberedById(COMMAS, file);
    }
    assertNumberedById(new TextFormat.Csv(',', '"', true, "utf-8", 2), skipped);
  }

  private void assertNumberedById(TextFormat format, Path file) {
    Result rows = view(scan(format, true, List.of(), file), "SELECT line, the_id FROM raw");
    assertThat(rows.rows()).as("rows of %s", file.getFileName()).hasSizeGreaterThan(1);
    assertThat(rows.rows())
        .as("lines and ids of %s", file.getFileName())
        .allSatisfy(row -> assertThat(String.valueOf(row.get(0))).isEqualTo(row.get(1)));
  }

  @Test
  void a_field_may_have_a_million_characters() throws IOException {
    String text = "x".repeat(1_000_000);

    assertThat(view(COMMAS, write("a.csv", "id,name\n1," + text + "\n2,b\n")).column("the_name"))
        .containsExactly(text, "b");
  }

  @Test
  void a_file_without_broken_lines_has_none() throws IOException {
    view(COMMAS, write("a.csv", "id,name\n1,a\n"));

    assertThat(engine().brokenLines("raw")).isEmpty();
  }

  @Test
  void a_missing_file_is_told_by_its_name() {
    assertThatThrownBy(() -> view(COMMAS, folder.resolve("nowhere.csv")))
        .isInstanceOf(LakeException.class)
        .hasMessageContaining("nowhere.csv");
  }

  @Test
  void a_missing_field_is_told_with_those_that_are_there() throws IOException {
    Path file = write("a.csv", "id,nome\n1,a\n");

    assertThatThrownBy(() -> view(COMMAS, file))
        .isInstanceOf(LakeException.class)
        .hasMessageContaining("a.csv")
        .hasMessageContaining("name")
        .hasMessageContaining("nome");
  }

  @Test
  void a_property_that_no_file_has_is_told() throws IOException {
    Path file = write("a.csv", "id,name\n1,a\n");

    assertThatThrownBy(
            () -> view(scan(COMMAS, false, List.of("colour"), file), "SELECT * FROM raw"))
        .isInstanceOf(LakeException.class)
        .hasMessageContaining("colour");
  }

  @Test
  void names_of_files_and_fields_may_hold_what_sql_and_paths_use() throws IOException {
    Path odd = Files.createDirectory(folder.resolve("it's [odd] {x} %20"));
    Path file = odd.resolve("a 'b' *.csv");
    Files.writeString(file, "the id,\"na\"\"me's\"\n1,a\n");
    engine()
        .view(
            "raw",
            new RawScan(
                List.of(file), COMMAS, Map.of("the_id", "the id"), List.of("na\"me's"), false));

    assertThat(Result.of(engine().query("SELECT file, the_id, properties FROM raw")).rows())
        .containsExactly(row(file.toString(), "1", "{\"na\\\"me's\":\"a\"}"));
  }

  private Result view(TextFormat format, Path... files) {
    return view(scan(format, false, List.of(), files), "SELECT * FROM raw");
  }

  private Result view(RawScan scan, String sql) {
    engine().view("raw", scan);
    Result result = Result.of(engine().query(sql));
    return engine().mend("raw") ? Result.of(engine().query(sql)) : result;
  }

  private static RawScan scan(
      TextFormat format, boolean numbered, List<String> properties, Path... files) {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("the_id", "id");
    columns.put("the_name", "name");
    return new RawScan(List.of(files), format, columns, properties, numbered);
  }

  private Path write(String name, String text) throws IOException {
    return write(name, text, StandardCharsets.UTF_8);
  }

  private Path write(String name, String text, Charset charset) throws IOException {
    return Files.write(folder.resolve(name), text.getBytes(charset));
  }

  private static List<@Nullable Object> row(@Nullable Object... values) {
    return Arrays.asList(values);
  }
}
