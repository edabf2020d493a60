// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.action;

import io.perennial.domain.Channel;
import io.perennial.domain.Purpose;
import io.perennial.segment.rule.Rule;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Something that can be done with a customer.
 *
 * @param rule its name, of whom it may be done, and what is said of the customer
 * @param meaning what it is for, in one line
 * @param suppresses whether those of whom the rule holds are left alone by all other actions
 * @param channel where
 * @param content what is sent or said: a name that the channel knows, or a text without names
 * @param cost of one contact, base currency, >= 0
 * @param discount share of what is bought in the window that is given away, in [0, 1)
 * @param prior what it is believed to do
 * @param tried what an experiment told of it; empty for none
 * @param purpose for what consent is needed
 * @param quietDays days in which it is not done again with the same customer
 * @param priority among actions that are worth the same the higher goes first
 * @param limits of all contacts by it at one time of deciding
 * @param from the first day on which it may be done
 * @param until the last one
 */
public record Action(
    Rule rule,
    String meaning,
    boolean suppresses,
    Channel channel,
    String content,
    double cost,
    double discount,
    Prior prior,
    Optional<Tried> tried,
    Purpose purpose,
    int quietDays,
    int priority,
    Limits limits,
    Optional<LocalDate> from,
    Optional<LocalDate> until) {

  /** The name of doing nothing, in decisions. */
  public static final String NOTHING = "nothing";

  public String name() {
    return rule.segment();
  }

  /** Whether it may be done on a day. */
  public boolean isOpen(LocalDate day) {
    return from.map(first -> !day.isBefore(first)).orElse(true)
        && until.map(last -> !day.isAfter(last)).orElse(true);
  }

  /** Spend that is believed to come because of it in the window, before anything is measured. */
  public double believedSpend(Prior.Worth worth) {
    return tried.map(Tried::spend).orElseGet(() -> prior.spend(worth));
  }

  /**
   * What a contact costs in all that is expected: itself, and what is given away.
   *
   * @param worth what is known of the customer
   * @param spend that is expected to come in the window because of it, before the discount
   */
  public double expectedCost(Prior.Worth worth, double spend) {
    return cost + discount * Math.max(0, worth.nearSpend() + spend);
  }

  /** Equal texts for actions that mean the same. */
  public String canonical() {
    return String.join(
        " ",
        name(),
        rule.condition().toString(),
        rule.reason().toString(),
        String.valueOf(suppresses),
        channel.word(),
        content,
        String.valueOf(cost),
        String.valueOf(discount),
        prior.toString(),
        tried.toString(),
        purpose.name(),
        String.valueOf(quietDays),
        String.valueOf(priority),
        limits.canonical(),
        from.toString(),
        until.toString());
  }
}
