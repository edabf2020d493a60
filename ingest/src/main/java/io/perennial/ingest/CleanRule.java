// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A rule of cleaning, by name: each is counted, and can be turned off under {@code clean.off}. What
 * a rule repairs is kept beside what was said; what it doubts or flags is kept as it is.
 */
public enum CleanRule {
  /** UTF-8 that was read as Latin-1 or Windows-1252, as in {@code MÃ¼ller}; only when certain. */
  TEXT_MOJIBAKE(Kind.REPAIR, "UTF-8 that was once read as Windows-1252, made right"),
  /** Tags and entities of HTML. */
  TEXT_HTML(Kind.REPAIR, "tags and entities of HTML, taken out"),
  /** Control characters, zero-width characters, halves of surrogate pairs. */
  TEXT_INVISIBLE(Kind.REPAIR, "characters that nobody sees, taken out"),
  /** Unicode normalisation form C: UAX #15. */
  TEXT_UNICODE(Kind.REPAIR, "letters composed of several characters, made one"),
  /** Runs of blanks of any kind, and those around. */
  TEXT_SPACING(Kind.REPAIR, "blanks of any kind, made one, those around taken away"),
  /** Of texts of events and free texts among their properties: nothing of what was said is kept. */
  TEXT_PERSONAL(
      Kind.REPAIR,
      "addresses, telephone, card and account numbers, names of who wrote, taken out of texts"),
  /** N/A, null, -, and what else is written where there is nothing: no claim is made of it. */
  NOTHING(Kind.DOUBT, "a word that stands for nothing, such as N/A: no claim is made of it"),

  /** {@code mailto:}, {@code Name <a@b>}, case, blanks, dots at the end, names in Unicode. */
  EMAIL_FORM(Kind.REPAIR, "an e-mail address in its one form"),
  /** gmial.com, gmx,de: where a provider that everyone knows can be meant, and no other. */
  EMAIL_TYPO(Kind.REPAIR, "a slip in the name of a provider that everyone knows"),
  /** Not an address by RFC 5322 (dot-atom) and RFC 1123. */
  EMAIL_INVALID(Kind.DOUBT, "not an e-mail address"),
  /** An address of an office and not of a person: RFC 2142, and noreply. */
  EMAIL_ROLE(Kind.DOUBT, "the address of an office or a machine, such as noreply"),
  /** test@test.com, a@a.de, none@… */
  EMAIL_PLACEHOLDER(Kind.DOUBT, "an e-mail address made up to fill a field"),

  /** E.164, with {@code ;ext=} of RFC 3966 where there is an extension. */
  PHONE_FORM(Kind.REPAIR, "a telephone number as E.164"),
  /** A number that no country has, by the metadata of libphonenumber. */
  PHONE_INVALID(Kind.DOUBT, "not a telephone number of any country, or of the one it says"),
  /** 000000, 123456789. */
  PHONE_PLACEHOLDER(Kind.DOUBT, "a telephone number made up to fill a field"),

  /** Mr., Frau, Dr. in front; PhD behind. */
  NAME_TITLE(Kind.REPAIR, "titles around a name, taken away"),
  /** {@code Last, First}. */
  NAME_ORDER(Kind.REPAIR, "the last name behind the first"),
  /** ALL CAPITALS or none. */
  NAME_CASE(Kind.REPAIR, "a name in capitals or without any, as one writes it"),
  /** Test, Unknown, John Doe, 12345. */
  NAME_PLACEHOLDER(Kind.DOUBT, "a name made up to fill a field"),

  /** Lines become parts with commas between. */
  ADDRESS_FORM(Kind.REPAIR, "a postal address in one line, its words written out"),
  /** By the pattern of its country: SW1A 1AA, 1234 AB, 02134. */
  POSTCODE_FORM(Kind.REPAIR, "a postcode as its country writes it"),
  /** Not of the pattern of its country. */
  POSTCODE_INVALID(Kind.DOUBT, "not a postcode of its country"),
  /** ISO 3166-1 alpha-2. */
  COUNTRY_CODE(Kind.REPAIR, "a country as its code of two letters"),
  /** No country of ISO 3166-1. */
  COUNTRY_UNKNOWN(Kind.DOUBT, "not the name or code of a country"),
  /** ISO 639. */
  LANGUAGE_CODE(Kind.REPAIR, "a language as its code"),
  /** No language of ISO 639. */
  LANGUAGE_UNKNOWN(Kind.DOUBT, "not the name or code of a language"),
  /** ISO 8601, where day and month cannot be mixed up. */
  BIRTH_FORM(Kind.REPAIR, "a day of birth as 1980-12-31"),
  /** 1900-01-01, 1970-01-01: what programs make of nothing. */
  BIRTH_PLACEHOLDER(Kind.DOUBT, "a day of birth that programs make of nothing"),
  /** In the future, or more than 120 years ago. */
  BIRTH_IMPOSSIBLE(Kind.DOUBT, "a day on which nobody alive was born"),
  /** Lower-case host; without what marks a campaign. */
  WEB_FORM(Kind.REPAIR, "a web address without what marks campaigns"),

  /** Told twice, though not in the same words. */
  REPEATED(Kind.EVENT_OUT, "an event told twice, a moment apart or by two systems"),
  /** Told by two systems, under a number of each. */
  REPEATED_ELSEWHERE(
      Kind.EVENT_OUT, "an order that another system has for the same e-mail, money and minutes"),
  /** An order that a return cancels wholly, and that return. */
  REVERSED(Kind.EVENT_OUT, "an order that was wholly cancelled, and its cancellation"),
  /** Somebody tried the system. */
  TEST(Kind.EVENT_OUT, "an event by which somebody tried the system"),
  /** A program, not a person. */
  BOT(Kind.EVENT_OUT, "an event of a program, not of a person"),
  /** A return whose order is known. */
  RETURN_LINKED(Kind.EVENT_NOTE, "a return whose order is known"),
  /** A return whose order is not known. */
  RETURN_UNLINKED(Kind.EVENT_NOTE, "a return whose order is not known"),
  /**
   * Far from what is usual in all the data there are, later ones too: {@code known_at} is when it
   * happened, not since when one could know what is usual.
   */
  OUTLIER(Kind.EVENT_NOTE, "a quantity, price or amount far from what is usual"),
  /** Postage, fees. */
  CHARGE(Kind.EVENT_NOTE, "postage, a fee, a commission: not a product"),
  /** Bad debt, corrections by hand, discounts, samples. */
  ADJUSTMENT(Kind.EVENT_NOTE, "a correction of the books: not a product"),
  /** An order line that costs nothing. */
  ZERO_PRICE(Kind.EVENT_NOTE, "an order line with a quantity that costs nothing"),
  /** Came long after it happened, for its source. */
  LATE(Kind.EVENT_NOTE, "came long after it happened, for its source"),
  /** Happened after it came. */
  FUTURE(Kind.EVENT_NOTE, "happened, it says, after it came"),
  /** Of a device whose clock is off by all its events, later ones too; as for {@link #OUTLIER}. */
  CLOCK_SKEW(Kind.EVENT_NOTE, "of a device or source whose clock is ahead or behind");

  /** What a rule does with what it finds. */
  public enum Kind {
    /** Puts another value in the place of a claim's; the original stays beside it. */
    REPAIR,
    /** Flags a claim, which then links nobody. */
    DOUBT,
    /** Flags an event that features and values then leave out. */
    EVENT_OUT,
    /** Flags an event, and no more. */
    EVENT_NOTE
  }

  private final Kind kind;
  private final String meaning;

  CleanRule(Kind kind, String meaning) {
    this.kind = kind;
    this.meaning = meaning;
  }

  /** What it does. */
  public Kind kind() {
    return kind;
  }

  /** Whether it flags events; else it is about claims and texts. */
  public boolean isOfEvents() {
    return kind == Kind.EVENT_OUT || kind == Kind.EVENT_NOTE;
  }

  /** One line for people: what it finds. */
  public String meaning() {
    return meaning;
  }

  /** The word in the configuration and in the tables: {@code email-invalid}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The rule of that word. */
  public static Optional<CleanRule> of(String word) {
    return Arrays.stream(values()).filter(rule -> rule.word().equals(word)).findFirst();
  }

  /** All words, in order. */
  public static List<String> words() {
    return Arrays.stream(values()).map(CleanRule::word).toList();
  }
}
