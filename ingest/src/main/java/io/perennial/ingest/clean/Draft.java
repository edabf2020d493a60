// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.clean;

import io.perennial.ingest.CleanRule;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A value while rules go over it; those that are off do nothing. */
final class Draft {

  /** Rules that undo each other would never end; none of ours does, in the tests' experience. */
  private static final int MOST_ROUNDS = 12;

  private final Set<CleanRule> off;
  private final Set<CleanRule> repairs = EnumSet.noneOf(CleanRule.class);
  private String value;
  private Optional<CleanRule> doubt = Optional.empty();

  Draft(String value, Set<CleanRule> off) {
    this.value = value;
    this.off = off;
  }

  String value() {
    return value;
  }

  /** Puts what {@code how} makes of the value in its place, unless that is nothing. */
  void repair(CleanRule rule, UnaryOperator<String> how) {
    if (off.contains(rule)) {
      return;
    }
    String mended = how.apply(value);
    if (!mended.isEmpty() && !mended.equals(value)) {
      repairs.add(rule);
      value = mended;
    }
  }

  /** Doubts the value, unless an earlier rule does. */
  void doubt(CleanRule rule, Predicate<String> when) {
    if (doubt.isEmpty() && !off.contains(rule) && when.test(value)) {
      doubt = Optional.of(rule);
    }
  }

  /**
   * Goes over the value until nothing changes any more, so that cleaning what is clean changes
   * nothing; a value that never comes to rest is left as it was.
   */
  void untilAtRest(Consumer<Draft> round) {
    String first = value;
    for (int i = 0; i < MOST_ROUNDS; i++) {
      String before = value;
      List<CleanRule> had = List.copyOf(repairs);
      round.accept(this);
      if (value.equals(before)) {
        // one rule may have undone what another did: neither has done anything
        repairs.retainAll(had);
        return;
      }
    }
    value = first;
    repairs.clear();
  }

  Cleaned done() {
    return new Cleaned(value, repairs, doubt);
  }
}
