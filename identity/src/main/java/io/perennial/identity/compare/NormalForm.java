// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import io.perennial.identity.AttributeKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The one form of a value, by what it says; empty for what says nothing. Values are not expected to
 * be clean.
 */
public final class NormalForm {

  /** Longer texts are cut: nobody tells two things apart by what stands behind. */
  private static final int LONGEST_TEXT = 4_000;

  private static final Set<String> NOTHING = WordLists.words("nothing.txt");

  /** Written for nothing where a number or a word of a list is expected it may say something. */
  private static final Set<String> SOMETHING_IN_LISTS =
      Set.of("0", "00", "000", "no", "x", "test", "nil");

  private static final Set<String> TITLES = WordLists.words("titles.txt");
  private static final Set<String> SUFFIXES =
      Set.of("jr", "sr", "ii", "iii", "iv", "phd", "md", "esq");
  private static final Set<String> LEGAL_FORMS = WordLists.words("legal_forms.txt");
  private static final Map<String, String> STREET_WORDS = WordLists.toFirst("street_words.txt");
  private static final List<String> STREET_ENDINGS =
      List.of(
          "strasse",
          "straat",
          "street",
          "circuit",
          "crescent",
          "avenue",
          "terrace",
          "parade",
          "place",
          "court",
          "drive",
          "platz",
          "allee",
          "str");
  private static final Map<String, String> GENDERS = WordLists.toFirst("genders.txt");
  private static final Map<String, String> PLACE_WORDS =
      Map.of("saint", "st", "sainte", "ste", "sankt", "st", "mount", "mt", "fort", "ft");

  private final AttributeKind kind;
  private final Dates dates;

  NormalForm(AttributeKind kind, Dates dates) {
    this.kind = kind;
    this.dates = dates;
  }

  /** The form of values of a kind; of dates such as 4/5/1980 the first number is the day. */
  public static NormalForm of(AttributeKind kind) {
    return new NormalForm(kind, Dates.DAY_FIRST);
  }

  /** A value in its one form, or an empty text. */
  public String of(String value) {
    String folded =
        Folding.fold(value.length() > LONGEST_TEXT ? value.substring(0, LONGEST_TEXT) : value)
            .strip();
    return saysNothing(folded) ? "" : formOf(folded, value);
  }

  private boolean saysNothing(String folded) {
    String words = Folding.words(folded);
    if (words.isEmpty()) {
      return true;
    }
    String joined = words.replace(" ", "");
    boolean listed = NOTHING.contains(joined);
    return switch (kind) {
      case CATEGORY, CODE, NUMBER, YEAR, TEXT -> listed && !SOMETHING_IN_LISTS.contains(joined);
      default -> listed;
    };
  }

  private String formOf(String folded, String value) {
    return switch (kind) {
      case EMAIL -> email(folded);
      case PHONE -> phone(folded);
      case IDENTIFIER -> identifier(folded);
      case GIVEN_NAME, FAMILY_NAME -> name(folded);
      case FULL_NAME -> fullName(folded);
      case ORGANISATION -> organisation(folded);
      case BIRTH_DATE -> dates.digits(folded);
      case STREET -> street(folded);
      case POSTCODE -> postcode(folded);
      case PLACE -> place(folded);
      case CATEGORY -> category(folded);
      case TEXT -> text(folded);
      case NUMBER -> Numbers.form(value.strip(), folded);
      case YEAR -> year(folded);
      case COORDINATES -> coordinates(value);
      case CODE -> Folding.lettersAndDigits(withoutPointZero(folded));
    };
  }

  private static String email(String folded) {
    String address = folded.startsWith("mailto:") ? folded.substring(7) : folded;
    int open = address.lastIndexOf('<');
    int close = address.lastIndexOf('>');
    if (open >= 0 && close > open) {
      address = address.substring(open + 1, close);
    }
    address = address.strip().replace(" ", "");
    int at = address.lastIndexOf('@');
    int plus = address.indexOf('+');
    // a mark behind + is of the sender's filing, not of another mailbox
    return plus > 0 && plus < at ? address.substring(0, plus) + address.substring(at) : address;
  }

  private static String phone(String folded) {
    int extension = folded.indexOf('x');
    String number = extension > 6 ? folded.substring(0, extension) : folded;
    String digits = Folding.digits(number);
    boolean international = number.startsWith("+");
    if (!international && digits.startsWith("00")) {
      digits = digits.substring(2);
      international = true;
    }
    if (digits.length() < 6 || digits.chars().distinct().count() < 2) {
      return "";
    }
    return international ? "+" + digits : digits;
  }

  private static String identifier(String folded) {
    String kept = Folding.lettersAndDigits(withoutPointZero(folded));
    return kept.length() > 2 && kept.chars().distinct().count() < 2 ? "" : kept;
  }

  private static String name(String folded) {
    Deque<String> words = new ArrayDeque<>(List.of(Folding.words(folded).split(" ", -1)));
    while (words.size() > 1 && TITLES.contains(words.getFirst())) {
      words.removeFirst();
    }
    while (words.size() > 1 && SUFFIXES.contains(words.getLast())) {
      words.removeLast();
    }
    return String.join(" ", words);
  }

  /** {@code Last, First} as first last; several names as they are. */
  private static String fullName(String folded) {
    int comma = folded.indexOf(',');
    boolean one = comma > 0 && comma == folded.lastIndexOf(',') && folded.indexOf(';') < 0;
    if (one) {
      String behind = Folding.words(folded.substring(comma + 1));
      if (!behind.isEmpty() && !SUFFIXES.contains(behind)) {
        return name(behind + " " + folded.substring(0, comma));
      }
    }
    return name(folded);
  }

  private static String organisation(String folded) {
    String all = Folding.words(folded.replace("&", " and "));
    List<String> words = new ArrayList<>(List.of(all.split(" ", -1)));
    while (words.size() > 1 && LEGAL_FORMS.contains(words.get(words.size() - 1))) {
      words.remove(words.size() - 1);
      while (words.size() > 1 && words.get(words.size() - 1).equals("and")) {
        words.remove(words.size() - 1);
      }
    }
    if (words.size() > 1 && words.get(0).equals("the")) {
      words.remove(0);
    }
    return String.join(" ", words);
  }

  private static String street(String folded) {
    List<String> words = new ArrayList<>();
    for (String word : Folding.words(folded).split(" ", -1)) {
      String known = STREET_WORDS.getOrDefault(word, word);
      String ending = known.equals(word) ? ending(word) : "";
      if (!ending.isEmpty()) {
        words.add(word.substring(0, word.length() - ending.length()));
        words.add(STREET_WORDS.getOrDefault(ending, ending));
      } else if (!known.equals("nr")) {
        words.add(known.equals(word) ? withoutSlip(word) : known);
      }
    }
    return String.join(" ", words);
  }

  /** A word for street that is written with a slip: crecent. */
  private static String withoutSlip(String word) {
    for (String ending : STREET_ENDINGS) {
      if (ending.length() >= 6
          && Math.abs(word.length() - ending.length()) <= 1
          && EditDistance.isWithinOne(Word.of(word), Word.of(ending))) {
        return STREET_WORDS.getOrDefault(ending, ending);
      }
    }
    return word;
  }

  /** The word for street that a word ends with: Hauptstrasse, and where a blank was forgotten. */
  private static String ending(String word) {
    for (String ending : STREET_ENDINGS) {
      if (word.length() >= ending.length() + 3 && word.endsWith(ending)) {
        return ending;
      }
    }
    return "";
  }

  private static String postcode(String folded) {
    String kept = withoutPointZero(folded);
    // D-80331 and CH-8001 are 80331 and 8001; 12345-6789 is 12345
    if (kept.matches("[a-z]{1,2}[- ]\\d{4,6}")) {
      return Folding.digits(kept);
    }
    if (kept.matches("\\d{5}-\\d{4}")) {
      return kept.substring(0, 5);
    }
    return Folding.lettersAndDigits(kept);
  }

  private static String place(String folded) {
    String[] words = Folding.words(folded).split(" ", -1);
    Arrays.setAll(words, i -> PLACE_WORDS.getOrDefault(words[i], words[i]));
    return String.join(" ", words);
  }

  private static String category(String folded) {
    String words = Folding.words(withoutPointZero(folded));
    return GENDERS.getOrDefault(words, words);
  }

  /** Words; codes of letters and digits as one (dsc-w120, dscw120), decimal points kept. */
  private static String text(String folded) {
    StringBuilder kept = new StringBuilder(folded.length());
    for (String part : folded.split("\\s+", -1)) {
      boolean digit = part.chars().anyMatch(Character::isDigit);
      boolean letter = part.chars().anyMatch(Character::isLetter);
      String words =
          digit
                  && letter
                  && part.length() <= 20
                  && part.matches("[(\\[\"']*[\\p{L}\\d]+([-/.][\\p{L}\\d]+)+[)\\]\"',.;:]*")
              ? Folding.lettersAndDigits(part)
              : wordsWithDecimals(part);
      if (!words.isEmpty()) {
        kept.append(kept.length() > 0 ? " " : "").append(words);
      }
    }
    return kept.toString();
  }

  private static String wordsWithDecimals(String part) {
    int dot = part.indexOf('.');
    boolean decimal =
        dot > 0
            && dot < part.length() - 1
            && dot == part.lastIndexOf('.')
            && Character.isDigit(part.charAt(dot - 1))
            && Character.isDigit(part.charAt(dot + 1));
    return decimal
        ? Folding.words(part.substring(0, dot)) + "." + Folding.words(part.substring(dot + 1))
        : Folding.words(part);
  }

  private static String year(String folded) {
    String plain = withoutPointZero(folded);
    for (int i = 0; i + 4 <= plain.length(); i++) {
      boolean alone =
          (i == 0 || !Character.isDigit(plain.charAt(i - 1)))
              && (i + 4 == plain.length() || !Character.isDigit(plain.charAt(i + 4)));
      String four = plain.substring(i, i + 4);
      if (alone && four.matches("[12]\\d{3}")) {
        return four;
      }
    }
    return Folding.words(plain);
  }

  private static String coordinates(String value) {
    OptionalLong position = Coordinates.parse(value);
    return position.isPresent() ? Coordinates.text(position.getAsLong()) : "";
  }

  /** Whole numbers that went through a column of decimals. */
  private static String withoutPointZero(String folded) {
    return folded.endsWith(".0") && folded.length() > 2
        ? folded.substring(0, folded.length() - 2)
        : folded;
  }
}
