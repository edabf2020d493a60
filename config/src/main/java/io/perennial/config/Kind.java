// SPDX-License-Identifier: Apache-2.0
package io.perennial.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * What values of one type look like in a file.
 *
 * @param expected what a value must be, as in "must be an integer"
 * @param reader from the file
 * @param plain to text, Long, Double, Boolean, List, Map or an empty Optional: equal for equal
 *     values
 * @param schema the JSON Schema of a value
 * @param order where values have one, so that bounds can be set
 */
record Kind<T>(
    String expected,
    Reader<T> reader,
    Function<T, Object> plain,
    Map<String, Object> schema,
    Optional<Comparator<T>> order) {

  /** Takes a value from the file. */
  @FunctionalInterface
  interface Reader<T> {
    /**
     * Reads one value.
     *
     * @throws Misread if the value is of another kind
     */
    T read(Node node, Environment environment, String expected);
  }

  private static final Pattern INTEGER = Pattern.compile("[-+]?\\d{1,19}");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d{1,4})?");
  private static final Map<String, Object> TEXT_SCHEMA =
      Map.of("type", List.of("string", "number", "boolean"));
  private static final Map<String, Object> ENVIRONMENT_SCHEMA =
      Map.of("$ref", "#/$defs/environment");

  static Kind<String> text() {
    return scalar("text", text -> text, text -> text, TEXT_SCHEMA, Optional.empty());
  }

  static Kind<Integer> integer() {
    return scalar(
        "an integer",
        text -> Integer.valueOf(matching(INTEGER, text)),
        Integer::longValue,
        Map.of("type", "integer"),
        Optional.of(Comparator.<Integer>naturalOrder()));
  }

  static Kind<Long> longInteger() {
    return scalar(
        "an integer",
        text -> Long.valueOf(matching(INTEGER, text)),
        value -> value,
        Map.of("type", "integer"),
        Optional.of(Comparator.<Long>naturalOrder()));
  }

  static Kind<Double> number() {
    return scalar(
        "a number",
        Kind::finite,
        value -> value,
        Map.of("type", "number"),
        Optional.of(Comparator.<Double>naturalOrder()));
  }

  static Kind<Double> share() {
    return scalar(
        "a share from 0 to 1, such as 0.05 or 5%",
        Kind::shareOf,
        value -> value,
        Map.of(
            "anyOf",
            List.of(
                Map.of("type", "number", "minimum", 0L, "maximum", 1L),
                Map.of("type", "string", "pattern", "^[0-9.]+%$"))),
        Optional.of(Comparator.<Double>naturalOrder()));
  }

  static Kind<Boolean> flag() {
    return scalar(
        "true or false", Kind::truth, value -> value, Map.of("type", "boolean"), Optional.empty());
  }

  static Kind<Duration> duration() {
    return scalar(
        "a duration such as 30s, 5m, 2h, 7d or 1h30m",
        DurationText::parse,
        DurationText::of,
        Map.of("type", "string", "pattern", DurationText.FORM),
        Optional.of(Comparator.<Duration>naturalOrder()));
  }

  static Kind<ByteSize> bytes() {
    return scalar(
        "a size such as 4GB, 512MiB or 50%",
        ByteSize::parse,
        ByteSize::toString,
        Map.of("type", "string", "pattern", "^[0-9.]+ ?([KMGTkmgt]?[iI]?[bB]|%)$"),
        Optional.empty());
  }

  static Kind<Path> path() {
    return scalar(
        "a path",
        text -> Path.of(matching(Pattern.compile("(?s).+"), text)),
        path -> path.normalize().toString().replace(path.getFileSystem().getSeparator(), "/"),
        TEXT_SCHEMA,
        Optional.empty());
  }

  /** Whatever a function makes of a text; what {@code toString} says of it must read back. */
  static <T> Kind<T> parsed(String expected, Function<String, T> parser) {
    return scalar(expected, parser, String::valueOf, TEXT_SCHEMA, Optional.empty());
  }

  static <E extends Enum<E>> Kind<E> choice(List<E> values) {
    Map<String, E> byWord = new LinkedHashMap<>();
    values.forEach(value -> byWord.put(word(value), value));
    List<String> words = List.copyOf(byWord.keySet());
    Reader<E> reader =
        (node, environment, expected) -> {
          String text = scalarText(node, environment, expected);
          E value = byWord.get(text);
          if (value == null) {
            String meant =
                Nearest.to(text, words).map(near -> "; did you mean '" + near + "'?").orElse("");
            throw new Misread(node, "must be " + expected + meant);
          }
          return value;
        };
    return new Kind<>(
        words.size() == 1 ? words.get(0) : "one of " + String.join(", ", words),
        reader,
        Kind::word,
        orEnvironment(Map.of("enum", words)),
        Optional.empty());
  }

  static Kind<List<String>> textList() {
    return new Kind<>(
        "a list of texts",
        Kind::texts,
        Kind::plainList,
        Map.of("type", "array", "items", TEXT_SCHEMA),
        Optional.empty());
  }

  static Kind<List<String>> textOrList() {
    Reader<List<String>> reader =
        (node, environment, expected) ->
            node instanceof ScalarNode
                ? List.of(scalarText(node, environment, expected))
                : texts(node, environment, expected);
    return new Kind<>(
        "a text or a list of texts",
        reader,
        texts -> texts.size() == 1 ? texts.get(0) : plainList(texts),
        Map.of("anyOf", List.of(TEXT_SCHEMA, Map.of("type", "array", "items", TEXT_SCHEMA))),
        Optional.empty());
  }

  static Kind<Map<String, String>> textMap() {
    return new Kind<>(
        "a mapping of keys to texts",
        Kind::textMapping,
        LinkedHashMap::new,
        Map.of("type", "object", "additionalProperties", TEXT_SCHEMA),
        Optional.empty());
  }

  /** Names alone stand for themselves: a name, a list of names, or texts by names. */
  static Kind<Map<String, String>> namesOrMap() {
    Reader<Map<String, String>> reader =
        (node, environment, expected) -> {
          if (node instanceof MappingNode) {
            return textMapping(node, environment, expected);
          }
          List<String> names = textOrList().reader().read(node, environment, expected);
          Map<String, String> same = new LinkedHashMap<>();
          names.forEach(name -> same.put(name, name));
          return Collections.unmodifiableMap(same);
        };
    return new Kind<>(
        "a text, a list of texts, or a mapping of keys to texts",
        reader,
        Kind::plainNames,
        Map.of(
            "anyOf",
            List.of(
                TEXT_SCHEMA,
                Map.of("type", "array", "items", TEXT_SCHEMA),
                Map.of("type", "object", "additionalProperties", TEXT_SCHEMA))),
        Optional.empty());
  }

  private static Object plainNames(Map<String, String> names) {
    if (names.entrySet().stream().anyMatch(name -> !name.getKey().equals(name.getValue()))) {
      return new LinkedHashMap<>(names);
    }
    return names.size() == 1 ? names.keySet().iterator().next() : List.copyOf(names.keySet());
  }

  static Kind<Map<String, Map<String, String>>> textMaps() {
    Reader<Map<String, Map<String, String>>> reader =
        (node, environment, expected) -> {
          if (!(node instanceof MappingNode mapping)) {
            throw new Misread(node, "must be " + expected);
          }
          Map<String, Map<String, String>> maps = new LinkedHashMap<>();
          for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
              throw new Misread(entry.getKeyNode(), "must be " + expected);
            }
            Map<String, String> texts = textMapping(entry.getValueNode(), environment, expected);
            if (maps.put(key.getValue(), texts) != null) {
              throw new Misread(key, "stands there twice; keep one");
            }
          }
          return Collections.unmodifiableMap(maps);
        };
    return new Kind<>(
        "a mapping of keys to mappings of texts",
        reader,
        LinkedHashMap::new,
        Map.of(
            "type",
            "object",
            "additionalProperties",
            Map.of("type", "object", "additionalProperties", TEXT_SCHEMA)),
        Optional.empty());
  }

  /** The same, where nothing at all is a value too: absent from the file. */
  Kind<Optional<T>> optional() {
    return new Kind<>(
        expected,
        (node, environment, wanted) -> Optional.of(reader.read(node, environment, wanted)),
        value -> value.map(plain).orElse(Optional.empty()),
        schema,
        Optional.empty());
  }

  private static <T> Kind<T> scalar(
      String expected,
      Function<String, T> parser,
      Function<T, Object> plain,
      Map<String, Object> schema,
      Optional<Comparator<T>> order) {
    Reader<T> reader =
        (node, environment, wanted) -> {
          String text = scalarText(node, environment, wanted);
          try {
            return parser.apply(text);
          } catch (RuntimeException notOfThisKind) {
            throw new Misread(node, "must be " + wanted);
          }
        };
    Map<String, Object> whole = schema.equals(TEXT_SCHEMA) ? schema : orEnvironment(schema);
    return new Kind<>(expected, reader, plain, whole, order);
  }

  /** A value of another type than text may also be a text that names a variable. */
  private static Map<String, Object> orEnvironment(Map<String, Object> schema) {
    return Map.of("anyOf", List.of(schema, ENVIRONMENT_SCHEMA));
  }

  private static String scalarText(Node node, Environment environment, String expected) {
    if (!(node instanceof ScalarNode scalar)) {
      throw new Misread(node, "must be " + expected);
    }
    if (isNothing(node)) {
      throw new Misread(node, "must be " + expected + "; delete the key if there is no value");
    }
    try {
      return environment.substitute(scalar.getValue());
    } catch (Environment.UnknownVariable unknown) {
      throw new Misread(node, unknown.getMessage());
    }
  }

  /** Whether a key stands there without a value ({@code key:}, {@code ~} or {@code null}). */
  static boolean isNothing(Node node) {
    return node instanceof ScalarNode && node.getTag().equals(Tag.NULL);
  }

  private static List<String> texts(Node node, Environment environment, String expected) {
    if (!(node instanceof SequenceNode sequence)) {
      throw new Misread(node, "must be " + expected);
    }
    List<String> texts = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      texts.add(scalarText(item, environment, expected));
    }
    return List.copyOf(texts);
  }

  private static Map<String, String> textMapping(
      Node node, Environment environment, String expected) {
    if (!(node instanceof MappingNode mapping)) {
      throw new Misread(node, "must be " + expected);
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (NodeTuple entry : mapping.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        throw new Misread(entry.getKeyNode(), "must be " + expected);
      }
      String value = scalarText(entry.getValueNode(), environment, expected);
      if (texts.put(key.getValue(), value) != null) {
        throw new Misread(key, "stands there twice; keep one");
      }
    }
    return Collections.unmodifiableMap(texts);
  }

  private static Object plainList(List<String> texts) {
    return List.copyOf(texts);
  }

  private static String matching(Pattern form, String text) {
    if (!form.matcher(text).matches()) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  private static Double finite(String text) {
    double value = Double.parseDouble(matching(NUMBER, text));
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(text);
    }
    return value == 0 ? 0.0 : value; // -0 and 0 are the same setting
  }

  private static Double shareOf(String text) {
    double value =
        text.endsWith("%")
            ? finite(text.substring(0, text.length() - 1).strip()) / 100
            : finite(text);
    if (value < 0 || value > 1) {
      throw new IllegalArgumentException(text);
    }
    return value;
  }

  private static Boolean truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
