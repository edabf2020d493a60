// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.explain;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What inputs are called that come from purchases alone. */
final class KnownWords {

  private static final Pattern WINDOW = Pattern.compile("(purchases|spend)_(\\d+)w");
  private static final Pattern TREND = Pattern.compile("trend_(\\d+)w");

  private static final Map<String, Wording> WORDS = words();

  private KnownWords() {}

  /** The words for {@code input}; those of its name where it is not known. */
  static Wording of(String input) {
    Wording known = WORDS.get(input);
    if (known != null) {
      return known;
    }
    Matcher window = WINDOW.matcher(input);
    if (window.matches()) {
      String label = window.group(1) + " in the last " + window.group(2) + " weeks";
      return window.group(1).equals("spend")
          ? Wording.number(label, 2)
          : Wording.counted(label, "purchase", "purchases");
    }
    Matcher trend = TREND.matcher(input);
    if (trend.matches()) {
      return Wording.number(
          "purchases in the last " + trend.group(1) + " weeks against those before", 2);
    }
    return Wording.ofName(input);
  }

  private static Map<String, Wording> words() {
    Wording repeats = Wording.counted("purchases after the first", "purchase", "purchases");
    Wording silence = weeks("time since the last purchase");
    Wording age = weeks("time since the first purchase");
    Wording spend = Wording.number("mean spend of a purchase", 2);
    Map<String, Wording> words = new HashMap<>();
    words.put("history.repeats", repeats);
    words.put("repeats", repeats);
    words.put("history.silence_weeks", silence);
    words.put("silence_weeks", silence);
    words.put("history.age_weeks", age);
    words.put("age_weeks", age);
    words.put("tenure_weeks", age);
    words.put("history.mean_spend", spend);
    words.put("mean_spend", spend);
    words.put("spend_mean", spend);
    words.put("recency_weeks", weeks("time from first to last purchase"));
    words.put("interval_mean", weeks("usual time between purchases"));
    words.put("interval_last", weeks("time between the last two purchases"));
    words.put("interval_shortest", weeks("shortest time between purchases"));
    words.put("silence_by_rhythm", Wording.number("silence over the usual time between", 1));
    words.put("rate_per_week", Wording.rate("purchases", "purchase", "purchases", "a week"));
    words.put("spend_total", Wording.number("spend so far", 2));
    words.put("spend_first", Wording.number("spend of the first purchase", 2));
    words.put("spend_last", Wording.number("spend of the last purchase", 2));
    words.put("returns_share", Wording.number("share of returns", 2));
    words.put(Inputs.EVENTS, Wording.number("what happened when", 0));
    return Map.copyOf(words);
  }

  private static Wording weeks(String label) {
    return new Wording(label, "week", "weeks", "", 1);
  }
}
