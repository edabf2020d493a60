// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

import java.util.Locale;
import java.util.function.IntFunction;

/** Reasons as sentences. */
final class ReasonWords implements Reason.Cases<String> {

  private final IntFunction<String> names;

  ReasonWords(IntFunction<String> names) {
    this.names = names;
  }

  @Override
  public String popular(Reason.Popular reason) {
    return "bought by "
        + count(reason.customers(), "customer")
        + " in the last "
        + count(reason.days(), "day");
  }

  @Override
  public String boughtWith(Reason.BoughtWith reason) {
    return "often bought with "
        + names.apply(reason.item())
        + ": by "
        + count(reason.together(), "customer");
  }

  @Override
  public String boughtAfter(Reason.BoughtAfter reason) {
    return String.format(
        Locale.ROOT,
        "often bought after %s: by %s of its buyers, %s later on average",
        names.apply(reason.item()),
        percent(reason.share()),
        count(reason.days(), "day"));
  }

  @Override
  public String boughtBefore(Reason.BoughtBefore reason) {
    return "bought before on " + count(reason.purchases(), "day") + ", last " + ago(reason.days());
  }

  @Override
  public String due(Reason.Due reason) {
    return "due again: bought every "
        + count(Math.max(1, Math.round(reason.everyDays())), "day")
        + ", last "
        + ago(reason.days());
  }

  @Override
  public String fitsWith(Reason.FitsWith reason) {
    return "goes with " + names.apply(reason.item()) + ", bought before";
  }

  @Override
  public String taste(Reason.Taste reason) {
    return "fits what was bought so far";
  }

  @Override
  public String unknown(Reason.Unknown reason) {
    return "no reason known";
  }

  private static String ago(long days) {
    return days == 0 ? "today" : count(days, "day") + " ago";
  }

  private static String percent(double share) {
    return share > 0 && share < 0.01
        ? "less than 1 %"
        : String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  private static String count(long n, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", n, noun, n == 1 ? "" : "s");
  }
}
