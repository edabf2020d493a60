// SPDX-License-Identifier: Apache-2.0
package io.perennial.expression;

import java.util.ArrayList;
import java.util.List;

/** A part of an expression, checked: operands have the types that what stands over them needs. */
sealed interface Node {

  /** What it is when it is not missing. */
  ValueType type();

  /** The parts that it is made of. */
  default List<Node> parts() {
    return List.of();
  }

  /** A text as written. */
  record TextLiteral(String text) implements Node {
    @Override
    public ValueType type() {
      return ValueType.TEXT;
    }
  }

  /** A number as written. */
  record NumberLiteral(double number) implements Node {
    @Override
    public ValueType type() {
      return ValueType.NUMBER;
    }
  }

  /** True or false as written. */
  record TruthLiteral(boolean truth) implements Node {
    @Override
    public ValueType type() {
      return ValueType.TRUTH;
    }
  }

  /** A missing value of a type. */
  record Missing(ValueType type) implements Node {}

  /**
   * The text of a column; missing where it is empty.
   *
   * @param optional whether files may lack it
   */
  record Column(String name, boolean optional) implements Node {
    @Override
    public ValueType type() {
      return ValueType.TEXT;
    }
  }

  /** The number that a text is. */
  record ToNumber(Node text) implements Node {
    @Override
    public ValueType type() {
      return ValueType.NUMBER;
    }

    @Override
    public List<Node> parts() {
      return List.of(text);
    }
  }

  /** A number or truth, written. */
  record ToText(Node value) implements Node {
    @Override
    public ValueType type() {
      return ValueType.TEXT;
    }

    @Override
    public List<Node> parts() {
      return List.of(value);
    }
  }

  /**
   * A sum, difference, product or ratio.
   *
   * @param sign one of + - * /
   */
  record Arithmetic(char sign, Node left, Node right) implements Node {
    @Override
    public ValueType type() {
      return ValueType.NUMBER;
    }

    @Override
    public List<Node> parts() {
      return List.of(left, right);
    }
  }

  /** Two texts one after the other; missing where one of them is. */
  record Joined(Node left, Node right) implements Node {
    @Override
    public ValueType type() {
      return ValueType.TEXT;
    }

    @Override
    public List<Node> parts() {
      return List.of(left, right);
    }
  }

  /**
   * Two values of one type compared.
   *
   * @param sign one of {@code = <> < <= > >=}
   */
  record Comparison(String sign, Node left, Node right) implements Node {
    @Override
    public ValueType type() {
      return ValueType.TRUTH;
    }

    @Override
    public List<Node> parts() {
      return List.of(left, right);
    }
  }

  /** Whether both, or one, is true. */
  record Junction(boolean both, Node left, Node right) implements Node {
    @Override
    public ValueType type() {
      return ValueType.TRUTH;
    }

    @Override
    public List<Node> parts() {
      return List.of(left, right);
    }
  }

  /** The contrary. */
  record Not(Node truth) implements Node {
    @Override
    public ValueType type() {
      return ValueType.TRUTH;
    }

    @Override
    public List<Node> parts() {
      return List.of(truth);
    }
  }

  /** Whether a value is missing. */
  record IsMissing(Node value) implements Node {
    @Override
    public ValueType type() {
      return ValueType.TRUTH;
    }

    @Override
    public List<Node> parts() {
      return List.of(value);
    }
  }

  /** Whether a value is one of several of its type. */
  record In(Node value, List<Node> among) implements Node {
    @Override
    public ValueType type() {
      return ValueType.TRUTH;
    }

    @Override
    public List<Node> parts() {
      List<Node> parts = new ArrayList<>(among);
      parts.add(0, value);
      return parts;
    }
  }

  /** The value of the first condition that is true, else another. */
  record Case(List<Node> conditions, List<Node> values, Node otherwise, ValueType type)
      implements Node {
    @Override
    public List<Node> parts() {
      List<Node> parts = new ArrayList<>(conditions);
      parts.addAll(values);
      parts.add(otherwise);
      return parts;
    }
  }

  /** What a function makes of values. */
  record Call(Function function, List<Node> parts, ValueType type) implements Node {}
}
