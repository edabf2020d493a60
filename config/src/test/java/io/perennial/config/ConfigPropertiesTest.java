// SPDX-License-Identifier: Apache-2.0
package io.perennial.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class ConfigPropertiesTest {

  /** Texts with all that YAML and JSON find hard. */
  @Provide
  Arbitrary<String> hardTexts() {
    Arbitrary<String> any =
        Arbitraries.strings().ofMaxLength(12).filter(ConfigPropertiesTest::whole);
    Arbitrary<String> signs =
        Arbitraries.strings()
            .withChars("${}:-#*&!|>'\"\\%@`[], \n\tnoyes0123.~?e_")
            .ofMaxLength(10);
    Arbitrary<String> words =
        Arbitraries.of("null", "~", "true", "No", "1e5", "0x1F", "---", "${A}", "$${A}", "=", "<<");
    return Arbitraries.oneOf(any, signs, words);
  }

  /** No half of a surrogate pair: such a text is no Unicode. */
  private static boolean whole(String text) {
    return text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
  }

  @Provide
  Arbitrary<Section> sources() {
    Arbitrary<String> texts = hardTexts();
    return Combinators.combine(
            texts.list().ofMinSize(1).ofMaxSize(3),
            texts,
            texts.optional(),
            Arbitraries.maps(texts, texts).ofMaxSize(3),
            Arbitraries.integers().greaterOrEqual(0))
        .as(
            (files, delimiter, format, columns, skip) -> {
              Section source =
                  Section.of(Shop.SOURCE)
                      .with(Shop.FILES, files)
                      .with(Shop.DELIMITER, delimiter)
                      .with(Shop.COLUMNS, columns)
                      .with(Shop.SKIP, skip);
              return format.isEmpty() ? source : source.with(Shop.DATE_FORMAT, format);
            });
  }

  @Property(tries = 500, seed = "1")
  void what_is_written_reads_back(@ForAll("sources") Section source) {
    Section root =
        Section.of(Shop.ROOT)
            .withNamed(Shop.SOURCE, "orders", source)
            .withNamed(Shop.SOURCE, "no", source);

    Section read = Shop.parse(root.yaml());

    assertThat(read.canonical()).isEqualTo(root.canonical());
    assertThat(read.named(Shop.SOURCE).get("no").value(Shop.COLUMNS))
        .containsExactlyEntriesOf(source.value(Shop.COLUMNS));
  }

  @Property(tries = 500, seed = "2")
  void what_is_written_fits_the_schema_and_is_what_other_yaml_readers_see(
      @ForAll("sources") Section source) {
    Section root = Section.of(Shop.ROOT).withNamed(Shop.SOURCE, "orders", source);
    Object loaded = new Load(LoadSettings.builder().build()).loadFromString(root.yaml());

    assertThat(SchemaCheck.violations(JsonSchema.of(Shop.ROOT), loaded)).isEmpty();
    Map<?, ?> orders = (Map<?, ?>) ((Map<?, ?>) ((Map<?, ?>) loaded).get("sources")).get("orders");
    assertThat(orders.get("delimiter")).isEqualTo(Environment.escape(source.value(Shop.DELIMITER)));
  }

  @Property(seed = "3")
  void the_default_file_of_any_defaults_reads_back(
      @ForAll("hardTexts") String text,
      @ForAll int integer,
      @ForAll long longInteger,
      @ForAll @DoubleRange(min = -1e9, max = 1e9) double number,
      @ForAll @DoubleRange(min = 0, max = 1) double share,
      @ForAll boolean flag,
      @ForAll @LongRange(min = 0) long bytes,
      @ForAll @LongRange(min = 0) long millis,
      @ForAll("docs") String doc) {
    SectionSpec inner =
        SectionSpec.of(
            "inner",
            doc,
            Setting.text("a").defaultValue(text).doc(doc),
            Setting.integer("b").defaultValue(integer),
            Setting.longInteger("c").defaultValue(longInteger),
            Setting.number("d").defaultValue(number),
            Setting.share("e").defaultValue(share),
            Setting.flag("f").defaultValue(flag),
            Setting.bytes("g").defaultValue(ByteSize.ofBytes(bytes)),
            Setting.duration("h").defaultValue(Duration.ofMillis(millis)),
            Setting.textList("i").defaultValue(List.of(text, "", text)),
            Setting.textOrList("j").defaultValue(List.of(text)),
            Setting.textMap("k").defaultValue(Map.of(text, text)),
            Setting.path("l").defaultValue(Path.of("a b", "#c: d")),
            Setting.text("m").defaultValue(text).secret());
    SectionSpec root = SectionSpec.root(doc, inner);
    String defaults = Section.of(root).canonical();
    String file = DefaultFile.of(root);
    String uncommented = DefaultFileTest.uncomment(file);

    assertThat(read(root, file).canonical()).isEqualTo(defaults);
    assertThat(read(root, uncommented.replaceAll("(?m)^  m:$", "")).canonical())
        .isEqualTo(defaults);
    assertThat(JsonSchemaTest.json(JsonSchema.of(root)).at("/properties/inner").isObject())
        .isTrue();
  }

  @Provide
  Arbitrary<String> docs() {
    return Arbitraries.strings().withChars("ab #:'\"-\n\t${}é").ofMaxLength(200);
  }

  private static Section read(SectionSpec root, String text) {
    return Configuration.parse(text, Shop.FILE, root, Map.of());
  }

  @Property(seed = "4")
  void a_key_with_one_typing_error_names_the_right_one(
      @ForAll @IntRange(min = 0, max = 8) int at,
      @ForAll("typingErrors") String error,
      @ForAll("keys") Part key) {
    String right = key.name();
    int place = Math.min(at, right.length() - 2);
    String rest = right.substring(place + 1);
    String wrong =
        right.substring(0, place)
            + switch (error) {
              case "left out" -> rest;
              case "doubled" -> right.substring(place, place + 1) + right.substring(place);
              case "swapped" ->
                  rest.charAt(0) + right.substring(place, place + 1) + rest.substring(1);
              default -> "x" + rest;
            };
    Optional<String> near = Nearest.to(wrong, Shop.SOURCE.parts().keySet());

    assertThat(near).as(wrong).contains(right);
  }

  @Provide
  Arbitrary<String> typingErrors() {
    return Arbitraries.of("left out", "doubled", "swapped", "another letter");
  }

  @Provide
  Arbitrary<Part> keys() {
    return Arbitraries.of(Shop.SOURCE.parts().values());
  }

  @Property(seed = "5")
  void the_distance_of_words_is_a_distance(
      @ForAll("shortWords") String a, @ForAll("shortWords") String b) {
    int distance = Nearest.distance(a, b);

    assertThat(distance).isEqualTo(Nearest.distance(b, a));
    assertThat(distance == 0).isEqualTo(a.equals(b));
    assertThat(distance)
        .isBetween(Math.abs(a.length() - b.length()), Math.max(a.length(), b.length()));
  }

  @Provide
  Arbitrary<String> shortWords() {
    return Arbitraries.strings().withChars("abc-").ofMaxLength(6);
  }

  @Property(tries = 2000, seed = "6")
  void any_text_is_read_or_refused_with_a_line(@ForAll("yamlLike") String text) {
    try {
      Shop.parse(text);
    } catch (ConfigException refused) {
      assertThat(refused.problems())
          .allSatisfy(problem -> assertThat(problem.message()).isNotBlank())
          .allSatisfy(problem -> assertThat(problem.place().file()).isEqualTo(Shop.FILE));
    }
  }

  @Provide
  Arbitrary<String> yamlLike() {
    return Arbitraries.of(
            "sources",
            "engine",
            "serve",
            "port",
            "a",
            ":",
            ": ",
            "\n",
            "\n  ",
            "\n    ",
            "- ",
            "[",
            "]",
            "{",
            "}",
            "'",
            "\"",
            "&a ",
            "*a",
            "!t ",
            "|",
            ">",
            "#",
            "\t",
            "${",
            "}",
            "1",
            "?",
            "\u0000",
            "\uD83D\uDE00",
            "---\n",
            "%",
            "null",
            "<<")
        .list()
        .ofMaxSize(14)
        .map(pieces -> String.join("", pieces));
  }
}
