// SPDX-License-Identifier: Apache-2.0
package io.perennial.expression;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The functions of the language. A missing argument makes a missing value, where nothing else is
 * said.
 */
enum Function {
  /** The first value that is not missing. */
  COALESCE("coalesce(value, …)", 1, 99),
  /** The first, missing where it equals the second. */
  NULLIF("nullif(value, other)", 2, 2),
  /** Texts one after the other; missing ones count as empty. */
  CONCAT("concat(text, …)", 1, 99),
  /** Texts with a separator between; missing ones are left out. */
  CONCAT_WS("concat_ws('separator', text, …)", 2, 99),
  LOWER("lower(text)", 1, 1),
  UPPER("upper(text)", 1, 1),
  /** Without blanks around; missing when nothing is left. */
  TRIM("trim(text)", 1, 1),
  /** From the nth character, counting from 1, as many characters as are asked for. */
  SUBSTR("substr(text, from) or substr(text, from, length)", 2, 3),
  /** Every occurrence of a text replaced. */
  REPLACE("replace(text, 'old', new)", 3, 3),
  /** Every match of a pattern replaced. */
  REGEXP_REPLACE("regexp_replace(text, 'pattern', 'new')", 3, 3),
  /** The nth part between separators, counting from 1; empty where there are fewer. */
  SPLIT_PART("split_part(text, 'separator', n)", 3, 3),
  /** A member of the first object of a JSON list. */
  FIRST_OF("first_of(list, 'member')", 2, 2),
  /** The value of the object of a JSON list that has a key or name, as in {key: …, value: …}. */
  VALUE_OF("value_of(list, 'key')", 2, 2),
  /** The sum of a member over the objects of a JSON list. */
  SUM_OF("sum_of(list, 'member')", 2, 2),
  STARTS_WITH("starts_with(text, 'beginning')", 2, 2),
  ENDS_WITH("ends_with(text, 'end')", 2, 2),
  CONTAINS("contains(text, 'part')", 2, 2),
  /** How many characters a text has. */
  LENGTH("length(text)", 1, 1),
  ABS("abs(number)", 1, 1),
  /** To so many decimals, halves away from zero. */
  ROUND("round(number) or round(number, decimals)", 1, 2),
  /** The greatest of those that are not missing. */
  GREATEST("greatest(number, …)", 2, 99),
  /** The least of those that are not missing. */
  LEAST("least(number, …)", 2, 99),
  /** The number that a text is, under the source's decimal mark. */
  NUMBER("number(text)", 1, 1),
  /** A number with at most ten decimals and none too many. */
  TEXT("text(number)", 1, 1);

  private final String usage;
  private final int least;
  private final int most;

  Function(String usage, int least, int most) {
    this.usage = usage;
    this.least = least;
    this.most = most;
  }

  /** The word in an expression. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How it is called. */
  String usage() {
    return usage;
  }

  boolean takes(int arguments) {
    return arguments >= least && arguments <= most;
  }

  static Optional<Function> of(String word) {
    String wanted = word.toUpperCase(Locale.ROOT);
    return Arrays.stream(values()).filter(f -> f.name().equals(wanted)).findFirst();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Function::word).toList();
  }
}
