// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.clean;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of people. */
public final class Names {

  /**
   * Behind a word that is a name by itself in some country, such as Miss or M, a dot must stand.
   */
  private static final Pattern TITLE =
      Pattern.compile(
          "^(?:(?:mr|mrs|ms|mx|dr|prof|herr|frau|mme|mlle|monsieur|madame|srta|sig[.]?ra|dhr|mevr"
              + "|professor|doctor)\\b[.]?|(?:m|sr|sra|sig|hr|fr|ing|mag|dipl|dott|rev)[.]"
              + "|dipl[.]?-ing[.]?)[ ]*(?=\\p{L})",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final Pattern DEGREE =
      Pattern.compile(
          ",? +(?:ph[.]?d|m[.]?d|mba|m[.]?sc|b[.]?sc|esq)[.]?$|, *(?:m[.]?a|b[.]?a)[.]?$",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern LAST_FIRST =
      Pattern.compile(
          "^(\\p{L}[\\p{L}\\p{M}'’.-]*(?: [\\p{L}\\p{M}'’.-]+){0,2}) ?,"
              + " ?(\\p{L}[\\p{L}\\p{M}'’.-]*(?: [\\p{L}\\p{M}'’.-]+){0,2})$");
  private static final Pattern BEHIND =
      Pattern.compile(
          "jr[.]?|sr[.]?|jun[.]?|sen[.]?|ii|iii|iv|v|esq[.]?|inc[.]?|ltd[.]?|llc|gmbh|co[.]?|corp[.]?"
              + "|ag|kg|s[.]?a[.]?|s[.]?l[.]?|b[.]?v[.]?|plc",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+");
  private static final Pattern COMPANY =
      Pattern.compile(
          "\\b(?:gmbh|ltd|llc|inc|corp|plc|ag|kg|ohg|ug|bv|nv|sarl|sas|srl|spa|oy|ab|aps|limited)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Set<String> PARTICLES =
      Set.of(
          "von", "van", "vom", "zu", "zum", "zur", "der", "den", "dem", "de", "del", "della", "di",
          "da", "dos", "das", "do", "du", "des", "la", "le", "las", "los", "el", "al", "bin", "ibn",
          "ter", "ten", "te", "y", "e", "und", "of");
  private static final Set<String> NUMERALS = Set.of("ii", "iii", "iv");

  private static final Set<String> PLACEHOLDERS =
      Set.of(
          "test",
          "tester",
          "testing",
          "test user",
          "test customer",
          "test test",
          "test kunde",
          "testkunde",
          "testuser",
          "test account",
          "test order",
          "customer",
          "guest",
          "gast",
          "user",
          "anonymous",
          "anonym",
          "anon",
          "name",
          "no name",
          "noname",
          "first name",
          "last name",
          "firstname",
          "lastname",
          "firstname lastname",
          "full name",
          "your name",
          "john doe",
          "jane doe",
          "max mustermann",
          "erika mustermann",
          "mustermann",
          "jan jansen",
          "asdf",
          "asdf asdf",
          "qwerty",
          "xxx",
          "xx",
          "x",
          "xyz",
          "abc",
          "aaa",
          "foo",
          "bar",
          "foo bar",
          "dummy",
          "fake",
          "sample",
          "walk-in",
          "walk in",
          "walk-in customer",
          "cash customer",
          "barverkauf",
          "laufkunde",
          "nobody",
          "not known");

  private Names() {}

  /** Without titles in front and degrees behind, where a name is left. */
  static String untitled(String name) {
    String rest = name;
    Matcher title = TITLE.matcher(rest);
    while (title.find()) {
      rest = rest.substring(title.end());
      title = TITLE.matcher(rest);
    }
    Matcher degree = DEGREE.matcher(rest);
    if (degree.find() && degree.start() > 0) {
      rest = rest.substring(0, degree.start());
    }
    return rest.isBlank() ? name : rest;
  }

  /** {@code Ada Lovelace} for {@code Lovelace, Ada}; {@code King, Jr.} and {@code X, Inc.} stay. */
  static String inOrder(String name) {
    Matcher parts = LAST_FIRST.matcher(name);
    if (!parts.matches() || BEHIND.matcher(parts.group(2)).matches()) {
      return name;
    }
    return parts.group(2) + ' ' + parts.group(1);
  }

  /**
   * A name that is all in capitals, or has none, with a capital at the head of each word: {@code
   * Anna-Maria O'Brien}, {@code Ludwig van Beethoven}, {@code Ronald McDonald}. Names in both cases
   * are as their owners write them; those of companies may be meant, and stay.
   */
  static String cased(String name) {
    boolean upper = name.codePoints().anyMatch(Character::isUpperCase);
    boolean lower = name.codePoints().anyMatch(Character::isLowerCase);
    long letters = name.codePoints().filter(Character::isLetter).count();
    if (upper == lower || letters < 2 || (upper && COMPANY.matcher(name).find())) {
      return name;
    }
    StringBuilder cased = new StringBuilder(name.length());
    Matcher words = WORD.matcher(name);
    int done = 0;
    while (words.find()) {
      cased.append(name, done, words.start());
      char behind = words.end() < name.length() ? name.charAt(words.end()) : ' ';
      cased.append(word(words.group(), words.start() == 0, behind));
      done = words.end();
    }
    return cased.append(name, done, name.length()).toString();
  }

  private static String word(String said, boolean first, char behind) {
    String word = said.toLowerCase(Locale.ROOT);
    if (!first && PARTICLES.contains(word) && behind == ' ') {
      return word;
    }
    if (NUMERALS.contains(word) && !first) {
      return word.toUpperCase(Locale.ROOT);
    }
    String capital = capital(word);
    return word.startsWith("mc") && word.length() > 4 ? "Mc" + capital(word.substring(2)) : capital;
  }

  private static String capital(String word) {
    int head = word.codePointAt(0);
    return new StringBuilder(word.length())
        .appendCodePoint(Character.toTitleCase(head))
        .append(word, Character.charCount(head), word.length())
        .toString();
  }

  /** Whether somebody filled a field with it, or there is no letter in it. */
  static boolean isPlaceholder(String name) {
    String plain = name.toLowerCase(Locale.ROOT).strip();
    return PLACEHOLDERS.contains(plain)
        || name.codePoints().noneMatch(Character::isLetter)
        || (plain.length() > 2 && plain.codePoints().distinct().count() == 1);
  }
}
