// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.block;

import io.perennial.identity.AttributeKind;
import java.util.List;
import java.util.Optional;

/** What of a value two records must share to be compared. */
public enum KeyForm {
  /** The value. */
  EXACT(""),
  /** How it sounds, for names. */
  SOUNDS("sounds"),
  /** Its first letters. */
  START("start"),
  /** Its words in any order, without blanks between. */
  WORDS("words"),
  /** One of its words. */
  WORD("word"),
  /** Its two longest words. */
  LONGEST("longest"),
  /** A band of its letter pairs, for typos anywhere. */
  SIMILAR("similar"),
  /** Year and month of a date. */
  YEAR_MONTH("year-month"),
  /** Day and month of a date, whichever is first. */
  DAY_MONTH("day-month"),
  /** Year and day of a date. */
  YEAR_DAY("year-day"),
  /** Year of a date. */
  YEAR("year"),
  /** What is before the @ of an address. */
  LOCAL("local"),
  /** The letters before the @ of an address. */
  LETTERS("letters"),
  /** The last seven digits. */
  LAST_SEVEN("last7"),
  /** The last four digits. */
  LAST_FOUR("last4"),
  /**
   * A square of 300 metres on the earth, of each of four grids: what is 150 metres apart or less.
   */
  NEAR("near");

  private final String word;

  KeyForm(String word) {
    this.word = word;
  }

  /** As rules write it behind a colon; empty for the value itself. */
  public String word() {
    return word;
  }

  /** The form that rules write so. */
  static Optional<KeyForm> of(String word) {
    for (KeyForm form : values()) {
      if (form.word.equals(word)) {
        return Optional.of(form);
      }
    }
    return Optional.empty();
  }

  /** The forms worth trying for a kind of attribute. */
  static List<KeyForm> of(AttributeKind kind) {
    return switch (kind) {
      case EMAIL -> List.of(EXACT, LOCAL, LETTERS, SIMILAR);
      case PHONE -> List.of(EXACT, LAST_SEVEN, LAST_FOUR);
      case IDENTIFIER -> List.of(EXACT, START, LAST_FOUR, SIMILAR);
      case GIVEN_NAME, FAMILY_NAME -> List.of(EXACT, SOUNDS, START, SIMILAR);
      case FULL_NAME, ORGANISATION -> List.of(EXACT, WORDS, WORD, LONGEST, SIMILAR);
      case BIRTH_DATE -> List.of(EXACT, YEAR_MONTH, DAY_MONTH, YEAR_DAY, YEAR);
      case STREET, TEXT -> List.of(EXACT, WORD, LONGEST, SIMILAR);
      case PLACE -> List.of(EXACT, SOUNDS, START);
      case POSTCODE, CODE -> List.of(EXACT, START);
      case COORDINATES -> List.of(EXACT, NEAR);
      case CATEGORY, NUMBER, YEAR -> List.of(EXACT);
    };
  }
}
