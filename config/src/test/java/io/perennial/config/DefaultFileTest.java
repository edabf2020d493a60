// SPDX-License-Identifier: Apache-2.0
package io.perennial.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DefaultFileTest {

  @Test
  void says_all_there_is_to_say() {
    assertThat(DefaultFile.of(Shop.ROOT))
        .isEqualTo(
            """
            # A shop's workspace.
            # A line '#key: value' shows a default; take the '#' away to change it.

            # decides what a day is (a time zone such as Europe/Berlin)
            #zone: UTC

            # where the data comes from
            sources:
              # any number of these, each under a name of yours:
              #some-name:
              #  # the files to read; * and ** are taken as globs (a text or a list of texts, with at least
              #  # one file; required)
              #  files: data/*.csv
              #  # column separator; auto looks at the file (text)
              #  #delimiter: auto
              #  # how dates are written (text; not set by default)
              #  #date-format: yyyy-MM-dd
              #  # our column for each of the file's (a mapping of keys to texts)
              #  #columns: {}
              #  # lines before the header (an integer, >= 0)
              #  #skip-lines: 0

            # how SQL is run
            engine:
              # what runs the SQL (one of duckdb, spark, hand-made)
              #kind: duckdb
              # what it may use (a size such as 4GB, 512MiB or 50%)
              #memory: 50%
              # how long a statement may take (a duration such as 30s, 5m, 2h, 7d or 1h30m, > 0s)
              #timeout: 1h30m
              # where it spills to (a path)
              #spill: state/spill
              # what it loads (a list of texts)
              #extensions: []

            # answers over HTTP
            serve:
              # where it listens (an integer, >= 1, <= 65535)
              #port: 8080
              # of the database (text; secret: best as ${VARIABLE})
              #password:

              # what a run may do
              limits:
                # share of rows that may be bad (a share from 0 to 1, such as 0.05 or 5%)
                #tolerance: 0.05
                # discount per year (a number, > -1.0, <= 10.0)
                #rate: 0.1
                # of chance (an integer)
                #seed: 42
                # whether to write nothing (true or false)
                #dry-run: false
            """);
  }

  @Test
  void reads_back_as_nothing_but_defaults() {
    Section read = Shop.parse(DefaultFile.of(Shop.ROOT));

    assertThat(read.canonical()).isEqualTo(Section.of(Shop.ROOT).canonical());
  }

  @Test
  void its_comments_are_the_defaults_indeed() {
    Section read = Shop.parse(uncomment(DefaultFile.of(Shop.ROOT)));

    Section source = Section.of(Shop.SOURCE).with(Shop.FILES, List.of("data/*.csv"));
    assertThat(read.section(Shop.ENGINE).isSet(Shop.MEMORY)).isTrue();
    assertThat(read.canonical())
        .isEqualTo(Section.of(Shop.ROOT).withNamed(Shop.SOURCE, "some-name", source).canonical());
  }

  @Test
  void a_secret_default_is_not_written() {
    SectionSpec root =
        SectionSpec.root("x", Setting.text("password").defaultValue("hunter2").secret());

    assertThat(DefaultFile.of(root)).doesNotContain("hunter2").contains("#password:\n");
    assertThat(JsonSchema.of(root)).doesNotContain("hunter2");
  }

  @Test
  void a_required_setting_is_a_line_to_fill_in() {
    SectionSpec root = SectionSpec.root("x", Setting.text("url").doc("of the database"));

    assertThat(DefaultFile.of(root)).endsWith("# of the database (text; required)\nurl:\n");
  }

  @Test
  void a_long_doc_is_wrapped() {
    SectionSpec root = SectionSpec.root("x", Setting.text("url").doc("word ".repeat(60).strip()));

    assertThat(DefaultFile.of(root).lines()).allMatch(line -> line.length() <= 92);
  }

  /** Takes the '#' away from each default, once, and drops what has no value to show. */
  static String uncomment(String text) {
    Pattern shown = Pattern.compile("( *(?:#  )*)#([a-z][a-z0-9-]*:.*)");
    return text.lines()
        .map(line -> shown.matcher(line).replaceFirst("$1$2"))
        .map(line -> line.replaceFirst("^  #  ", "    "))
        .filter(line -> !line.matches(" *(date-format|password):.*"))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  @Test
  void a_list_that_is_too_long_for_a_line_has_a_line_for_each() {
    Setting<List<String>> rules =
        Setting.textList("rules")
            .defaultValue(List.of("Champions = R 5 F 4-5 M 4-5", "b".repeat(40), "c".repeat(40)));

    assertThat(DefaultFile.of(SectionSpec.root("", SectionSpec.of("rfm", "", rules))))
        .endsWith(
            """
            rfm:
              # rules (a list of texts)
              #rules:
              #  - "Champions = R 5 F 4-5 M 4-5"
              #  - %s
              #  - %s
            """
                .formatted("b".repeat(40), "c".repeat(40)));
  }
}
