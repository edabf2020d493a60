// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.rule;

import io.perennial.expression.Columns;
import io.perennial.expression.Expression;

/**
 * Refuses an expression that reads a word as a number: it is written once over columns that say so.
 */
final class TypeCheck implements Columns {

  private static final String COLUMN = "column ";
  private static final String LITERAL = "literal ";

  private final Vocabulary vocabulary;

  private TypeCheck(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /**
   * @throws IllegalArgumentException when a word stands where a number is needed
   */
  static void check(Expression expression, Vocabulary vocabulary) {
    expression.sql(new TypeCheck(vocabulary));
  }

  @Override
  public String column(String name) {
    return COLUMN + name;
  }

  @Override
  public String bound(Object value) {
    return LITERAL + value;
  }

  @Override
  public String number(String text) {
    if (text.startsWith(COLUMN)) {
      String name = text.substring(COLUMN.length());
      if (vocabulary.has(name) && vocabulary.kind(name) != Vocabulary.Kind.NUMBER) {
        throw new IllegalArgumentException(
            name + " is a word, and is read as a number; compare it with a text in quotes");
      }
    } else if (text.startsWith(LITERAL)) {
      throw new IllegalArgumentException(
          "the text '"
              + text.substring(LITERAL.length())
              + "' is read as a number; write a number without quotes, or compare with a word");
    } else {
      throw new IllegalArgumentException(
          "a text that is made of others is read as a number; compare it with a text in quotes");
    }
    return text;
  }

  @Override
  public String isNothing(String text) {
    return text;
  }
}
