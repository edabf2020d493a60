// SPDX-License-Identifier: Apache-2.0
package io.perennial.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Puts parts together, each of the type that is needed: a text is read as a number where a number
 * is needed, a number is written where a text is.
 */
final class Typing {

  private static final int MOST_DECIMALS = 8;

  /** What the engines' patterns do not share. */
  private static final Pattern OWN_TO_ONE_ENGINE =
      Pattern.compile("\\(\\?[^:]|\\\\[1-9kpPQEGZzAR]|[*+?}][+]|&&");

  private Typing() {}

  static Node number(Node node, int at) {
    if (node instanceof Node.Missing) {
      return new Node.Missing(ValueType.NUMBER);
    }
    return switch (node.type()) {
      case NUMBER -> node;
      case TEXT -> new Node.ToNumber(node);
      case TRUTH -> throw new Misfit("a number is needed, and this is true or false", at);
    };
  }

  static Node text(Node node) {
    if (node instanceof Node.Missing) {
      return new Node.Missing(ValueType.TEXT);
    }
    return node.type() == ValueType.TEXT ? node : new Node.ToText(node);
  }

  static Node truth(Node node, int at) {
    if (node instanceof Node.Missing) {
      return new Node.Missing(ValueType.TRUTH);
    }
    if (node.type() != ValueType.TRUTH) {
      throw new Misfit(
          "a condition is needed, and this is " + node.type().words() + "; compare it", at);
    }
    return node;
  }

  private static Node as(ValueType type, Node node, int at) {
    return switch (type) {
      case TEXT -> text(node);
      case NUMBER -> number(node, at);
      case TRUTH -> truth(node, at);
    };
  }

  /** All of one type: number where one is a number, else text where one is a text. */
  private static List<Node> alike(List<Node> nodes, int at) {
    List<Node> known = nodes.stream().filter(n -> !(n instanceof Node.Missing)).toList();
    boolean numbers = known.stream().anyMatch(n -> n.type() == ValueType.NUMBER);
    boolean truths = !known.isEmpty() && known.stream().allMatch(n -> n.type() == ValueType.TRUTH);
    ValueType type = numbers ? ValueType.NUMBER : truths ? ValueType.TRUTH : ValueType.TEXT;
    return nodes.stream().map(node -> as(type, node, at)).toList();
  }

  static Node comparison(String sign, Node left, Node right, int at) {
    List<Node> sides = alike(List.of(left, right), at);
    if (sides.get(0).type() == ValueType.TRUTH && !sign.equals("=") && !sign.equals("<>")) {
      throw new Misfit("true and false have no order", at);
    }
    return new Node.Comparison(sign, sides.get(0), sides.get(1));
  }

  static Node in(Node value, List<Node> among, int at) {
    List<Node> all = new ArrayList<>(among);
    all.add(0, value);
    List<Node> alike = alike(all, at);
    return new Node.In(alike.get(0), alike.subList(1, alike.size()));
  }

  static Node cases(List<Node> conditions, List<Node> values, Node otherwise, int at) {
    List<Node> all = new ArrayList<>(values);
    all.add(otherwise);
    List<Node> alike = alike(all, at);
    return new Node.Case(
        conditions, alike.subList(0, values.size()), alike.get(values.size()), alike.get(0).type());
  }

  static Node call(Function function, List<Node> given, int at) {
    if (!function.takes(given.size())) {
      throw new Misfit("this is not how it is called: " + function.usage(), at);
    }
    switch (function) {
      case NUMBER -> {
        return number(given.get(0), at);
      }
      case TEXT -> {
        return text(given.get(0));
      }
      case COALESCE, NULLIF -> {
        List<Node> alike = alike(given, at);
        return new Node.Call(function, alike, alike.get(0).type());
      }
      case ABS, GREATEST, LEAST, ROUND -> {
        List<Node> numbers = given.stream().map(node -> number(node, at)).toList();
        if (numbers.size() == 2 && function == Function.ROUND) {
          whole(function, numbers.get(1), 0, MOST_DECIMALS, at);
        }
        return new Node.Call(function, numbers, ValueType.NUMBER);
      }
      default -> {
        return texts(function, given, at);
      }
    }
  }

  private static Node texts(Function function, List<Node> given, int at) {
    List<Node> arguments = new ArrayList<>(given.stream().map(Typing::text).toList());
    switch (function) {
      case CONCAT_WS -> literal(function, arguments.get(0), true, at);
      case REPLACE, STARTS_WITH, FIRST_OF, VALUE_OF, SUM_OF, ENDS_WITH, CONTAINS ->
          literal(function, arguments.get(1), false, at);
      case REGEXP_REPLACE -> pattern(function, arguments, at);
      case SPLIT_PART -> {
        literal(function, arguments.get(1), false, at);
        whole(function, given.get(2), 1, 1_000, at);
        arguments.set(2, given.get(2));
      }
      case SUBSTR -> {
        for (int i = 1; i < given.size(); i++) {
          arguments.set(i, number(given.get(i), at));
        }
      }
      default -> {
        // texts they are, whatever they say
      }
    }
    ValueType type =
        switch (function) {
          case LENGTH, SUM_OF -> ValueType.NUMBER;
          case STARTS_WITH, ENDS_WITH, CONTAINS -> ValueType.TRUTH;
          default -> ValueType.TEXT;
        };
    return new Node.Call(function, List.copyOf(arguments), type);
  }

  private static void literal(Function function, Node node, boolean orEmpty, int at) {
    if (!(node instanceof Node.TextLiteral text) || (text.text().isEmpty() && !orEmpty)) {
      throw new Misfit("a text in quotes is needed: " + function.usage(), at);
    }
  }

  private static void whole(Function function, Node node, int least, int most, int at) {
    if (!(node instanceof Node.NumberLiteral number)
        || number.number() != Math.rint(number.number())
        || number.number() < least
        || number.number() > most) {
      throw new Misfit(
          "a whole number from " + least + " to " + most + " is needed: " + function.usage(), at);
    }
  }

  private static void pattern(Function function, List<Node> arguments, int at) {
    literal(function, arguments.get(1), false, at);
    literal(function, arguments.get(2), true, at);
    String pattern = ((Node.TextLiteral) arguments.get(1)).text();
    String replacement = ((Node.TextLiteral) arguments.get(2)).text();
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new Misfit("'" + pattern + "' is no pattern: " + e.getDescription(), at);
    }
    if (OWN_TO_ONE_ENGINE.matcher(pattern).find()) {
      throw new Misfit(
          "the pattern '"
              + pattern
              + "' has more than both engines know: no looking around, no references back",
          at);
    }
    if (replacement.indexOf('\\') >= 0 || replacement.indexOf('$') >= 0) {
      throw new Misfit("what is put in must be plain, without \\ and $", at);
    }
  }
}
