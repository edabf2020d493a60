// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.company;

import java.util.Locale;

/** What is wrong in the files of a simulated company, and what ought to become of it. */
public enum Defect {
  EMAIL_CASE(Fate.REPAIRED, "an e-mail in capitals or with blanks around"),
  EMAIL_TYPO(Fate.REPAIRED, "an e-mail with a slip by which only one address can be meant"),
  EMAIL_INVALID(Fate.DOUBTED, "what is no e-mail: no @, or nothing behind it"),
  PHONE_SPELLING(Fate.REPAIRED, "a phone number as people write it at home"),
  PHONE_INVALID(Fate.DOUBTED, "a phone number that no phone can have"),
  NAME_SPELLING(Fate.REPAIRED, "a name in capitals, with blanks, or the last name first"),
  MOJIBAKE(Fate.REPAIRED, "a name whose bytes were once read in the wrong encoding"),
  MISSING_WORD(Fate.NOTHING, "N/A, NULL or 0 where there is no phone number"),
  EXACT_DUPLICATE(Fate.DUPLICATE, "a row that stands twice"),
  DOUBLE_SUBMIT(Fate.FLAG_REPEATED, "an order sent again some seconds later under a new number"),
  TWO_SYSTEMS(Fate.FLAG_REPEATED, "an order of the web shop that the till books too"),
  TWO_NUMBERS(
      Fate.FLAG_ELSEWHERE,
      "an order of the web shop that the till books under a number of its own"),
  TEST_ORDER(Fate.FLAG_TEST, "an order that the staff made to try the shop"),
  BOT(Fate.FLAG_BOT, "page views of a machine"),
  OUTLIER(Fate.FLAG_OUTLIER, "an order of some ten thousand pieces, called off within the hour"),
  FULL_RETURN(Fate.FLAG_REVERSED, "an order that comes back as a whole"),
  PARTIAL_RETURN(Fate.FLAG_LINKED, "an order of which one line comes back"),
  RETURN_WITHOUT_ORDER(Fate.FLAG_UNLINKED, "a return whose order nobody knows"),
  CHARGE(Fate.FLAG_CHARGE, "a line for postage among the lines of an order"),
  CLOCK_SKEW(Fate.FLAG_SKEW, "readings of a device whose clock is hours off"),
  FUTURE_TIME(Fate.QUARANTINE_TIME, "a time in the year 2100"),
  BAD_TIME(Fate.QUARANTINE_TIME, "a day that no month has"),
  BAD_NUMBER(Fate.QUARANTINE_NUMBER, "an amount that is no number"),
  BROKEN_ROW(Fate.QUARANTINE_ROW, "a row with too few fields, or a quote that is not closed"),
  CUT_OFF_ROW(Fate.QUARANTINE_ROW, "the last row of a file that was cut off"),
  MISSING_CUSTOMER(Fate.QUARANTINE_CUSTOMER, "a row that does not say whose it is"),
  UNKNOWN_TYPE(Fate.QUARANTINE_TYPE, "a kind of event that the configuration does not know"),
  UNKNOWN_CURRENCY(Fate.QUARANTINE_CURRENCY, "money for which there is no rate"),
  CUT_OFF_FILE(Fate.FILE_NOT_READ, "a packed file that ends too early"),
  LATE_FILE(Fate.FLAG_LATE, "a receipt in a file that comes long after its month"),
  SCHEMA_CHANGE(
      Fate.NOTED, "a month from which on columns are new, gone, renamed or of another kind"),
  DAY_WITHOUT_DATA(Fate.ALARM, "a day of which a source says nothing");

  /** What ought to become of a defect. */
  public enum Fate {
    /** The claim has the right value, and keeps what was written as its original. */
    REPAIRED,
    /** The claim is there with a flag. */
    DOUBTED,
    /** No claim. */
    NOTHING,
    /** The row is counted as a duplicate. */
    DUPLICATE,
    FLAG_REPEATED("repeated"),
    FLAG_ELSEWHERE("repeated-elsewhere"),
    FLAG_TEST("test"),
    FLAG_BOT("bot"),
    FLAG_OUTLIER("outlier"),
    FLAG_REVERSED("reversed"),
    FLAG_LINKED("return-linked"),
    FLAG_UNLINKED("return-unlinked"),
    FLAG_CHARGE("charge"),
    FLAG_SKEW("clock-skew"),
    FLAG_LATE("late"),
    QUARANTINE_TIME("time"),
    QUARANTINE_NUMBER("amount"),
    QUARANTINE_ROW("row"),
    QUARANTINE_CUSTOMER("customer"),
    QUARANTINE_TYPE("type"),
    QUARANTINE_CURRENCY("currency"),
    /** The file is named as not read, and nothing of it is in the lake. */
    FILE_NOT_READ,
    /** Ingest says so before it reads the file. */
    NOTED,
    /** The day has an alarm of its volume. */
    ALARM;

    private final String word;

    Fate() {
      this("");
    }

    Fate(String word) {
      this.word = word;
    }

    /** The rule of a flag, or the field of a row in quarantine; else empty. */
    public String word() {
      return word;
    }

    public boolean isFlag() {
      return name().startsWith("FLAG_");
    }

    public boolean isQuarantine() {
      return name().startsWith("QUARANTINE_");
    }
  }

  private final Fate fate;
  private final String doc;

  Defect(Fate fate, String doc) {
    this.fate = fate;
    this.doc = doc;
  }

  public Fate fate() {
    return fate;
  }

  /** What it is, in half a sentence. */
  public String doc() {
    return doc;
  }

  /** Its name in files: {@code email-typo}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
