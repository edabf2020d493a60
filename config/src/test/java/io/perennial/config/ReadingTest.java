// SPDX-License-Identifier: Apache-2.0
package io.perennial.config;

import static io.perennial.config.Shop.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingTest {

  static final String FULL =
      """
      zone: Europe/Berlin
      sources:
        tickets:
          files: [a.csv, b.csv]
          delimiter: ";"
          date-format: yyyy-MM-dd
          columns:
            id: customer
            when: 2024
          skip-lines: 3
        orders:
          files: data/*.csv
      engine:
        kind: hand-made
        memory: 1.5 GiB
        timeout: 1h30m
        spill: /tmp/spill
        extensions:
          - icu
          - json
      serve:
        port: 80
        limits:
          tolerance: 12.5%
          rate: -1e-1
          seed: -9223372036854775808
          dry-run: true
      """;

  @Test
  void every_kind_of_value_is_read_with_its_type() {
    Section root = parse(FULL);

    assertThat(root.value(Shop.ZONE)).isEqualTo(ZoneId.of("Europe/Berlin"));
    Section tickets = root.named(Shop.SOURCE).get("tickets");
    assertThat(tickets.value(Shop.FILES)).containsExactly("a.csv", "b.csv");
    assertThat(tickets.value(Shop.DELIMITER)).isEqualTo(";");
    assertThat(tickets.value(Shop.DATE_FORMAT)).contains("yyyy-MM-dd");
    assertThat(tickets.value(Shop.COLUMNS))
        .containsExactly(Map.entry("id", "customer"), Map.entry("when", "2024"));
    assertThat(tickets.value(Shop.SKIP)).isEqualTo(3);
    Section engine = root.section(Shop.ENGINE);
    assertThat(engine.value(Shop.KIND)).isEqualTo(Shop.EngineKind.HAND_MADE);
    assertThat(engine.value(Shop.MEMORY)).isEqualTo(ByteSize.ofBytes(3L << 29));
    assertThat(engine.value(Shop.TIMEOUT)).isEqualTo(Duration.ofMinutes(90));
    assertThat(engine.value(Shop.SPILL)).isEqualTo(Path.of("/tmp/spill"));
    assertThat(engine.value(Shop.EXTENSIONS)).containsExactly("icu", "json");
    Section serve = root.section(Shop.SERVE);
    assertThat(serve.value(Shop.PORT)).isEqualTo(80);
    Section limits = serve.section(Shop.LIMITS);
    assertThat(limits.value(Shop.TOLERANCE)).isEqualTo(0.125);
    assertThat(limits.value(Shop.RATE)).isEqualTo(-0.1);
    assertThat(limits.value(Shop.SEED)).isEqualTo(Long.MIN_VALUE);
    assertThat(limits.value(Shop.DRY)).isTrue();
  }

  @Test
  void named_sections_keep_the_order_of_the_file() {
    assertThat(parse(FULL).named(Shop.SOURCE)).containsOnlyKeys("tickets", "orders");
    assertThat(parse(FULL).named(Shop.SOURCE).keySet()).containsExactly("tickets", "orders");
  }

  @Test
  void one_text_is_a_list_of_one() {
    Section orders = parse(FULL).named(Shop.SOURCE).get("orders");

    assertThat(orders.value(Shop.FILES)).isEqualTo(List.of("data/*.csv"));
  }

  @Test
  void what_is_absent_has_its_default_at_every_depth() {
    Section root = parse("# nothing but a comment\n");

    assertThat(root.value(Shop.ZONE)).isEqualTo(ZoneId.of("UTC"));
    assertThat(root.named(Shop.SOURCE)).isEmpty();
    assertThat(root.section(Shop.SERVE).section(Shop.LIMITS).value(Shop.SEED)).isEqualTo(42);
    assertThat(root.section(Shop.SERVE).value(Shop.PASSWORD)).isEmpty();
  }

  @Test
  void a_section_without_a_value_has_its_defaults() {
    assertThat(parse("engine:\n").section(Shop.ENGINE).value(Shop.KIND))
        .isEqualTo(Shop.EngineKind.DUCKDB);
  }

  @Test
  void what_looks_like_another_type_is_text_where_text_is_asked_for() {
    Section orders =
        parse("sources: {orders: {files: 2024, delimiter: no, date-format: 1.0}}")
            .named(Shop.SOURCE)
            .get("orders");

    assertThat(orders.value(Shop.FILES)).containsExactly("2024");
    assertThat(orders.value(Shop.DELIMITER)).isEqualTo("no");
    assertThat(orders.value(Shop.DATE_FORMAT)).contains("1.0");
  }

  @Test
  void anchors_may_be_used() {
    Section root = parse("sources:\n  a: &same\n    files: x.csv\n    skip-lines: 2\n  b: *same\n");

    assertThat(root.named(Shop.SOURCE).get("b").value(Shop.SKIP)).isEqualTo(2);
  }

  @Test
  void a_byte_order_mark_is_no_part_of_the_first_key(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("perennial.yaml"), "\uFEFFzone: UTC\n");

    assertThat(Configuration.read(file, Shop.ROOT, Map.of()).isSet(Shop.ZONE)).isTrue();
  }

  @Nested
  class Places {

    @Test
    void a_value_knows_its_file_line_and_column() {
      Section tickets = parse(FULL).named(Shop.SOURCE).get("tickets");

      assertThat(tickets.place(Shop.DELIMITER)).isEqualTo(new Place(Shop.FILE, 5, 16));
      assertThat(tickets.place(Shop.DELIMITER)).hasToString("perennial.yaml line 5");
      assertThat(tickets.path()).isEqualTo("sources.tickets");
      assertThat(tickets).hasToString("sources.tickets (perennial.yaml line 3)");
    }

    @Test
    void a_default_stands_where_its_section_does() {
      Section orders = parse(FULL).named(Shop.SOURCE).get("orders");

      assertThat(orders.isSet(Shop.DELIMITER)).isFalse();
      assertThat(orders.place(Shop.DELIMITER)).isEqualTo(orders.place());
      assertThat(orders.place().line()).isEqualTo(11);
    }

    @Test
    void a_reader_that_knows_more_can_refuse_a_value_with_its_place() {
      Section tickets = parse(FULL).named(Shop.SOURCE).get("tickets");

      assertThat(tickets.invalid(Shop.DELIMITER, "a.csv has only commas"))
          .hasMessage(
              "perennial.yaml line 5: Invalid sources.tickets.delimiter: \";\""
                  + " (a.csv has only commas)");
    }

    @Test
    void relative_paths_are_relative_to_the_file() {
      Path file = Path.of("/srv/shop/perennial.yaml");
      Section root = Configuration.parse("engine: {}", file, Shop.ROOT, Map.of());

      Section engine = root.section(Shop.ENGINE);
      assertThat(engine.folder()).isEqualTo(Path.of("/srv/shop"));
      assertThat(engine.value(Shop.SPILL)).isEqualTo(Path.of("state/spill"));
      assertThat(engine.path(Shop.SPILL)).isEqualTo(Path.of("/srv/shop/state/spill"));
      assertThat(parse(FULL).section(Shop.ENGINE).path(Shop.SPILL))
          .isEqualTo(Path.of("/tmp/spill"));
    }
  }

  @Nested
  class Variables {

    private static final Map<String, String> ENVIRONMENT =
        Map.of("PORT", "9000", "EMPTY", "", "TRICKY", "${PORT} $1 \\ {");

    @Test
    void are_filled_in_whatever_the_kind() {
      Section root =
          parse(
              "serve: {port: '${PORT}'}\nsources: {a: {files: ['${EMPTY}x', '${DIR:-data}/*']}}",
              ENVIRONMENT);

      assertThat(root.section(Shop.SERVE).value(Shop.PORT)).isEqualTo(9000);
      assertThat(root.named(Shop.SOURCE).get("a").value(Shop.FILES)).containsExactly("x", "data/*");
    }

    @Test
    void have_their_default_when_empty_or_not_set() {
      assertThat(delimiter("${EMPTY:-;}${NONE:-}")).isEqualTo(";");
    }

    @Test
    void are_not_read_in_what_a_variable_holds() {
      assertThat(delimiter("${TRICKY}")).isEqualTo("${PORT} $1 \\ {");
    }

    @Test
    void a_doubled_dollar_stands_for_itself() {
      assertThat(delimiter("$${PORT} costs $5")).isEqualTo("${PORT} costs $5");
    }

    private String delimiter(String text) {
      return parse("sources: {a: {files: x, delimiter: '" + text + "'}}", ENVIRONMENT)
          .named(Shop.SOURCE)
          .get("a")
          .value(Shop.DELIMITER);
    }
  }

  @Nested
  class In_code {

    @Test
    void a_section_is_made_of_defaults_and_values() {
      Section source =
          Section.of(Shop.SOURCE)
              .with(Shop.FILES, List.of("x.csv"))
              .with(Shop.DATE_FORMAT, Optional.of("dd.MM.yyyy"));
      Section root = Section.of(Shop.ROOT).withNamed(Shop.SOURCE, "orders", source);

      assertThat(root.canonical())
          .isEqualTo(
              parse("sources: {orders: {files: x.csv, date-format: dd.MM.yyyy}}").canonical());
      assertThat(root.yaml())
          .isEqualTo("sources:\n  orders:\n    files: x.csv\n    date-format: dd.MM.yyyy\n");
    }

    @Test
    void a_value_out_of_bounds_is_refused() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Section.of(Shop.SERVE).with(Shop.PORT, 0))
          .withMessage("Invalid port: 0 (must be an integer, >= 1, <= 65535)");
    }

    @Test
    void a_required_value_cannot_be_read_before_it_is_given() {
      assertThatIllegalStateException()
          .isThrownBy(() -> Section.of(Shop.SOURCE).value(Shop.FILES))
          .withMessage("Missing sources.files");
    }

    @Test
    void a_setting_of_another_section_is_refused() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Section.of(Shop.SERVE).value(Shop.DELIMITER))
          .withMessage("Unknown part 'delimiter' of section 'serve'");
    }

    @Test
    void one_section_and_named_ones_are_not_confused() {
      Section root = Section.of(Shop.ROOT);

      assertThatIllegalArgumentException().isThrownBy(() -> root.section(Shop.SOURCE));
      assertThatIllegalArgumentException().isThrownBy(() -> root.named(Shop.ENGINE));
    }
  }
}
