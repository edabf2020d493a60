// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.study;

import io.perennial.value.tabular.TextTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Which column of an experiment's table says what, by names and words. */
final class ColumnRoles {

  static final int MOST_ARMS = 20;
  private static final int MOST_OUTCOMES = 8;

  private static final Pattern ARM =
      Pattern.compile(
          "((ab|a_b|test|experiment|exp|treatment|trtmt|control|trial|study|assigned|random|randomi[sz]ed)_?)?"
              + "(arm|variant|variation|variante|treatment|cell|experiment|assignment)s?(_?(id|name|flag|flg|group|key))?"
              + "|(ab|a_b|test|experiment|exp|treatment|control|trial|study|assigned|user)_?(group|version|condition|bucket)"
              + "|(is_?)?(treat|treated|trt|treatment|treatment_fl(a)?g|test_?flag|in_?test|is_?test)|t?reatment_ind(icator)?");
  private static final Pattern GROUP =
      Pattern.compile(
          "groups?|gruppe|groupe|grupo|segment|version|condition|bucket|cohort|intervention|policy|kohorte");
  private static final Pattern OFFER =
      Pattern.compile(
          "campaign(_?name)?|kampagne|promotions?|promo|messages?|mail|e_?mail|offer|landing_?page|page"
              + "|server_?id|notification|push|coupon|discount|exposed|exposure|w|t|z");
  private static final Pattern OUTCOME =
      Pattern.compile(
          "visit(s|ed)?|conver(t|ted|ts|sion|sions)(_?(flag|flg|value|[0-9]+))?|spend|spent|amount_?spent|revenue"
              + "|sales?(_.*)?|purchase[sd]?(_?(amount|value|flag|made|flg))?|outcomes?|respon(se|ses|d|ded)(_.*)?"
              + "|clicks?|clicked|website_?clicks|y|target|label|total_?ads_?revenue|retained|retention(_.*)?"
              + "|sum_?game_?rounds|orders?|order_?value|profit|bought|buy|subscribed|sign_?ups?|signed_?up"
              + "|register(ed)?|registrations?|redeem(ed)?|open(s|ed)|donat(ed|ion|ions)|voted?|churn(ed)?|umsatz"
              + "|gekauft|kauf|bestellung(en)?|bestellt|konversion|enrol(l|led|lment|lments)?|activated|renewed"
              + "|upgraded?|add_?to_?cart|view_?content|visit_?page_?flag|.*_(after|post|nachher)|post_.*|deposits?");
  private static final Pattern WEAK_OUTCOME =
      Pattern.compile("value|amount|score|total|result|payments?|page_?views|basket|gewinn");
  private static final Pattern EARLIER =
      Pattern.compile(
          "(.*_)?(before|prior|last|previous|prev|pre|vorjahr|vorher|history|historical|past|lag[0-9]*"
              + "|baseline|earlier|[0-9]+m|old)(_.*)?");
  private static final Pattern OF_A_PERSON =
      Pattern.compile(
          "(.*_)?(age|sex|gender|size|hhsize|city|zip|id|date|time|timestamp|day|week|month|hour|region"
              + "|country|segment|income|children|tenure|recency|history)([0-9]*)");
  private static final Pattern UNIT =
      Pattern.compile(
          "(user|customer|client|member|person|subscriber|visitor|cust|account|household|patient|player"
              + "|location|store|shop|respondent|participant|device|kunden?)_?(id|nr|nummer|number|no|key|code)?"
              + "|id|uid|record_?id");
  private static final Pattern COUNT =
      Pattern.compile(
          "visitors|users|customers|participants|sample_?size|sessions|sent|recipients|total_?users|trials"
              + "|n|besucher|nutzer|kunden|delivered");
  private static final Pattern LEADING =
      Pattern.compile("^(of|no|nr|num|number|total|count|is|has|did|n|anzahl)_(of_)?(?=.{3})");

  private static final List<String> CONTROL_WORDS =
      List.of(
          "control",
          "ctrl",
          "kontroll",
          "contr",
          "no ",
          "none",
          "nothing",
          "not ",
          "placebo",
          "holdout",
          "hold-out",
          "hold out",
          "hold_out",
          "psa",
          "untreated",
          "without",
          "ohne",
          "kein",
          "baseline",
          "status quo",
          "sham",
          "old",
          "original",
          "nein ",
          "non ",
          "current",
          "default");

  private static final Pattern FIRST_OF_ALL =
      Pattern.compile(
          "0|0[.]0|a|false|((variant|variation|group|version|arm|gruppe|test)[ _-]?)(a|0)");

  private ColumnRoles() {}

  /** In small letters, words joined by _. */
  static String plain(String name) {
    String words =
        name.replaceAll("([\\p{Ll}0-9])(\\p{Lu})", "$1_$2")
            .replaceAll("\\[[^]]*]", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}0-9]+", "_")
            .replaceAll("^_+|_+$", "");
    return LEADING.matcher(words).replaceFirst("");
  }

  /** The columns with words enough and not too many to be arms, and how often each word comes. */
  static Map<String, Map<String, Integer>> kinds(TextTable table) {
    Map<String, Map<String, Integer>> kinds = new LinkedHashMap<>();
    for (String name : table.names()) {
      Map<String, Integer> words = ColumnNumbers.words(table, name);
      if (words.size() >= 2
          && words.size() <= MOST_ARMS
          && words.keySet().stream().noneMatch(word -> word.matches("[-+0-9]*[.,][0-9]*[1-9]"))) {
        kinds.put(name, words);
      }
    }
    return kinds;
  }

  /** By name first; where names say little, by words that sound like a control. */
  static Optional<String> arm(Map<String, Map<String, Integer>> kinds) {
    Predicate<String> controlled =
        name -> kinds.getOrDefault(name, Map.of()).keySet().stream().anyMatch(ColumnRoles::control);
    List<Predicate<String>> tiers =
        List.of(
            name -> ARM.matcher(plain(name)).matches(),
            name -> GROUP.matcher(plain(name)).matches() && controlled.test(name),
            name -> OFFER.matcher(plain(name)).matches() && controlled.test(name),
            name -> GROUP.matcher(plain(name)).matches(),
            name -> OFFER.matcher(plain(name)).matches(),
            name -> controlled.test(name) && !OUTCOME.matcher(plain(name)).matches());
    for (Predicate<String> tier : tiers) {
      Optional<String> found = kinds.keySet().stream().filter(tier).findFirst();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static boolean control(String word) {
    String lower = word.strip().toLowerCase(Locale.ROOT) + " ";
    return CONTROL_WORDS.stream().anyMatch(lower::startsWith);
  }

  /** The arm that sounds like the control, else the first of all, else the greatest by far. */
  static String control(Map<String, Integer> arms) {
    Comparator<Map.Entry<String, Integer>> size = Map.Entry.comparingByValue();
    int most = arms.values().stream().mapToInt(count -> count).max().orElse(0);
    long near = arms.values().stream().filter(count -> 1.5 * count > most).count();
    return arms.keySet().stream()
        .filter(ColumnRoles::control)
        .findFirst()
        .or(
            () ->
                arms.keySet().stream()
                    .filter(w -> FIRST_OF_ALL.matcher(w.toLowerCase(Locale.ROOT)).matches())
                    .findFirst())
        .or(() -> near > 1 ? arms.keySet().stream().findFirst() : Optional.empty())
        .orElseGet(
            () -> arms.entrySet().stream().max(size).map(Map.Entry::getKey).orElse("control"));
  }

  /** What sounds as if it came of something, of columns that say numbers. */
  static List<String> outcomes(List<String> numeric) {
    List<String> found = new ArrayList<>();
    for (Pattern pattern : List.of(OUTCOME, WEAK_OUTCOME)) {
      for (String name : numeric) {
        String plain = plain(name);
        boolean sounds = pattern.matcher(plain).matches() && !EARLIER.matcher(plain).matches();
        if (sounds
            && (found.isEmpty() || pattern.equals(OUTCOME))
            && found.size() < MOST_OUTCOMES) {
          found.add(name);
        }
      }
    }
    return found;
  }

  /** Whether a column sounds as if it came of something. */
  static boolean soundsLater(String name) {
    return OUTCOME.matcher(plain(name)).matches() && !EARLIER.matcher(plain(name)).matches();
  }

  /** The last column, where it says numbers and nothing of who somebody is. */
  static Optional<String> lastAsOutcome(List<String> names, List<String> numeric) {
    String last = names.get(names.size() - 1);
    return Optional.of(last)
        .filter(numeric::contains)
        .filter(name -> !OF_A_PERSON.matcher(plain(name)).matches());
  }

  /** Who was given an arm. */
  static List<String> units(List<String> names) {
    return names.stream().filter(name -> UNIT.matcher(plain(name)).matches()).toList();
  }

  /** How many customers a row stands for. */
  static List<String> counts(List<String> numeric) {
    return numeric.stream()
        .filter(name -> COUNT.matcher(plain(name)).matches() || name.strip().equalsIgnoreCase("n"))
        .toList();
  }
}
