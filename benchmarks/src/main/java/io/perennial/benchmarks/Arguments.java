// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Named values for a work; they travel to its process as {@code name=value}. Immutable. */
final class Arguments {

  private final Map<String, String> values;

  private Arguments(Map<String, String> values) {
    this.values = values;
  }

  static Arguments none() {
    return new Arguments(Map.of());
  }

  /** These, and one more. */
  Arguments with(String name, Object value) {
    Map<String, String> more = new TreeMap<>(values);
    more.put(name, value.toString());
    return new Arguments(more);
  }

  static Arguments parse(List<String> words) {
    Arguments arguments = none();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("Invalid argument: " + word + " (must be name=value)");
      }
      arguments = arguments.with(word.substring(0, equals), word.substring(equals + 1));
    }
    return arguments;
  }

  List<String> words() {
    List<String> words = new ArrayList<>();
    values.forEach((name, value) -> words.add(name + "=" + value));
    return words;
  }

  String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("Missing argument: " + name + " (given: " + values + ")");
    }
    return value;
  }

  Path path(String name) {
    return Path.of(text(name));
  }

  long number(String name) {
    return Long.parseLong(text(name));
  }

  int count(String name) {
    return Integer.parseInt(text(name));
  }

  /** How often a work does its timed part; {@code otherwise} when it is not said. */
  int rounds(int otherwise) {
    return has("rounds") ? count("rounds") : otherwise;
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  boolean is(String name, String value) {
    return value.equals(values.get(name));
  }
}
