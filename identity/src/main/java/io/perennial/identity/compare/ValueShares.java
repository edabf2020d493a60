// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import io.perennial.identity.AttributeKind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a sample of an attribute's values looks like: shares in [0, 1] of those that say something.
 */
final class ValueShares {

  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
  private static final Pattern PHONE = Pattern.compile("[+(]?[\\d][\\d ()./-]{5,18}\\d");
  private static final Pattern DATE =
      Pattern.compile(
          "(1[89]\\d\\d|20\\d\\d)(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])"
              + "|\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}([T ].*)?"
              + "|\\d{1,2}[-/.]\\d{1,2}[-/.](\\d{4}|\\d{2})"
              + "|\\d{1,2}(st|nd|rd|th)?[ .-]+\\p{L}{3,}[ .,-]+\\d{2,4}"
              + "|\\p{L}{3,}[ .-]+\\d{1,2}(st|nd|rd|th)?,? +\\d{4}");
  private static final Pattern YEAR = Pattern.compile("(1[5-9]\\d\\d|20[0-4]\\d)(\\.0)?");
  private static final Pattern INTEGER = Pattern.compile("\\d+(\\.0)?");
  private static final String CURRENCY =
      "\\p{Sc}|us\\$|a\\$|eur|usd|gbp|chf|aud|cad|jpy|sek|nok|dkk|pln";
  private static final Pattern AMOUNT =
      Pattern.compile(
          "(" + CURRENCY + ")?\\s*-?\\d[\\d.,]*(\\s*(" + CURRENCY + "|%)| \\p{L}{1,3})?");
  private static final Pattern BRITISH_POSTCODE =
      Pattern.compile("[a-z]{1,2}\\d[a-z\\d]? ?\\d[a-z]{2}");
  private static final Pattern CODE =
      Pattern.compile("(?=\\S*\\d)(?=\\S*\\p{L})[\\p{L}\\d][\\p{L}\\d_./#:-]*");

  private static final Set<String> TITLES = WordLists.words("titles.txt");
  private static final Set<String> LEGAL_FORMS = WordLists.words("legal_forms.txt");
  private static final Set<String> BUSINESS_WORDS = WordLists.words("business_words.txt");
  private static final Map<String, String> STREET_WORDS = WordLists.toFirst("street_words.txt");

  /** Forms of streets so short that they say little: n, s, v. */
  private static final int SHORTEST_STREET_WORD = 2;

  private final int values;
  private int distinct;
  private double email;
  private double phone;
  private double date;
  private double year;
  private double integer;
  private double amount;
  private double fraction;
  private double british;
  private double code;
  private double coordinates;
  private double digit;
  private double title;
  private double given;
  private double business;
  private double street;
  private double comma;
  private double words;
  private double length;
  private double sameLength;

  private ValueShares(int values) {
    this.values = values;
  }

  static ValueShares of(List<String> sample) {
    NormalForm form = NormalForm.of(AttributeKind.TEXT);
    List<String> said =
        sample.stream().map(String::strip).filter(value -> !form.of(value).isEmpty()).toList();
    ValueShares shares = new ValueShares(said.size());
    Set<String> seen = new HashSet<>();
    int[] lengths = new int[32];
    for (String value : said) {
      String folded = Folding.fold(value);
      seen.add(folded);
      shares.add(folded);
      lengths[Math.min(31, folded.length())]++;
    }
    shares.distinct = seen.size();
    for (int count : lengths) {
      shares.sameLength = Math.max(shares.sameLength, count);
    }
    return shares;
  }

  private void add(String value) {
    email += EMAIL.matcher(value).matches() ? 1 : 0;
    phone += PHONE.matcher(value).matches() && Folding.digits(value).length() >= 7 ? 1 : 0;
    date += DATE.matcher(value).matches() ? 1 : 0;
    year += YEAR.matcher(value).matches() ? 1 : 0;
    boolean isInteger = INTEGER.matcher(value).matches();
    integer += isInteger ? 1 : 0;
    boolean isAmount = AMOUNT.matcher(value).matches();
    amount += isAmount ? 1 : 0;
    fraction += isAmount && !isInteger ? 1 : 0;
    british += BRITISH_POSTCODE.matcher(value).matches() ? 1 : 0;
    coordinates += Coordinates.parse(value).isPresent() ? 1 : 0;
    code += CODE.matcher(value).matches() ? 1 : 0;
    digit += value.chars().anyMatch(Character::isDigit) ? 1 : 0;
    comma += value.indexOf(',') > 0 || value.indexOf(';') > 0 || value.contains(" and ") ? 1 : 0;
    length += value.length();
    String[] parts = Folding.words(value).split(" ", -1);
    words += parts.length;
    title += parts.length == 1 && TITLES.contains(parts[0]) ? 1 : 0;
    given += isGiven(parts) ? 1 : 0;
    business += isBusiness(parts) ? 1 : 0;
    street += isStreet(parts) ? 1 : 0;
  }

  private static boolean isGiven(String[] words) {
    for (int i = 0; i < Math.min(3, words.length); i++) {
      if (words[i].length() > 1 && Nicknames.isKnown(words[i])) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBusiness(String[] words) {
    for (String word : words) {
      if (BUSINESS_WORDS.contains(word)) {
        return true;
      }
    }
    return words.length > 1 && LEGAL_FORMS.contains(words[words.length - 1]);
  }

  private static boolean isStreet(String[] words) {
    for (String word : words) {
      boolean ends = word.length() > 6 && (word.endsWith("strasse") || word.endsWith("straat"));
      if (ends || (word.length() >= SHORTEST_STREET_WORD && STREET_WORDS.containsKey(word))) {
        return words.length > 1;
      }
    }
    return false;
  }

  /** How many values of the sample say something. */
  int values() {
    return values;
  }

  int distinct() {
    return distinct;
  }

  double distinctShare() {
    return share(distinct);
  }

  double emails() {
    return share(email);
  }

  double phones() {
    return share(phone);
  }

  double dates() {
    return share(date);
  }

  double years() {
    return share(year);
  }

  double integers() {
    return share(integer);
  }

  double amounts() {
    return share(amount);
  }

  /** Amounts that are not whole numbers: with decimals or a currency. */
  double fractions() {
    return share(fraction);
  }

  double britishPostcodes() {
    return share(british);
  }

  /** Single words with letters and digits. */
  double codes() {
    return share(code);
  }

  /** Latitude and longitude in one. */
  double coordinates() {
    return share(coordinates);
  }

  double withDigits() {
    return share(digit);
  }

  double titles() {
    return share(title);
  }

  double givenNames() {
    return share(given);
  }

  double businesses() {
    return share(business);
  }

  double streets() {
    return share(street);
  }

  double lists() {
    return share(comma);
  }

  double meanWords() {
    return share(words);
  }

  double meanLength() {
    return share(length);
  }

  /** The share of values of the most frequent length. */
  double sameLength() {
    return share(sameLength);
  }

  private double share(double count) {
    return values == 0 ? 0 : count / values;
  }
}
