// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.whatif;

import io.perennial.value.whatif.Change.Input.Operation;
import io.perennial.value.whatif.Effect.Basis;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the text of a scenario: a line for the name, one for the scope, one for each change. */
final class ScenarioReader {

  private final String line;
  private int at;

  private ScenarioReader(String line) {
    this.line = line;
  }

  static Scenario read(String text) {
    List<String> lines = text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    if (lines.size() < 2) {
      throw new IllegalArgumentException(
          "Invalid scenario: " + lines.size() + " lines (must be a name, a scope, and changes)");
    }
    String name = new ScenarioReader(lines.get(0)).expect("scenario").rest();
    Scope scope = numbered(2, lines.get(1), ScenarioReader::scope);
    List<Change> changes = new ArrayList<>();
    for (int i = 2; i < lines.size(); i++) {
      changes.add(numbered(i + 1, lines.get(i), ScenarioReader::change));
    }
    return new Scenario(name, scope, changes);
  }

  private interface Reading<T> {
    T of(ScenarioReader reader);
  }

  private static <T> T numbered(int number, String line, Reading<T> reading) {
    ScenarioReader reader = new ScenarioReader(line);
    try {
      T read = reading.of(reader);
      if (!reader.rest().isEmpty()) {
        throw new IllegalArgumentException("there is more than belongs to it");
      }
      return read;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Invalid scenario, line " + number + " (" + line + "): " + e.getMessage(), e);
    }
  }

  private Scope scope() {
    expect("for");
    String kind = word();
    return switch (kind) {
      case "all" -> Scope.all();
      case "cohort" -> Scope.cohort(rest());
      case "group" -> Scope.group(rest());
      case "customer" -> new Scope(Scope.Kind.CUSTOMER, rest());
      default ->
          throw new IllegalArgumentException(
              "unknown scope: " + kind + " (must be all, cohort, group or customer)");
    };
  }

  private Change change() {
    String kind = word();
    return switch (kind) {
      case "price" -> new Change.Price(number(), expect("elasticity").effect());
      case "discount" ->
          new Change.Discount(number(), expect("taken").number(), expect("lift").effect());
      case "contacts" ->
          new Change.Contacts(
              number(),
              expect("weekly").number(),
              expect("cost").number(),
              expect("elasticity").effect());
      case "dropout" -> new Change.Dropout(effect());
      case "buying" -> new Change.Buying(effect());
      case "margin" -> new Change.Margin(number());
      case "interest" -> new Change.Interest(number());
      case "newcomers" -> newcomers();
      case "buy" -> {
        expect("now");
        yield new Change.BuyNow();
      }
      case "silence" -> new Change.Silence(number());
      case "input" -> input();
      default -> throw new IllegalArgumentException("unknown change: " + kind);
    };
  }

  private Change newcomers() {
    double count = number();
    if (count != Math.rint(count) || Math.abs(count) > 1e9) {
      throw new IllegalArgumentException("not a whole number: " + Texts.number(count));
    }
    double cost = expect("cost").number();
    return new Change.Newcomers(expect("in").rest(), (int) count, cost);
  }

  private Change input() {
    String operation = word();
    double amount = number();
    for (Operation known : Operation.values()) {
      if (known.name().toLowerCase(Locale.ROOT).equals(operation)) {
        return new Change.Input(rest(), known, amount);
      }
    }
    throw new IllegalArgumentException(
        "unknown operation: " + operation + " (must be set, add or multiply)");
  }

  private Effect effect() {
    String word = word();
    for (Basis basis : Basis.values()) {
      if (basis.word().equals(word)) {
        double estimate = number();
        double error = has("se") ? expect("se").number() : 0;
        return basis == Basis.ASSUMED
            ? Effect.assumed(estimate, error)
            : new Effect(
                basis,
                estimate,
                error,
                expect("from").number(),
                expect("to").number(),
                expect("by").rest());
      }
    }
    throw new IllegalArgumentException(
        "unknown basis: " + word + " (must be assumed, observed or experiment)");
  }

  private double number() {
    String word = word();
    try {
      double value = Double.parseDouble(word);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a number: " + word, e);
    }
    throw new IllegalArgumentException("not a finite number: " + word);
  }

  private ScenarioReader expect(String wanted) {
    String word = word();
    if (!word.equals(wanted)) {
      throw new IllegalArgumentException(
          "\"" + wanted + "\" is missing" + (word.isEmpty() ? "" : " before \"" + word + "\""));
    }
    return this;
  }

  private boolean has(String wanted) {
    return line.startsWith(wanted + " ", skipped());
  }

  private String word() {
    int from = skipped();
    int to = from;
    while (to < line.length() && !Character.isWhitespace(line.charAt(to))) {
      to++;
    }
    at = to;
    return line.substring(from, to);
  }

  private String rest() {
    String rest = line.substring(skipped());
    at = line.length();
    return rest;
  }

  private int skipped() {
    int from = at;
    while (from < line.length() && Character.isWhitespace(line.charAt(from))) {
      from++;
    }
    return from;
  }
}
