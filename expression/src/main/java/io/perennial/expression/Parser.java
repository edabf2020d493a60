// SPDX-License-Identifier: Apache-2.0
package io.perennial.expression;

import io.perennial.config.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads an expression. From the weakest binding to the strongest: or, and, not, comparisons, ||, +
 * and -, * and /, a sign before.
 */
final class Parser {

  /** Deeper ones would be too much for the engines' own parsers. */
  private static final int DEEPEST = 64;

  private final List<Token> tokens;
  private int next;
  private int depth;

  private Parser(List<Token> tokens) {
    this.tokens = tokens;
  }

  /**
   * The expression that a text is.
   *
   * @throws Misfit when it is none
   */
  static Node parse(String text) {
    Parser parser = new Parser(Token.of(text));
    Node node = parser.or();
    if (parser.peek().kind() != Token.Kind.END) {
      throw parser.unexpected("an operator or the end");
    }
    return node;
  }

  private Token peek() {
    return tokens.get(next);
  }

  private Token take() {
    return tokens.get(next++);
  }

  private boolean takeIf(String wordOrSign) {
    if (!peek().is(wordOrSign)) {
      return false;
    }
    next++;
    return true;
  }

  private void expect(String wordOrSign) {
    if (!takeIf(wordOrSign)) {
      throw unexpected("'" + wordOrSign + "'");
    }
  }

  private Misfit unexpected(String wanted) {
    return new Misfit(
        "here stands " + peek().shown() + ", and " + wanted + " is needed", peek().at());
  }

  private Node or() {
    if (++depth > DEEPEST) {
      throw new Misfit("it is nested more than " + DEEPEST + " deep", peek().at());
    }
    int at = peek().at();
    Node node = and();
    while (takeIf("or")) {
      Node left = Typing.truth(node, at);
      int there = peek().at();
      node = new Node.Junction(false, left, Typing.truth(and(), there));
    }
    depth--;
    return node;
  }

  private Node and() {
    int at = peek().at();
    Node node = not();
    while (takeIf("and")) {
      Node left = Typing.truth(node, at);
      int there = peek().at();
      node = new Node.Junction(true, left, Typing.truth(not(), there));
    }
    return node;
  }

  private Node not() {
    int nots = 0;
    while (takeIf("not")) {
      nots++;
    }
    int at = peek().at();
    Node node = comparison();
    if (nots == 0) {
      return node;
    }
    Node truth = Typing.truth(node, at);
    return nots % 2 == 1 ? new Node.Not(truth) : truth;
  }

  private Node comparison() {
    Node left = joined();
    int at = peek().at();
    for (String sign : List.of("=", "<>", "!=", "<", "<=", ">", ">=")) {
      if (takeIf(sign)) {
        return Typing.comparison(sign.equals("!=") ? "<>" : sign, left, joined(), at);
      }
    }
    if (takeIf("is")) {
      boolean not = takeIf("not");
      expect("null");
      Node missing = new Node.IsMissing(left);
      return not ? new Node.Not(missing) : missing;
    }
    boolean not = peek().is("not") && tokens.get(next + 1).is("in");
    if (not) {
      next++;
    }
    if (takeIf("in")) {
      expect("(");
      Node in = Typing.in(left, arguments(), at);
      return not ? new Node.Not(in) : in;
    }
    return left;
  }

  private Node joined() {
    Node node = sum();
    while (takeIf("||")) {
      Node right = Typing.text(sum());
      node = new Node.Joined(Typing.text(node), right);
    }
    return node;
  }

  private Node sum() {
    int at = peek().at();
    Node node = product();
    while (peek().is("+") || peek().is("-")) {
      char sign = take().text().charAt(0);
      int there = peek().at();
      Node left = Typing.number(node, at);
      node = new Node.Arithmetic(sign, left, Typing.number(product(), there));
    }
    return node;
  }

  private Node product() {
    int at = peek().at();
    Node node = signed();
    while (peek().is("*") || peek().is("/")) {
      char sign = take().text().charAt(0);
      int there = peek().at();
      Node left = Typing.number(node, at);
      node = new Node.Arithmetic(sign, left, Typing.number(signed(), there));
    }
    return node;
  }

  private Node signed() {
    if (takeIf("-")) {
      int at = peek().at();
      return new Node.Arithmetic('-', new Node.NumberLiteral(0), Typing.number(value(), at));
    }
    return value();
  }

  private Node value() {
    Token token = take();
    switch (token.kind()) {
      case NUMBER -> {
        return new Node.NumberLiteral(Double.parseDouble(token.text()));
      }
      case TEXT -> {
        return new Node.TextLiteral(token.text());
      }
      case QUOTED -> {
        return column(token);
      }
      case NAME -> {
        return takeIf("(") ? call(token) : column(token);
      }
      default -> {
        return byWord(token);
      }
    }
  }

  private Node byWord(Token token) {
    if (token.is("(")) {
      Node node = or();
      expect(")");
      return node;
    }
    if (token.is("case")) {
      return cases(token);
    }
    if (token.is("null")) {
      return new Node.Missing(ValueType.TEXT);
    }
    if (token.is("true") || token.is("false")) {
      return new Node.TruthLiteral(token.is("true"));
    }
    next--;
    throw unexpected("a column, a value or a function");
  }

  private Node column(Token name) {
    if (name.text().isBlank()) {
      throw new Misfit("a column has a name", name.at());
    }
    return new Node.Column(name.text(), takeIf("?"));
  }

  private Node call(Token name) {
    Function function =
        Function.of(name.text())
            .orElseThrow(
                () ->
                    new Misfit(
                        "unknown function "
                            + name.text()
                            + Nearest.to(name.text(), Function.words())
                                .map(near -> "; did you mean " + near + "?")
                                .orElse("; there are " + String.join(", ", Function.words())),
                        name.at()));
    List<Node> arguments = takeIf(")") ? List.of() : arguments();
    return Typing.call(function, arguments, name.at());
  }

  /** Values up to the closing parenthesis. */
  private List<Node> arguments() {
    List<Node> arguments = new ArrayList<>();
    do {
      arguments.add(or());
    } while (takeIf(","));
    expect(")");
    return arguments;
  }

  private Node cases(Token start) {
    List<Node> conditions = new ArrayList<>();
    List<Node> values = new ArrayList<>();
    Optional<Node> subject = peek().is("when") ? Optional.empty() : Optional.of(or());
    while (takeIf("when")) {
      int at = peek().at();
      Node condition = or();
      conditions.add(
          subject.isPresent()
              ? Typing.comparison("=", subject.get(), condition, at)
              : Typing.truth(condition, at));
      expect("then");
      values.add(or());
    }
    if (values.isEmpty()) {
      throw unexpected("'when'");
    }
    Node otherwise = takeIf("else") ? or() : new Node.Missing(ValueType.TEXT);
    expect("end");
    return Typing.cases(conditions, values, otherwise, start.at());
  }
}
