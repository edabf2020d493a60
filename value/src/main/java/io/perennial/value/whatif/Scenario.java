// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.whatif;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Something that could be otherwise, by name. Its text says all of it and reads back: the same
 * text, models and seed give the same bits. The order of the changes has no meaning.
 *
 * @param name one line
 * @param scope whom it concerns
 * @param changes in the order of their texts; none is the world as it is
 */
public record Scenario(String name, Scope scope, List<Change> changes) {

  public Scenario {
    name = name("scenario", name);
    List<Change> ordered = new ArrayList<>(changes);
    ordered.sort(Comparator.comparing(Change::text));
    changes = List.copyOf(ordered);
    Set<String> keys = new HashSet<>();
    for (Change change : changes) {
      if (!keys.add(change.key())) {
        throw new IllegalArgumentException(
            "Invalid scenario " + name + ": two changes of one kind, the second: " + change.text());
      }
    }
  }

  /** A scenario for all customers. */
  public static Scenario of(String name, Change... changes) {
    return new Scenario(name, Scope.all(), List.of(changes));
  }

  /** The same for others. */
  public Scenario in(Scope others) {
    return new Scenario(name, others, changes);
  }

  /** A name: one line, without space around it, not blank. */
  static String name(String what, String name) {
    String plain = name.strip();
    if (plain.isEmpty() || plain.lines().count() > 1) {
      throw new IllegalArgumentException(
          "Invalid " + what + ": \"" + plain + "\" (must be a name on one line)");
    }
    return plain;
  }

  /** All of it, a line each, with an end to the last line; {@link #parse} reads it back. */
  public String text() {
    StringBuilder text = new StringBuilder("scenario ").append(name).append('\n');
    text.append(scope.text()).append('\n');
    for (Change change : changes) {
      text.append(change.text()).append('\n');
    }
    return text.toString();
  }

  /**
   * The scenario of a text.
   *
   * @throws IllegalArgumentException naming the line that cannot be read, and why
   */
  public static Scenario parse(String text) {
    return ScenarioReader.read(text);
  }

  /**
   * The scenarios of a text that has one after the other, each beginning with its name.
   *
   * @throws IllegalArgumentException naming the line that cannot be read, or a name that two have
   */
  public static List<Scenario> parseAll(String text) {
    List<Scenario> scenarios = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (String one : text.strip().split("\\R\\s*(?=scenario\\s)", -1)) {
      Scenario scenario = parse(one);
      if (!names.add(scenario.name())) {
        throw new IllegalArgumentException("Invalid scenarios: two are called " + scenario.name());
      }
      scenarios.add(scenario);
    }
    return List.copyOf(scenarios);
  }
}
