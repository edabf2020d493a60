// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.answer;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Which customers a list has, in which order.
 *
 * @param among only these; empty for all
 * @param segment of the scheme
 * @param sort a column; with a dash before it the most first
 */
public record CustomerFilter(
    Optional<List<Long>> among,
    Optional<String> scheme,
    Optional<String> segment,
    Optional<String> tier,
    OptionalDouble minValue,
    OptionalDouble maxChurn,
    String sort) {

  /** What lists may be sorted by. */
  public static final List<String> SORTS =
      List.of(
          "-value",
          "value",
          "-p_churn",
          "p_churn",
          "-spend_365d",
          "spend_365d",
          "-last_purchase",
          "last_purchase",
          "customer_id");

  public CustomerFilter {
    among = among.map(List::copyOf);
  }

  /** All customers, the most valuable first. */
  public static CustomerFilter all() {
    return new CustomerFilter(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        SORTS.get(0));
  }

  /** The members of a segment, the most valuable first. */
  public static CustomerFilter membersOf(String scheme, String segment) {
    return new CustomerFilter(
        Optional.empty(),
        Optional.of(scheme),
        Optional.of(segment),
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        SORTS.get(0));
  }

  /** The same with another order. */
  public CustomerFilter sortedBy(String other) {
    return new CustomerFilter(among, scheme, segment, tier, minValue, maxChurn, other);
  }
}
