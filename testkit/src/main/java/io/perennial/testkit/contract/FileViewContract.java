// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.lake.BrokenLine;
import io.perennial.lake.Engine;
import io.perennial.lake.FileTarget;
import io.perennial.lake.LakeException;
import io.perennial.lake.RawScan;
import io.perennial.lake.TextFormat;
import io.perennial.lake.WrittenFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a view of JSON Lines or of Parquet files must do. */
public abstract class FileViewContract {

  @TempDir Path folder;

  /** The engine under test. */
  protected abstract Engine engine();

  @Test
  void json_lines_are_read_as_text_by_member() throws IOException {
    Path file =
        json(
            "a.jsonl",
            """
            {"id": 1, "name": "Ada", "vip": true, "amount": 12.5}
            {"id": 9007199254740993, "name": "", "vip": null}
            {"name": "Ünï \\"q\\" \\u00e9", "id": "x"}
            """);

    assertThat(view(json(columns("id"), List.of(), file), "SELECT the_id FROM raw").rows())
        .containsExactlyInAnyOrder(row("1"), row("9007199254740993"), row("x"));
    assertThat(
            view(
                    json(columns("name", "vip", "amount"), List.of(), file),
                    "SELECT the_name, the_vip, the_amount FROM raw")
                .rows())
        .containsExactlyInAnyOrder(
            row("Ada", "true", "12.5"), row(null, null, null), row("Ünï \"q\" é", null, null));
  }

  @Test
  void nested_members_are_reached_by_dots() throws IOException {
    Path file =
        json(
            "a.jsonl",
            """
            {"customer":{"id":"c1","address":{"city":"Bonn"}}}
            {"customer":{"id":"c2"}}
            {"customer":"none"}
            """);

    assertThat(
            view(
                    new RawScan(
                        List.of(file),
                        new TextFormat.JsonLines(),
                        orderedMap("id", "customer.id", "city", "customer.address.city"),
                        List.of("customer.id"),
                        false),
                    "SELECT id, city, properties FROM raw")
                .rows())
        .containsExactlyInAnyOrder(
            row("c1", "Bonn", "{\"customer.id\":\"c1\"}"),
            row("c2", null, "{\"customer.id\":\"c2\"}"),
            row(null, null, null));
  }

  @Test
  void a_member_that_is_an_object_or_a_list_is_its_json_without_spaces() throws IOException {
    Path file = json("a.jsonl", "{\"items\": [1, {\"a\": \"b c\"}], \"id\": {}}\n");

    assertThat(
            view(json(columns("items", "id"), List.of(), file), "SELECT the_items, the_id FROM raw")
                .rows())
        .containsExactly(row("[1,{\"a\":\"b c\"}]", "{}"));
  }

  @Test
  void members_that_are_numbers_or_truths_become_texts_in_properties() throws IOException {
    Path file = json("a.jsonl", "{\"id\":1,\"n\":5,\"t\":true,\"z\":null}\n");

    assertThat(
            view(json(columns("id"), List.of("z", "t", "n"), file), "SELECT properties FROM raw")
                .only())
        .isEqualTo("{\"t\":\"true\",\"n\":\"5\"}");
  }

  @Test
  void gzipped_json_lines_are_unpacked_and_numbered() throws IOException {
    Path file = folder.resolve("a.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("{\"id\":1}\n{\"id\":2}\n".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(
            view(
                    new RawScan(
                        List.of(file),
                        new TextFormat.JsonLines(),
                        Map.of("the_id", "id"),
                        List.of(),
                        true),
                    "SELECT file, line, the_id FROM raw ORDER BY line")
                .rows())
        .containsExactly(row(file.toString(), 1L, "1"), row(file.toString(), 2L, "2"));
  }

  @Test
  void lines_that_are_not_json_are_broken() throws IOException {
    Path file = json("a.jsonl", "{\"id\":1}\n{\"id\":\nnonsense\n{\"id\":4}\n");

    assertThat(
            view(json(columns("id"), List.of(), file), "SELECT the_id FROM raw").column("the_id"))
        .containsExactlyInAnyOrder("1", "4");
    assertThat(engine().brokenLines("raw"))
        .extracting(BrokenLine::line)
        .containsExactlyInAnyOrder(2L, 3L);
    assertThat(engine().brokenLines("raw"))
        .allSatisfy(
            line -> {
              assertThat(line.file()).isEqualTo(file.toString());
              assertThat(line.reason()).isNotBlank().doesNotContain("nonsense");
            });
  }

  @Test
  void broken_lines_of_json_are_told_why_and_count_as_lines() throws IOException {
    Path file = folder.resolve("a.jsonl");
    Files.write(
        file,
        ("{\"id\":1}\n\n{\"id\":\"ü\"}\n{\"id\":\""
                + "x".repeat(2_500_000)
                + "\"}\n  \n[6]\n{\"id\":7}\n{\"id\":8}\n")
            .getBytes(StandardCharsets.ISO_8859_1));

    assertThat(
            view(
                    new RawScan(
                        List.of(file),
                        new TextFormat.JsonLines(),
                        Map.of("the_id", "id"),
                        List.of(),
                        true),
                    "SELECT line, the_id FROM raw ORDER BY line")
                .rows())
        .containsExactly(row(1L, "1"), row(7L, "7"), row(8L, "8"));
    assertThat(engine().brokenLines("raw"))
        .containsExactlyInAnyOrder(
            new BrokenLine(file.toString(), 3, "the line is not in the file's encoding"),
            new BrokenLine(file.toString(), 4, "the line is longer than 2 million characters"),
            new BrokenLine(file.toString(), 6, "the line is not a JSON object"));
  }

  @Test
  void a_missing_json_file_is_told_by_its_name() {
    assertThatThrownBy(
            () ->
                view(
                    json(columns("id"), List.of(), folder.resolve("nowhere.jsonl")),
                    "SELECT * FROM raw"))
        .isInstanceOf(LakeException.class)
        .hasMessageContaining("nowhere.jsonl");
  }

  @Test
  void parquet_is_read_as_text() {
    Path file = parquet();

    Result result =
        view(
            parquet(
                columns("id", "seen_at", "name", "amount", "score", "ok"), List.of(), false, file),
            "SELECT the_id, the_seen_at, the_name, the_amount, the_score, the_ok, file, line FROM raw");

    String path = file.toString();
    assertThat(result.rows())
        .contains(
            row("1", "2026-01-01 00:00:00", "a", "-0.0001", "1.5", "true", path, null),
            row("2", "2026-01-15 12:00:00.000001", null, null, null, null, path, null),
            row("-7", "2026-02-28 06:00:00", "Ünï 'x' \t", "0.0000", "0.0", "false", path, null),
            row("9", "2026-02-10 00:00:00", null, "1.0000", "1e+300", "true", path, null))
        .hasSize(6);
  }

  @Test
  void rows_of_parquet_are_numbered_in_the_order_of_the_file() {
    Path file = parquet();

    assertThat(
            view(
                    parquet(columns("id"), List.of("name", "ok"), true, file),
                    "SELECT line, the_id, properties FROM raw ORDER BY line")
                .rows())
        .containsExactly(
            row(1L, "-7", "{\"name\":\"Ünï 'x' \\t\",\"ok\":\"false\"}"),
            row(2L, "1", "{\"name\":\"a\",\"ok\":\"true\"}"),
            row(3L, "1", "{\"name\":\"a\",\"ok\":\"false\"}"),
            row(4L, "2", null),
            row(5L, "3", "{\"name\":\"c\",\"ok\":\"true\"}"),
            row(6L, "9", "{\"ok\":\"true\"}"));
  }

  @Test
  void a_column_that_parquet_lacks_is_told_with_those_that_are_there() {
    Path file = parquet();

    assertThatThrownBy(
            () -> view(parquet(columns("nome"), List.of(), false, file), "SELECT * FROM raw"))
        .isInstanceOf(LakeException.class)
        .hasMessageContaining("nome")
        .hasMessageContaining("amount");
  }

  private Path parquet() {
    List<WrittenFile> written =
        engine()
            .write(
                ExampleTable.ROWS,
                new FileTarget(ExampleTable.WITHOUT_MONTHS, folder, Optional.empty()));
    assertThat(written).hasSize(1);
    return Path.of(written.get(0).file().path());
  }

  private static RawScan parquet(
      Map<String, String> columns, List<String> properties, boolean numbered, Path file) {
    return new RawScan(List.of(file), new TextFormat.Parquet(), columns, properties, numbered);
  }

  private Path json(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static RawScan json(Map<String, String> columns, List<String> properties, Path file) {
    return new RawScan(List.of(file), new TextFormat.JsonLines(), columns, properties, false);
  }

  private static Map<String, String> columns(String... fields) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (String field : fields) {
      columns.put("the_" + field, field);
    }
    return columns;
  }

  private static Map<String, String> orderedMap(String... pairs) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }

  private Result view(RawScan scan, String sql) {
    engine().view("raw", scan);
    Result result = Result.of(engine().query(sql));
    return engine().mend("raw") ? Result.of(engine().query(sql)) : result;
  }

  private static List<@Nullable Object> row(@Nullable Object... values) {
    return Arrays.asList(values);
  }
}
