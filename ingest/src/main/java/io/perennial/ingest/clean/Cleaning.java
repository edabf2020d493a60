// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.clean;

import io.perennial.governance.redact.Redactor;
import io.perennial.ingest.CleanRule;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Cleans claims and texts by all rules that are on. Pure: the same value comes to the same; what is
 * clean stays as it is; nothing that was said becomes nothing, or 0.
 */
public final class Cleaning implements Serializable {

  private static final int LONGEST_CLAIM = 4_000;
  private static final long serialVersionUID = 1;

  private final EnumSet<CleanRule> off;
  private final String region;
  private final LocalDate today;

  /**
   * @param off the rules that are off
   * @param region ISO code of the country of numbers, postcodes and dates that do not say theirs
   * @param today by which a day of birth is in the future
   */
  public Cleaning(Set<CleanRule> off, Optional<String> region, LocalDate today) {
    this.off = off.isEmpty() ? EnumSet.noneOf(CleanRule.class) : EnumSet.copyOf(off);
    this.region = region.orElse("");
    this.today = today;
  }

  /** Whether a rule is on. */
  public boolean does(CleanRule rule) {
    return !off.contains(rule);
  }

  /** A text of several lines that a person wrote, of whom no name is known. */
  public Cleaned text(String said) {
    return text(said, List.of());
  }

  /**
   * A text of several lines that a person wrote. Cost: a look at each character, more where it is
   * not plain ASCII.
   *
   * @param names of who wrote it
   */
  public Cleaned text(String said, Collection<String> names) {
    Draft draft = new Draft(said, off);
    UnaryOperator<String> redacted = value -> Redactor.redact(value, names);
    if (Texts.isPlain(said)) {
      draft.repair(CleanRule.TEXT_PERSONAL, redacted);
    } else {
      draft.untilAtRest(
          d -> {
            unpack(d);
            d.repair(CleanRule.TEXT_SPACING, Texts::lines);
            d.repair(CleanRule.TEXT_PERSONAL, redacted);
          });
    }
    return draft.done();
  }

  /**
   * An object in JSON, in which texts of three words or more are without personal data; all else in
   * it is as it was, to the blanks.
   *
   * @param names of who wrote it
   */
  public Cleaned properties(String json, Collection<String> names) {
    Draft draft = new Draft(json, off);
    draft.repair(
        CleanRule.TEXT_PERSONAL,
        value -> JsonTexts.with(value, text -> Redactor.redact(text, names)));
    return draft.done();
  }

  /**
   * A claim. One of more than 4,000 characters is nothing that can be cleaned, and stays as it is:
   * the search for what stands around it takes time by the square of its length.
   *
   * @param attribute by whose name the rules are chosen: {@code email}, {@code billing_phone}
   * @param said not empty
   * @param country what the same record says about its country, in any form
   */
  public Cleaned claim(String attribute, String said, Optional<String> country) {
    Draft draft = new Draft(said, off);
    if (said.length() > LONGEST_CLAIM) {
      return draft.done();
    }
    ClaimKind kind = ClaimKind.of(attribute);
    Optional<String> code =
        country.flatMap(Countries::code).or(() -> Optional.of(region).filter(r -> !r.isEmpty()));
    draft.untilAtRest(
        d -> {
          if (!Texts.isPlain(d.value())) {
            unpack(d);
            if (kind == ClaimKind.ADDRESS) {
              d.repair(CleanRule.ADDRESS_FORM, value -> Addresses.form(value, code));
            }
            d.repair(CleanRule.TEXT_SPACING, Texts::line);
          }
          repair(d, kind, code);
        });
    doubt(draft, kind, code);
    return draft.done();
  }

  private static void unpack(Draft draft) {
    draft.repair(CleanRule.TEXT_MOJIBAKE, Mojibake::repaired);
    draft.repair(CleanRule.TEXT_HTML, Html::text);
    draft.repair(CleanRule.TEXT_INVISIBLE, Texts::visible);
    draft.repair(CleanRule.TEXT_UNICODE, Texts::composed);
  }

  private static void repair(Draft draft, ClaimKind kind, Optional<String> country) {
    switch (kind) {
      case EMAIL -> {
        draft.repair(CleanRule.EMAIL_TYPO, Emails::withoutSlips);
        draft.repair(CleanRule.EMAIL_FORM, Emails::form);
      }
      case PHONE -> draft.repair(CleanRule.PHONE_FORM, value -> Phones.form(value, country));
      case NAME -> {
        draft.repair(CleanRule.NAME_TITLE, Names::untitled);
        draft.repair(CleanRule.NAME_ORDER, Names::inOrder);
        draft.repair(CleanRule.NAME_CASE, Names::cased);
      }
      case ADDRESS -> draft.repair(CleanRule.ADDRESS_FORM, value -> Addresses.form(value, country));
      case POSTCODE ->
          draft.repair(CleanRule.POSTCODE_FORM, value -> Postcodes.form(value, country));
      case COUNTRY ->
          draft.repair(CleanRule.COUNTRY_CODE, value -> Countries.code(value).orElse(value));
      case LANGUAGE ->
          draft.repair(CleanRule.LANGUAGE_CODE, value -> Languages.code(value).orElse(value));
      case BIRTH_DATE ->
          draft.repair(CleanRule.BIRTH_FORM, value -> BirthDates.form(value, country));
      case WEB -> draft.repair(CleanRule.WEB_FORM, WebAddresses::form);
      case TEXT -> {}
    }
  }

  private void doubt(Draft draft, ClaimKind kind, Optional<String> country) {
    // NA is Namibia, and Nauruan
    boolean isCode = kind == ClaimKind.COUNTRY || kind == ClaimKind.LANGUAGE;
    if (!isCode || !isKnown(kind, draft.value())) {
      draft.doubt(CleanRule.NOTHING, value -> saysNothing(kind, value));
    }
    switch (kind) {
      case EMAIL -> {
        draft.doubt(CleanRule.EMAIL_INVALID, value -> !Emails.isValid(value));
        draft.doubt(CleanRule.EMAIL_PLACEHOLDER, Emails::isPlaceholder);
        draft.doubt(CleanRule.EMAIL_ROLE, Emails::isRole);
      }
      case PHONE -> {
        draft.doubt(CleanRule.PHONE_PLACEHOLDER, Phones::isPlaceholder);
        draft.doubt(CleanRule.PHONE_INVALID, value -> Phones.isInvalid(value, country));
      }
      case NAME -> draft.doubt(CleanRule.NAME_PLACEHOLDER, Names::isPlaceholder);
      case POSTCODE ->
          draft.doubt(CleanRule.POSTCODE_INVALID, value -> Postcodes.isInvalid(value, country));
      case COUNTRY -> draft.doubt(CleanRule.COUNTRY_UNKNOWN, value -> !isKnown(kind, value));
      case LANGUAGE -> draft.doubt(CleanRule.LANGUAGE_UNKNOWN, value -> !isKnown(kind, value));
      case BIRTH_DATE -> {
        draft.doubt(CleanRule.BIRTH_PLACEHOLDER, BirthDates::isPlaceholder);
        draft.doubt(CleanRule.BIRTH_IMPOSSIBLE, value -> BirthDates.isImpossible(value, today));
      }
      case ADDRESS, WEB, TEXT -> {}
    }
  }

  private static boolean isKnown(ClaimKind kind, String value) {
    return (kind == ClaimKind.COUNTRY ? Countries.code(value) : Languages.code(value)).isPresent();
  }

  private static boolean saysNothing(ClaimKind kind, String value) {
    return Texts.saysNothing(value) || (kind != ClaimKind.TEXT && value.matches("0{1,2}([.]0)?"));
  }
}
