// SPDX-License-Identifier: Apache-2.0
package io.perennial.governance.redact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes personal data out of texts: e-mail addresses, telephone numbers, numbers of payment cards
 * and bank accounts, and names that are known of who wrote. Each is replaced by what it is: {@code
 * [email]}, {@code [phone]}, {@code [card]}, {@code [iban]}, {@code [name]}. Order numbers, prices,
 * dates and times stay. The same text gives the same result; redacting again changes nothing.
 * Linear in the length of the text.
 */
public final class Redactor {

  /** Words before a number that say it is of a thing, not of a person. */
  private static final Pattern OF_A_THING =
      Pattern.compile(
          "(?:(?<![\\p{L}\\p{N}])(?:order|bestell\\p{L}*|auftrag\\p{L}*|commande|pedido|ordine|encomenda|invoice|rechnung\\p{L}*"
              + "|facture|factura|fattura|fatura|tracking|track|sendung\\p{L}*|colis|paket\\p{L}*|parcel|sku"
              + "|ean|isbn|article|artikel\\p{L}*|item|product|serial|serien\\p{L}*|ticket|case|ref|reference"
              + "|referenz|kunden\\p{L}*|customer|\\p{L}*number|\\p{L}*nummer|num[ée]ro|número|no|nr|id)|#|№)"
              + "[\\s.:#№-]{0,3}(?:(?:number|no|nr|id|is|nummer|lautet|ist|num[ée]ro|número|n°)[\\s.:#]{0,2}){0,2}$");

  private static final Pattern OF_A_PERSON =
      Pattern.compile(
          "(?<!\\[)(?:phone|mobile|telephone|telefon|handy|card|karten?|cell|contact|whatsapp"
              + "|\\b(?:my|mein\\p{L}*|mon|mi|mio|meu|mijn)\\s(?:number|nummer|num[ée]ro|número))");

  /** What was glued to something personal may be seen only when that is gone. */
  private static final int MAX_ROUNDS = 8;

  private Redactor() {}

  /** The text without addresses and numbers of persons. */
  public static String redact(String text) {
    return redact(text, List.of());
  }

  /**
   * The same without names.
   *
   * @param names of the person who wrote: whole names or parts of them
   */
  public static String redact(String text, Collection<String> names) {
    Names known = names.isEmpty() ? Names.NONE : new Names(names);
    String before = text;
    for (int round = 0; round < MAX_ROUNDS; round++) {
      String after = once(before, known);
      if (after.equals(before)) {
        return after;
      }
      before = after;
    }
    return before;
  }

  private static String once(String text, Names names) {
    List<Found> found = new ArrayList<>();
    if (Emails.mayBeIn(text)) {
      Emails.find(text, found);
    }
    if (Digits.areIn(text)) {
      findNumbers(text, found);
    }
    names.find(text, found);
    return found.isEmpty() ? text : replaced(text, found);
  }

  private static void findNumbers(String text, List<Found> found) {
    int at = 0;
    while (at < text.length()) {
      Found number = isStart(text, at) ? number(text, at) : null;
      if (number != null) {
        found.add(number);
        at = number.to();
      } else if (Digits.isDigit(text.charAt(at))) {
        // what stands behind in the same number begins nothing
        at = endOfDigits(text, at);
      } else {
        at++;
      }
    }
  }

  private static int endOfDigits(String text, int from) {
    int at = from;
    while (at < text.length() && Digits.isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** Whether a number may begin here: not within a word, a number or a price. */
  private static boolean isStart(String text, int at) {
    char c = text.charAt(at);
    boolean begins = Digits.isDigit(c) || "+\uFF0B(".indexOf(c) >= 0 || isLatin(c);
    if (!begins) {
      return false;
    }
    if (at == 0) {
      return true;
    }
    char before = text.charAt(at - 1);
    boolean isPart =
        Character.isLetterOrDigit(before)
            || before == '#'
            || before == ']' // of a placeholder, which may have been a word
            || ("-_=&$€£".indexOf(before) >= 0
                && at > 1
                && !Character.isWhitespace(text.charAt(at - 2))
                && c != '+')
            || (".,/".indexOf(before) >= 0 && at > 1 && c != '+' && isGlued(text, at - 1));
    return !isPart && "$€£#".indexOf(before) < 0;
  }

  /**
   * Whether what stands before a point, comma or slash is no plain word: 12.50, a path, a domain.
   */
  private static boolean isGlued(String text, int end) {
    int at = end - 1;
    while (at >= 0 && Character.isLetter(text.charAt(at))) {
      at--;
    }
    boolean isWord = at < end - 1 && (at < 0 || Character.isWhitespace(text.charAt(at)));
    return !isWord && !Character.isWhitespace(text.charAt(end - 1));
  }

  private static boolean isLatin(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  private static @Nullable Found number(String text, int at) {
    if (isLatin(text.charAt(at))) {
      int end =
          at + 2 < text.length() && Digits.isDigit(text.charAt(at + 2)) ? Ibans.end(text, at) : -1;
      return end < 0 ? null : new Found(at, end, Ibans.PLACEHOLDER);
    }
    if (isOfAThing(text, at)) {
      return null;
    }
    if (Digits.isDigit(text.charAt(at))) {
      int end = Cards.end(text, at);
      if (end >= 0) {
        return new Found(at, end, Cards.PLACEHOLDER);
      }
    }
    int end = Phones.end(text, at);
    return end < 0 ? null : new Found(at, end, Phones.PLACEHOLDER);
  }

  private static boolean isOfAThing(String text, int at) {
    String before = text.substring(Math.max(0, at - 36), at).toLowerCase(Locale.ROOT);
    return text.charAt(at) != '+'
        && OF_A_THING.matcher(before).find()
        && !OF_A_PERSON.matcher(before).find();
  }

  /**
   * Of what overlaps the first holds, of equal ones the longer; neighbours of a kind become one.
   */
  private static String replaced(String text, List<Found> found) {
    found.sort(Comparator.comparingInt(Found::from).thenComparing(f -> -f.to()));
    StringBuilder redacted = new StringBuilder(text.length());
    int done = 0;
    String last = "";
    for (Found one : found) {
      if (one.from() < done) {
        continue;
      }
      String between = text.substring(done, one.from());
      boolean isSame = done > 0 && last.equals(one.placeholder()) && between.isBlank();
      if (!isSame || !last.equals(Names.PLACEHOLDER)) {
        redacted.append(between).append(one.placeholder());
      }
      last = one.placeholder();
      done = one.to();
    }
    return redacted.append(text, done, text.length()).toString();
  }
}
