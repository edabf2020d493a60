// SPDX-License-Identifier: Apache-2.0
package io.perennial.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * One key of the file: its name, the kind of its value, its bounds, its default and what it is for.
 * Immutable; each method that changes something gives another setting. A setting is required unless
 * it has a {@link #defaultValue} or is {@link #optional}.
 *
 * @param <T> what {@link Section#value} gives
 */
public final class Setting<T> implements Part {

  /** What stands for the value of a secret wherever it might be seen. */
  static final String MASK = "***";

  /** One bound: what must hold, in words, and the words that JSON Schema has for it, if any. */
  private record Rule<T>(Predicate<T> holds, String must, Map<String, Object> schema) {}

  private final String name;
  private final String doc;
  private final Kind<T> kind;
  private final List<Rule<T>> rules;
  private final Optional<T> defaultValue;
  private final Optional<T> example;
  private final boolean secret;

  private Setting(
      String name,
      String doc,
      Kind<T> kind,
      List<Rule<T>> rules,
      Optional<T> defaultValue,
      Optional<T> example,
      boolean secret) {
    this.name = name;
    this.doc = doc;
    this.kind = kind;
    this.rules = List.copyOf(rules);
    this.defaultValue = defaultValue;
    this.example = example;
    this.secret = secret;
    defaultValue.ifPresent(this::check);
    example.ifPresent(this::check);
  }

  private static <T> Setting<T> of(String name, Kind<T> kind) {
    return new Setting<>(
        SectionSpec.kebab(name), "", kind, List.of(), Optional.empty(), Optional.empty(), false);
  }

  /** Any text; what YAML would read as a number or a truth value is taken as written. */
  public static Setting<String> text(String name) {
    return of(name, Kind.text());
  }

  /** A whole number of 32 bits. */
  public static Setting<Integer> integer(String name) {
    return of(name, Kind.integer());
  }

  /** A whole number of 64 bits, such as a seed. */
  public static Setting<Long> longInteger(String name) {
    return of(name, Kind.longInteger());
  }

  /** A finite number. */
  public static Setting<Double> number(String name) {
    return of(name, Kind.number());
  }

  /** A number in [0, 1], written {@code 0.05} or {@code 5%}. */
  public static Setting<Double> share(String name) {
    return of(name, Kind.share());
  }

  /** {@code true} or {@code false}. */
  public static Setting<Boolean> flag(String name) {
    return of(name, Kind.flag());
  }

  /** One of the given constants, written in lower case with dashes: {@code HALF_UP} as half-up. */
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public static <E extends Enum<E>> Setting<E> choice(String name, E... values) {
    return of(name, Kind.choice(List.of(values)));
  }

  /** A length of time to the millisecond, written {@code 30s}, {@code 1h30m}, {@code 7d}. */
  public static Setting<Duration> duration(String name) {
    return of(name, Kind.duration());
  }

  /** Memory or disk, written {@code 4GB}, {@code 512MiB} or {@code 50%}. */
  public static Setting<ByteSize> bytes(String name) {
    return of(name, Kind.bytes());
  }

  /**
   * A path as written; {@link Section#folder} is what a relative one is relative to, so that a
   * workspace may be copied.
   */
  public static Setting<Path> path(String name) {
    return of(name, Kind.path());
  }

  /** A list of texts, possibly empty. */
  public static Setting<List<String>> textList(String name) {
    return of(name, Kind.textList());
  }

  /** A list of texts; one alone may be written without the list. */
  public static Setting<List<String>> textOrList(String name) {
    return of(name, Kind.textOrList());
  }

  /** Texts by keys that the user gives, in the order of the file. */
  public static Setting<Map<String, String>> textMap(String name) {
    return of(name, Kind.textMap());
  }

  /**
   * Texts by names: a mapping, or names that stand for themselves, one alone or in a list, so that
   * {@code [a, b]} is {@code {a: a, b: b}}.
   */
  public static Setting<Map<String, String>> namesOrMap(String name) {
    return of(name, Kind.namesOrMap());
  }

  /** Mappings of texts by keys that the user gives, in the order of the file. */
  public static Setting<Map<String, Map<String, String>>> textMaps(String name) {
    return of(name, Kind.textMaps());
  }

  /**
   * What {@code parser} makes of a text, for instance {@code parsed("zone", "a time zone such as
   * Europe/Berlin", ZoneId::of)}. Any exception of the parser means that the text is not one;
   * {@code toString} of the result must be readable again.
   */
  public static <T> Setting<T> parsed(String name, String what, Function<String, T> parser) {
    return of(name, Kind.parsed(what, parser));
  }

  /** What it is for, in one line without a full stop. */
  public Setting<T> doc(String line) {
    return new Setting<>(name, line, kind, rules, defaultValue, example, secret);
  }

  /** The value where the file has none. */
  public Setting<T> defaultValue(T value) {
    return new Setting<>(name, doc, kind, rules, Optional.of(value), example, secret);
  }

  /** A value to show in the default file and in editors, for a setting that has no default. */
  public Setting<T> example(T value) {
    return new Setting<>(name, doc, kind, rules, defaultValue, Optional.of(value), secret);
  }

  /** A value that is never shown: not in messages, not in {@link Section#canonical}. */
  public Setting<T> secret() {
    return new Setting<>(name, doc, kind, rules, defaultValue, example, true);
  }

  /**
   * Bounds below, included.
   *
   * @throws IllegalArgumentException if the values of this kind have no order
   */
  public Setting<T> atLeast(T least) {
    Comparator<T> order = order();
    return rule(value -> order.compare(value, least) >= 0, ">=", "minimum", least);
  }

  /**
   * Bounds above, included.
   *
   * @throws IllegalArgumentException if the values of this kind have no order
   */
  public Setting<T> atMost(T most) {
    Comparator<T> order = order();
    return rule(value -> order.compare(value, most) <= 0, "<=", "maximum", most);
  }

  /**
   * Bounds below, excluded.
   *
   * @throws IllegalArgumentException if the values of this kind have no order
   */
  public Setting<T> above(T bound) {
    Comparator<T> order = order();
    return rule(value -> order.compare(value, bound) > 0, ">", "exclusiveMinimum", bound);
  }

  /** Asks for more; {@code must} goes on from "must be", as in "a list with at least one file". */
  public Setting<T> check(Predicate<T> holds, String must) {
    return withRule(new Rule<>(holds, must, Map.of()));
  }

  /** May be absent: then the value is empty. To be said last, after bounds: it changes the type. */
  public Setting<Optional<T>> optional() {
    List<Rule<Optional<T>>> lifted = new ArrayList<>();
    for (Rule<T> rule : rules) {
      Predicate<Optional<T>> holds = value -> value.isEmpty() || rule.holds().test(value.get());
      lifted.add(new Rule<>(holds, rule.must(), rule.schema()));
    }
    Setting<Optional<T>> absent =
        new Setting<>(
            name,
            doc,
            kind.optional(),
            lifted,
            Optional.of(Optional.empty()),
            Optional.empty(),
            secret);
    return example.isPresent() ? absent.example(example) : absent;
  }

  private Comparator<T> order() {
    return kind.order()
        .orElseThrow(
            () -> new IllegalArgumentException("Invalid bound of " + name + ": it has no order"));
  }

  private Setting<T> rule(Predicate<T> holds, String sign, String keyword, T bound) {
    Object plain = kind.plain().apply(bound);
    Map<String, Object> schema = plain instanceof Number ? Map.of(keyword, plain) : Map.of();
    return withRule(new Rule<>(holds, sign + " " + plain, schema));
  }

  private Setting<T> withRule(Rule<T> rule) {
    List<Rule<T>> more = new ArrayList<>(rules);
    more.add(rule);
    return new Setting<>(name, doc, kind, more, defaultValue, example, secret);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String doc() {
    return doc;
  }

  boolean isRequired() {
    return defaultValue.isEmpty();
  }

  /** Whether "absent" is a value: then that is the default. */
  boolean isOptional() {
    return plainDefault().filter(Optional.class::isInstance).isPresent();
  }

  boolean isSecret() {
    return secret;
  }

  Optional<T> defaultValue() {
    return defaultValue;
  }

  /** The default as a plain value; an empty Optional within means "absent". */
  Optional<Object> plainDefault() {
    return defaultValue.map(kind.plain());
  }

  Optional<Object> plainExample() {
    return example.map(kind.plain());
  }

  /** What a value must be, with its bounds: "an integer, >= 2". */
  String expected() {
    StringBuilder words = new StringBuilder(kind.expected());
    rules.forEach(rule -> words.append(", ").append(rule.must()));
    return words.toString();
  }

  /** The JSON Schema of a value, and the bounds to put beside its type. */
  Map<String, Object> schema() {
    return kind.schema();
  }

  List<Map<String, Object>> boundSchemas() {
    return rules.stream().map(Rule::schema).toList();
  }

  /**
   * The value that stands in the file.
   *
   * @throws Misread if it is of another kind or out of bounds
   */
  T read(Node node, Environment environment) {
    T value = kind.reader().read(node, environment, expected());
    if (!holds(value)) {
      throw new Misread(node, "must be " + expected());
    }
    return value;
  }

  private boolean holds(T value) {
    return rules.stream().allMatch(rule -> rule.holds().test(value));
  }

  /**
   * Gives a value back.
   *
   * @throws IllegalArgumentException if it is out of bounds
   */
  T check(T value) {
    if (!holds(value)) {
      throw new IllegalArgumentException(
          "Invalid " + name + ": " + shown(value) + " (must be " + expected() + ")");
    }
    return value;
  }

  /** A value as plain text, numbers, lists and maps; masked if it is a secret. */
  Object plain(T value) {
    return secret ? MASK : kind.plain().apply(value);
  }

  String shown(T value) {
    return Json.compact(plain(value));
  }

  @Override
  public String toString() {
    return name;
  }
}
