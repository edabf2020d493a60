// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.block;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What two records must share to be compared: everything that is named. No predicate: all pairs.
 *
 * @param predicates none, one or two
 */
public record BlockingRule(List<Predicate> predicates) {

  /** The rule that finds all pairs. */
  public static final BlockingRule ALL = new BlockingRule(List.of());

  private static final String ALL_TEXT = "all pairs";
  private static final int MOST = 2;

  /** A plus that is not between quotes. */
  private static final Pattern PLUS = Pattern.compile("\\+(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");

  public BlockingRule {
    predicates = List.copyOf(predicates);
    if (predicates.size() > MOST) {
      throw new IllegalArgumentException(
          "Invalid identity.block-on: " + text(predicates) + " (must name one or two attributes)");
    }
  }

  /** As settings write it: {@code given_name+family_name:sounds}. */
  public String text() {
    return predicates.isEmpty() ? ALL_TEXT : text(predicates);
  }

  private static String text(List<Predicate> predicates) {
    return predicates.stream().map(Predicate::text).collect(Collectors.joining("+"));
  }

  /**
   * What a text says.
   *
   * @throws IllegalArgumentException when it names more than two attributes, none, or a form that
   *     is none
   */
  public static BlockingRule parse(String text) {
    return text.strip().equals(ALL_TEXT)
        ? ALL
        : new BlockingRule(Arrays.stream(PLUS.split(text, -1)).map(Predicate::parse).toList());
  }

  @Override
  public String toString() {
    return text();
  }
}
