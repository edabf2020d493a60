// SPDX-License-Identifier: Apache-2.0
package io.perennial.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Sections that begin with a preset, and sections that are several. */
class PresetTest {

  private static final Map<String, String> TEXTS =
      Map.of(
          "shop",
          """
          # A shop.
          delimiter: ";"
          columns:
            customer: Kunde
            time: Zeit
            amount: Summe
          rows: [a, b]
          """,
          "desk",
          """
          delimiter: "|"
          columns:
            customer: who
          parts:
            opened:
              columns:
                time: created_at
            closed:
              delimiter: ","
              columns:
                time: closed_at
          """);

  private static final PresetTexts PRESETS =
      new PresetTexts() {
        @Override
        public List<String> names() {
          return List.of("desk", "shop");
        }

        @Override
        public String text(String name) {
          return Optional.ofNullable(TEXTS.get(name)).orElseThrow();
        }
      };

  private static final Setting<List<String>> FILES = Setting.textOrList("files");
  private static final Setting<String> DELIMITER =
      Setting.text("delimiter").check(text -> text.length() < 3, "short").defaultValue(",");
  private static final Setting<Optional<String>> SYSTEM = Setting.text("system").optional();
  private static final Setting<Map<String, String>> COLUMNS =
      Setting.textMap("columns").defaultValue(Map.of());
  private static final Setting<List<String>> ROWS =
      Setting.textOrList("rows").defaultValue(List.of());
  private static final SectionSpec SOURCE =
      SectionSpec.named("sources", "files", FILES, DELIMITER, SYSTEM, COLUMNS, ROWS)
          .presets(PRESETS);
  private static final SectionSpec ROOT = SectionSpec.root("x", SOURCE);

  private static Map<String, Section> sources(String text) {
    return Configuration.parse(text, Shop.FILE, ROOT, Map.of()).named(SOURCE);
  }

  private static Section source(String text) {
    return sources("sources:\n  one:\n    files: x\n" + text.indent(4)).get("one");
  }

  private static String failure(String text) {
    return catchThrowableOfType(ConfigException.class, () -> sources(text)).getMessage();
  }

  @Test
  void a_section_that_names_a_preset_has_what_the_preset_says() {
    Section source = source("preset: shop");

    assertThat(source.value(FILES)).containsExactly("x");
    assertThat(source.value(DELIMITER)).isEqualTo(";");
    assertThat(source.value(COLUMNS).keySet()).containsExactly("customer", "time", "amount");
    assertThat(source.canonical())
        .isEqualTo(
            source(
                    """
                    rows: [a, b]
                    delimiter: ;
                    columns: {customer: Kunde, time: Zeit, amount: Summe}
                    """)
                .canonical());
  }

  @Test
  void what_stands_beside_it_changes_it_key_by_key() {
    Section source =
        source(
            """
            delimiter: tab
            columns:
              time: Datum
              product: Artikel
            rows: c
            preset: shop
            """
                .replace("tab", "'|'"));

    assertThat(source.value(DELIMITER)).isEqualTo("|");
    assertThat(source.value(COLUMNS))
        .containsExactly(
            Map.entry("customer", "Kunde"),
            Map.entry("time", "Datum"),
            Map.entry("amount", "Summe"),
            Map.entry("product", "Artikel"));
    assertThat(source.value(ROWS)).containsExactly("c");
  }

  @Test
  void null_and_none_take_away_what_it_says() {
    Section source =
        source(
            """
            preset: shop
            delimiter: null
            columns: {time: none, amount: null}
            rows: none
            """);

    assertThat(source.value(DELIMITER)).isEqualTo(",");
    assertThat(source.value(COLUMNS)).containsExactly(Map.entry("customer", "Kunde"));
    assertThat(source.value(ROWS)).isEmpty();
    assertThat(source("preset: desk\nparts: none\nrows: none").value(ROWS))
        .as("the preset says nothing of rows: it is a value")
        .containsExactly("none");
  }

  @Nested
  class Parts {

    @Test
    void each_is_a_section_of_its_own_over_the_same_files() {
      Map<String, Section> sources = sources("sources: {zd: {preset: desk, files: t.json}}");

      assertThat(sources.keySet()).containsExactly("zd-opened", "zd-closed");
      assertThat(sources.get("zd-opened").value(DELIMITER)).isEqualTo("|");
      assertThat(sources.get("zd-opened").value(COLUMNS))
          .isEqualTo(Map.of("customer", "who", "time", "created_at"));
      assertThat(sources.get("zd-closed").value(DELIMITER)).isEqualTo(",");
      assertThat(sources.values())
          .allMatch(s -> s.value(FILES).equals(List.of("t.json")))
          .allMatch(s -> s.value(SYSTEM).equals(Optional.of("zd")));
    }

    @Test
    void they_can_be_changed_together_and_alone() {
      Map<String, Section> sources =
          sources(
              """
              sources:
                zd:
                  preset: desk
                  files: t.json
                  system: support
                  columns: {customer: email}
                  parts:
                    opened: {columns: {time: opened_at}}
                    closed: none
                    rated: {delimiter: "/"}
              """);

      assertThat(sources.keySet()).containsExactly("zd-opened", "zd-rated");
      assertThat(sources.get("zd-opened").value(COLUMNS))
          .isEqualTo(Map.of("customer", "email", "time", "opened_at"));
      assertThat(sources.get("zd-rated").value(DELIMITER)).isEqualTo("/");
      assertThat(sources.values()).allMatch(s -> s.value(SYSTEM).equals(Optional.of("support")));
    }

    @Test
    void they_need_no_preset() {
      assertThat(sources("sources: {zd: {files: x, parts: {a: {delimiter: ;}, b: {}}}}").keySet())
          .containsExactly("zd-a", "zd-b");
    }

    @Test
    void what_is_wrong_for_all_is_said_once() {
      assertThat(failure("sources:\n  zd:\n    preset: desk\n    delimeter: x\n"))
          .isEqualTo(
              """
              perennial.yaml line 2: Missing key 'files' in sources.zd-opened (must be a text or a list of texts)
              perennial.yaml line 4: Unknown key 'delimeter' in sources.zd-opened (did you mean 'delimiter'?)""");
    }
  }

  @Nested
  class Problems {

    @Test
    void an_unknown_preset_names_the_nearest() {
      assertThat(failure("sources:\n  one:\n    files: x\n    preset: shob\n"))
          .isEqualTo(
              "perennial.yaml line 4: Unknown preset: 'shob' in sources.one.preset"
                  + " (did you mean 'shop'?)");
      assertThat(failure("sources: {one: {files: x, preset: [shop]}}"))
          .isEqualTo(
              "perennial.yaml line 1: Unknown preset: a list in sources.one.preset"
                  + " (there are: desk, shop)");
    }

    @Test
    void a_change_that_will_not_do_is_shown_where_the_user_wrote_it() {
      assertThat(
              failure(
                  """
                  sources:
                    one:
                      preset: shop
                      files: x
                      columns:
                        time: [a]
                      delimiter: many
                  """))
          .isEqualTo(
              """
              perennial.yaml line 6: Invalid sources.one.columns: a list (must be a mapping of keys to texts)
              perennial.yaml line 7: Invalid sources.one.delimiter: 'many' (must be text, short)""");
    }

    @Test
    void a_key_that_stands_twice_is_still_seen() {
      assertThat(failure("sources:\n  one:\n    preset: shop\n    files: x\n    files: y\n"))
          .contains("line 5: Duplicate key 'files'");
    }

    @Test
    void a_value_of_the_preset_says_where_it_comes_from() {
      Section source = source("preset: shop\ncolumns: {time: Datum}");

      assertThat(source.invalid(DELIMITER, "why"))
          .hasMessage("preset shop line 2: Invalid sources.one.delimiter: \";\" (why)");
      assertThat(source.place()).isEqualTo(new Place(Shop.FILE, 2, 3));
    }

    @Test
    void only_sections_with_names_have_presets() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SectionSpec.of("one", "").presets(PRESETS))
          .withMessage("Cannot give presets to one: it has no names");
    }
  }

  @Test
  void editors_and_the_default_file_know_them() {
    assertThat(JsonSchema.of(ROOT)).contains("\"preset\": {", "\"enum\": [\"desk\", \"shop\"]");
    assertThat(DefaultFile.of(ROOT)).contains("  #  #preset: desk\n");
  }
}
