// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.contract;

import java.util.SplittableRandom;

/**
 * Writes expressions of mappings at random, over the columns a, b and c, of which a and b are read
 * as numbers. Deterministic by the randomness that it is given.
 */
public final class RandomExpression {

  private final SplittableRandom random;

  /** Draws from {@code random}. */
  public RandomExpression(SplittableRandom random) {
    this.random = random;
  }

  /** An expression of any type, nested {@code depth} deep. */
  public String any(int depth) {
    return switch (random.nextInt(3)) {
      case 0 -> text(depth);
      case 1 -> number(depth);
      default -> truth(depth);
    };
  }

  private String one(String... some) {
    return some[random.nextInt(some.length)];
  }

  private String text(int depth) {
    if (depth == 0) {
      return one("a", "b", "c", "`a`", "'x'", "'é'", "'a-b'", "''", "null");
    }
    int less = depth - 1;
    return switch (random.nextInt(17)) {
      case 0 -> "lower(" + text(less) + ")";
      case 1 -> "upper(" + text(less) + ")";
      case 2 -> "trim(" + text(less) + ")";
      case 3 -> "substr(" + text(less) + ", " + number(less) + ")";
      case 4 -> "substr(" + text(less) + ", " + number(less) + ", " + number(less) + ")";
      case 5 -> "replace(" + text(less) + ", " + one("'-'", "'a'", "'1'") + ", " + text(less) + ")";
      case 6 ->
          "regexp_replace("
              + text(less)
              + ", "
              + one("'[0-9]+'", "'^a'", "'[^a-z]'")
              + ", "
              + one("''", "'_'")
              + ")";
      case 7 -> "split_part(" + text(less) + ", '-', " + one("1", "2", "3") + ")";
      case 8 -> "concat(" + text(less) + ", " + any(less) + ")";
      case 9 -> "concat_ws('/', " + text(less) + ", " + text(less) + ")";
      case 10 -> "(" + text(less) + " || " + text(less) + ")";
      case 11 -> "coalesce(" + text(less) + ", " + text(less) + ")";
      case 12 -> "nullif(" + text(less) + ", " + text(less) + ")";
      case 13 ->
          "case when " + truth(less) + " then " + text(less) + " else " + text(less) + " end";
      case 14 -> "case " + text(less) + " when " + text(less) + " then " + text(less) + " end";
      case 15 -> "text(" + number(less) + ")";
      default -> text(0);
    };
  }

  private String number(int depth) {
    if (depth == 0) {
      return one("number(a)", "number(b)", "0", "1", "2.5", "17", "0.001");
    }
    int less = depth - 1;
    return switch (random.nextInt(13)) {
      case 0, 1 -> "(" + number(less) + " " + one("+", "-", "*", "/") + " " + number(less) + ")";
      case 2 -> "-" + "(" + number(less) + ")";
      case 3 -> "abs(" + number(less) + ")";
      case 4 -> "round(" + number(less) + ")";
      case 5 -> "round(" + number(less) + ", " + one("1", "2", "4") + ")";
      case 6 -> "greatest(" + number(less) + ", " + number(less) + ")";
      case 7 -> "least(" + number(less) + ", " + number(less) + ")";
      case 8 -> "length(" + text(less) + ")";
      case 9 -> "coalesce(" + number(less) + ", " + number(less) + ")";
      case 10 ->
          "case when " + truth(less) + " then " + number(less) + " else " + number(less) + " end";
      case 11 -> "number(" + text(less) + ")";
      default -> number(0);
    };
  }

  private String truth(int depth) {
    if (depth == 0) {
      return one("true", "false", "(a is null)", "(b is not null)", "(a = 'x')");
    }
    int less = depth - 1;
    String compared = one("=", "<>", "<", "<=", ">", ">=");
    return switch (random.nextInt(10)) {
      case 0 -> "(" + text(less) + " " + compared + " " + text(less) + ")";
      case 1 -> "(" + number(less) + " " + compared + " " + number(less) + ")";
      case 2 -> "(" + truth(less) + " and " + truth(less) + ")";
      case 3 -> "(" + truth(less) + " or " + truth(less) + ")";
      case 4 -> "(not " + truth(less) + ")";
      case 5 -> "(" + any(less) + " is null)";
      case 6 ->
          "(" + text(less) + one(" in", " not in") + " (" + text(less) + ", " + text(less) + "))";
      case 7 -> "starts_with(" + text(less) + ", 'a')";
      case 8 -> "ends_with(" + text(less) + ", 'a')";
      default -> "contains(" + text(less) + ", '-')";
    };
  }
}
