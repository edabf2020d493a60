// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline;

import io.perennial.decide.action.Action;
import io.perennial.decide.action.Fairness;
import io.perennial.decide.action.Limits;
import io.perennial.domain.Channel;
import io.perennial.features.PurchaseRule;
import io.perennial.segment.rule.Vocabulary;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What may be decided.
 *
 * @param enabled whether anything is
 * @param actions that may be done, those that suppress among them
 * @param limits of all channels together, for one instant of deciding
 * @param channels limits of a channel; one that is missing has none
 * @param fairness between groups of customers
 * @param margin what is left of a unit of spend, in (0, 1]
 * @param windowDays in which what comes of a decision is counted; at least 1
 * @param holdOut share of customers who are never addressed, to measure what all of it brings
 * @param explore share of decisions that are drawn among all possible ones, to learn
 * @param covariates what is known of customers that effects may differ by: names of numbers
 * @param sendFrom the first hour of the day at which contacts are to be made, 0 to 23
 * @param sendUntil the hour from which on none are, to 24
 * @param salt of the hashes that decide who is held out and who is drawn
 * @param schemes in which a customer is in one segment at most
 * @param vocabulary that conditions were read with
 * @param purchase what counts as a purchase
 * @param currency of money, for people to read
 */
public record DecideConfig(
    boolean enabled,
    List<Action> actions,
    Limits limits,
    Map<Channel, Limits> channels,
    List<Fairness> fairness,
    double margin,
    int windowDays,
    double holdOut,
    double explore,
    List<String> covariates,
    int sendFrom,
    int sendUntil,
    String salt,
    List<String> schemes,
    Vocabulary vocabulary,
    PurchaseRule purchase,
    java.util.Currency currency) {

  /** As many as a plan is made of. */
  private static final int MOST_ACTIONS = 63;

  private static final int MOST_DAYS_IN_TIME = 7;

  public DecideConfig {
    actions = List.copyOf(actions);
    channels = Map.copyOf(channels);
    fairness = List.copyOf(fairness);
    covariates = List.copyOf(covariates);
    schemes = List.copyOf(schemes);
    if (!(margin > 0 && margin <= 1)) {
      throw new IllegalArgumentException("Invalid margin: " + margin + " (must be above 0, to 1)");
    }
    if (windowDays < 1) {
      throw new IllegalArgumentException(
          "Invalid decide.window-days: " + windowDays + " (must be >= 1)");
    }
    if (sendUntil <= sendFrom) {
      throw new IllegalArgumentException(
          "Invalid decide.send-until: "
              + sendUntil
              + " (must be after send-from, "
              + sendFrom
              + ")");
    }
    long most = actions.stream().filter(action -> !action.suppresses()).count();
    if (most > MOST_ACTIONS) {
      throw new IllegalArgumentException(
          "Invalid actions: " + most + " (must be at most " + MOST_ACTIONS + ")");
    }
    share("decide.hold-out", holdOut);
    share("decide.explore", explore);
  }

  /** What was decided later than so many days after its instant was a look back, and not done. */
  public int daysInTime() {
    return Math.min(MOST_DAYS_IN_TIME, windowDays);
  }

  private static void share(String name, double value) {
    if (!(value >= 0 && value <= 0.5)) {
      throw new IllegalArgumentException("Invalid " + name + ": " + value + " (must be 0 to 0.5)");
    }
  }

  /** Whether a customer is never addressed, to measure what all of it brings; the same for good. */
  public boolean holdsOut(long customer) {
    return new Draws(salt).lasting("hold-out", customer) < holdOut;
  }

  Limits limits(Channel channel) {
    return channels.getOrDefault(channel, Limits.NONE);
  }

  /** Equal texts for configurations that mean the same. */
  public String canonical() {
    return String.join(
        " ",
        "decide",
        String.valueOf(enabled),
        actions.stream().map(Action::canonical).collect(Collectors.joining("; ")),
        limits.canonical(),
        new TreeMap<>(channels)
            .entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue().canonical())
                .collect(Collectors.joining("; ")),
        fairness.stream().map(Fairness::canonical).collect(Collectors.joining("; ")),
        String.valueOf(margin),
        String.valueOf(windowDays),
        String.valueOf(holdOut),
        String.valueOf(explore),
        String.join(",", covariates),
        sendFrom + " to " + sendUntil,
        salt,
        purchase.canonical(),
        currency.getCurrencyCode());
  }
}
