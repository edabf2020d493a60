// SPDX-License-Identifier: Apache-2.0
package io.perennial.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemsTest {

  private static ConfigException failure(String text) {
    return catchThrowableOfType(ConfigException.class, () -> Shop.parse(text));
  }

  private static void fails(String text, String... messages) {
    assertThat(failure(text).getMessage().lines()).containsExactly(messages);
  }

  @Test
  void all_problems_are_reported_together_in_the_order_of_the_file() {
    ConfigException failure =
        failure(
            """
            zone: Mars
            engnie: {}
            serve:
              port: many
              limits:
                tolerance: 2
            sources:
              orders:
                delimeter: ","
            """);

    assertThat(failure)
        .hasMessage(
            """
            perennial.yaml line 1: Invalid zone: 'Mars' (must be a time zone such as Europe/Berlin)
            perennial.yaml line 2: Unknown key 'engnie' (did you mean 'engine'?)
            perennial.yaml line 4: Invalid serve.port: 'many' (must be an integer, >= 1, <= 65535)
            perennial.yaml line 6: Invalid serve.limits.tolerance: '2' (must be a share from 0 to 1, such as 0.05 or 5%)
            perennial.yaml line 8: Missing key 'files' in sources.orders (must be a text or a list of texts, with at least one file: the files to read; * and ** are taken as globs)
            perennial.yaml line 9: Unknown key 'delimeter' in sources.orders (did you mean 'delimiter'?)""");
    assertThat(failure.problems().get(5))
        .isEqualTo(
            new Problem(
                new Place(Shop.FILE, 9, 5),
                "sources.orders.delimeter",
                "Unknown key 'delimeter' in sources.orders (did you mean 'delimiter'?)"));
  }

  @Nested
  class Keys {

    @Test
    void an_unknown_key_far_from_all_lists_them() {
      fails(
          "engine: {colour: red}",
          "perennial.yaml line 1: Unknown key 'colour' in engine"
              + " (known keys: kind, memory, timeout, spill, extensions)");
    }

    @Test
    void another_way_of_writing_words_is_seen_through() {
      fails(
          "sources: {a: {files: x, skipLines: 1, DATE_FORMAT: y}}",
          "perennial.yaml line 1: Unknown key 'skipLines' in sources.a"
              + " (did you mean 'skip-lines'?)",
          "perennial.yaml line 1: Unknown key 'DATE_FORMAT' in sources.a"
              + " (did you mean 'date-format'?)");
    }

    @Test
    void a_misspelt_required_key_is_one_problem_not_two() {
      fails(
          "sources: {a: {file: x}}",
          "perennial.yaml line 1: Unknown key 'file' in sources.a (did you mean 'files'?)");
    }

    @Test
    void a_key_that_stands_twice_names_both_lines() {
      fails(
          "serve:\n  port: 1\n  port: 2\nserve: {}\n",
          "perennial.yaml line 3: Duplicate key 'port' in serve: it is on line 2 already (keep one)",
          "perennial.yaml line 4: Duplicate key 'serve': it is on line 1 already (keep one)");
    }

    @Test
    void a_key_of_a_mapping_that_stands_twice_is_refused() {
      fails(
          "sources: {a: {files: x, columns: {id: a, id: b}}}",
          "perennial.yaml line 1: Invalid sources.a.columns: 'id' (stands there twice; keep one)");
    }

    @Test
    void a_name_with_odd_characters_is_refused() {
      fails(
          "sources: {a.b: {files: x}}",
          "perennial.yaml line 1: Invalid name in sources: 'a.b'"
              + " (must be letters, digits, - and _)");
    }

    @Test
    void a_key_that_is_no_word_is_refused() {
      fails(
          "serve: {[port]: 1}",
          "perennial.yaml line 1: Invalid key in serve: a list (must be a word)");
    }

    @Test
    void a_section_that_is_no_mapping_is_refused() {
      fails(
          "engine: duckdb",
          "perennial.yaml line 1: Invalid engine: 'duckdb'"
              + " (must be a section: keys with values, as in 'key: value')");
      fails(
          "- a\n- b",
          "perennial.yaml line 1: Invalid file: a list"
              + " (must be a section: keys with values, as in 'key: value')");
    }

    @Test
    void a_section_that_contains_itself_ends() {
      assertThat(failure("serve: &s\n  limits: *s\n"))
          .hasMessageStartingWith("perennial.yaml line 2: Unknown key 'limits' in serve.limits");
    }
  }

  @Nested
  class Values {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "serve: {port: 0}          | serve.port: '0' (must be an integer, >= 1, <= 65535)",
          "serve: {port: 65536}      | serve.port: '65536' (must be an integer, >= 1, <= 65535)",
          "serve: {port: 1e3}        | serve.port: '1e3' (must be an integer, >= 1, <= 65535)",
          "serve: {port: 99999999999}| serve.port: '99999999999' (must be an integer, >= 1, <= 65535)",
          "serve: {port: [80]}       | serve.port: a list (must be an integer, >= 1, <= 65535)",
          "serve: {port: }           | serve.port: no value (must be an integer, >= 1, <= 65535; delete the key if there is no value)",
          "engine: {kind: dukdb}     | engine.kind: 'dukdb' (must be one of duckdb, spark, hand-made; did you mean 'duckdb'?)",
          "engine: {kind: oracle}    | engine.kind: 'oracle' (must be one of duckdb, spark, hand-made)",
          "engine: {memory: 4}       | engine.memory: '4' (must be a size such as 4GB, 512MiB or 50%)",
          "engine: {memory: 101%}    | engine.memory: '101%' (must be a size such as 4GB, 512MiB or 50%)",
          "engine: {timeout: 5}      | engine.timeout: '5' (must be a duration such as 30s, 5m, 2h, 7d or 1h30m, > 0s)",
          "engine: {timeout: 0s}     | engine.timeout: '0s' (must be a duration such as 30s, 5m, 2h, 7d or 1h30m, > 0s)",
          "engine: {spill: ''}       | engine.spill: '' (must be a path)",
          "engine: {extensions: icu} | engine.extensions: 'icu' (must be a list of texts)",
          "engine: {extensions: [[]]}| engine.extensions: a list (must be a list of texts)",
          "sources: {a: {files: []}} | sources.a.files: a list (must be a text or a list of texts, with at least one file)",
          "sources: {a: {files: x, columns: y}} | sources.a.columns: 'y' (must be a mapping of keys to texts)",
          "serve: {limits: {dry-run: yes}} | serve.limits.dry-run: 'yes' (must be true or false)",
          "serve: {limits: {rate: .nan}}   | serve.limits.rate: '.nan' (must be a number, > -1.0, <= 10.0)",
          "serve: {limits: {rate: -1}}     | serve.limits.rate: '-1' (must be a number, > -1.0, <= 10.0)",
          "serve: {limits: {rate: '1,5'}}  | serve.limits.rate: '1,5' (must be a number, > -1.0, <= 10.0)",
          "serve: {limits: {tolerance: -1%}}| serve.limits.tolerance: '-1%' (must be a share from 0 to 1, such as 0.05 or 5%)",
          "zone: '${NOWHERE}' | zone: '${NOWHERE}' (environment variable NOWHERE is not set; set it, or write ${NOWHERE:-default})",
          "zone: '${no'       | zone: '${no' (must be ${NAME} or ${NAME:-default}; write $${ for a literal ${)",
        })
    void that_will_not_do_say_what_would(String text, String message) {
      fails(text, "perennial.yaml line 1: Invalid " + message);
    }

    @Test
    void an_item_of_a_list_is_blamed_at_its_own_line() {
      fails(
          "engine:\n  extensions:\n    - icu\n    - {a: b}\n",
          "perennial.yaml line 4: Invalid engine.extensions: a mapping (must be a list of texts)");
    }

    @Test
    void a_long_value_is_cut() {
      assertThat(failure("zone: " + "x".repeat(100_000)).getMessage()).hasSizeLessThan(160);
    }

    @Test
    void a_secret_is_never_shown() {
      Setting<Integer> pin = Setting.integer("pin").secret();
      SectionSpec root = SectionSpec.root("", pin);

      assertThatExceptionOfType(ConfigException.class)
          .isThrownBy(() -> Configuration.parse("pin: hunter2", Shop.FILE, root, Map.of()))
          .withMessage("perennial.yaml line 1: Invalid pin: *** (must be an integer)");
      Section section = Configuration.parse("pin: 1234", Shop.FILE, root, Map.of());
      assertThat(section.invalid(pin, "expired").getMessage())
          .isEqualTo("perennial.yaml line 1: Invalid pin: \"***\" (expired)");
    }

    @Test
    void what_a_variable_holds_is_never_shown() {
      assertThatExceptionOfType(ConfigException.class)
          .isThrownBy(() -> Shop.parse("serve: {port: '${PORT}'}", Map.of("PORT", "hunter2")))
          .withMessage(
              "perennial.yaml line 1: Invalid serve.port: '${PORT}'"
                  + " (must be an integer, >= 1, <= 65535)");
    }
  }

  @Nested
  class Syntax {

    @Test
    void each_line_that_a_tab_indents_is_named() {
      fails(
          "serve:\n\tport: 1\n  limits:\n\t  seed: 1\n",
          "perennial.yaml line 2: Cannot parse YAML: indented with a tab"
              + " (indent with spaces, 2 a level)",
          "perennial.yaml line 4: Cannot parse YAML: indented with a tab"
              + " (indent with spaces, 2 a level)");
    }

    @Test
    void a_glob_without_quotes_is_explained() {
      assertThat(failure("sources:\n  a:\n    files: *.csv\n"))
          .hasMessageStartingWith("perennial.yaml line 3: Cannot parse YAML: ")
          .hasMessageEndingWith(
              "(quote a value that begins with one of * & ! % @ `, as in \"*.csv\")");
    }

    @Test
    void a_backslash_in_double_quotes_is_explained() {
      assertThat(failure("engine:\n  spill: \"C:\\data\"\n"))
          .hasMessageStartingWith("perennial.yaml line 2: Cannot parse YAML: ")
          .hasMessageEndingWith(
              "(in double quotes a \\ begins an escape; use single quotes or \\\\)");
    }

    @Test
    void a_quote_that_is_never_closed_names_the_line() {
      assertThat(failure("zone: UTC\nserve: {port: 'x\n").getMessage())
          .startsWith("perennial.yaml line ")
          .contains("Cannot parse YAML: ");
    }

    @Test
    void a_second_document_is_refused() {
      fails(
          "zone: UTC\n---\nzone: UTC\n",
          "perennial.yaml line 2: Cannot parse YAML: a second document begins here"
              + " (a configuration is one; delete the '---')");
    }

    @Test
    void a_control_character_is_named() {
      fails(
          "zone: UTC\nserve: \u0007\n",
          "perennial.yaml line 2: Cannot parse YAML: character U+0007 is not allowed in it"
              + " (delete it, or write \"\\u0007\")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "- ", "{a: ", "? "})
    void nesting_without_end_is_refused(String opening) {
      assertThat(failure(opening.repeat(200_000)))
          .hasMessageStartingWith("perennial.yaml")
          .hasMessageContaining("Cannot parse YAML: ");
    }
  }

  @Nested
  class A_file {

    @TempDir Path folder;

    private void refused(Path file, String message) {
      assertThatExceptionOfType(ConfigException.class)
          .isThrownBy(() -> Configuration.read(file, Shop.ROOT, Map.of()))
          .withMessage(file + message);
    }

    @Test
    void that_is_missing() {
      refused(
          folder.resolve("perennial.yaml"),
          ": Cannot read configuration: there is no such file"
              + " (perennial init writes one with all defaults)");
    }

    @Test
    void that_is_a_folder() {
      refused(folder, ": Cannot read configuration: it is a folder (name the file in it)");
    }

    @Test
    void that_is_empty() throws IOException {
      refused(
          Files.writeString(folder.resolve("empty.yaml"), " \n\n"),
          ": Cannot read configuration: the file is empty"
              + " (perennial init writes one with all defaults)");
    }

    @Test
    void that_may_not_be_read() throws IOException {
      Path file = Files.writeString(folder.resolve("secret.yaml"), "zone: UTC");
      Files.setPosixFilePermissions(file, Set.of());
      assumeFalse(Files.isReadable(file), "the superuser may read everything");
      refused(file, ": Cannot read configuration: no permission (let this user read the file)");
    }

    @Test
    void that_is_not_utf8() throws IOException {
      byte[] latin1 = "zone: UTC\n# Grüße\n".getBytes(StandardCharsets.ISO_8859_1);
      refused(
          Files.write(folder.resolve("latin1.yaml"), latin1),
          " line 2: Cannot read configuration: byte 0xFC is not UTF-8 (save the file as UTF-8)");
    }

    @Test
    void that_ends_within_a_character() throws IOException {
      byte[] cut = {'#', ' ', (byte) 0xC3};
      refused(
          Files.write(folder.resolve("cut.yaml"), cut),
          " line 1: Cannot read configuration: byte 0xC3 is not UTF-8 (save the file as UTF-8)");
    }

    @Test
    void that_is_too_large_to_be_one() throws IOException {
      refused(
          Files.write(folder.resolve("orders.csv"), new byte[1_000_001]),
          ": Cannot read configuration: 1000001 bytes"
              + " (must be at most 1000000; is it a data file?)");
    }
  }

  @Test
  void an_exception_has_at_least_one_problem() {
    assertThat(
            catchThrowableOfType(
                IllegalArgumentException.class, () -> new ConfigException(List.of())))
        .hasMessage("Invalid problems: none (must be at least one)");
  }
}
