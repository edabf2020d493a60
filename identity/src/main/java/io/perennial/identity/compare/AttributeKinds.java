// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import io.perennial.identity.AttributeKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What attributes say, by what they are called and what their values look like. Where a name has
 * two meanings, values decide; a name nobody knows is no obstacle.
 */
public final class AttributeKinds {

  /** Values of which a share so large has a form are of that form. */
  private static final double MOST = .6;

  private AttributeKinds() {}

  /** What one attribute says, seen alone. */
  public static KindGuess of(String name, List<String> sample) {
    return of(Map.of(name, sample)).get(name);
  }

  /**
   * What each attribute says, seen together.
   *
   * @param samples of each attribute some values, as they were said
   */
  public static Map<String, KindGuess> of(Map<String, List<String>> samples) {
    return of(samples, samples.keySet());
  }

  /**
   * What some attributes say, seen together with others.
   *
   * @param samples of each of them some values, as they were said
   * @param names of all
   */
  static Map<String, KindGuess> of(Map<String, List<String>> samples, Set<String> names) {
    boolean ofThings = names.stream().anyMatch(AttributeNames::isOfThing);
    boolean ofPersons = names.stream().anyMatch(AttributeNames::isOfPerson);
    Map<String, KindGuess> guesses = new TreeMap<>();
    samples.forEach(
        (name, sample) ->
            guesses.put(name, guess(name, ValueShares.of(sample), ofThings, ofPersons)));
    return guesses;
  }

  private static KindGuess guess(
      String name, ValueShares values, boolean ofThings, boolean ofPersons) {
    if (AttributeNames.isKey(name)) {
      return KindGuess.leftOut("named as the key of a source");
    }
    if (AttributeNames.isTimeOfRow(name)) {
      return KindGuess.leftOut("named as the time at which a row was written");
    }
    if (values.values() == 0) {
      return KindGuess.leftOut("says nothing");
    }
    // what looks like an address of mail or a position is one, whatever it is called
    if (values.emails() > MOST) {
      return KindGuess.shown(
          AttributeKind.EMAIL, percent(values.emails()) + " are e-mail addresses");
    }
    if (values.coordinates() > MOST) {
      return KindGuess.shown(
          AttributeKind.COORDINATES, percent(values.coordinates()) + " are coordinates");
    }
    Optional<AttributeKind> named = AttributeNames.kind(name);
    if (named.isPresent()) {
      return checked(name, named.get(), values, ofThings, ofPersons);
    }
    return byValues(values, ofThings);
  }

  /** What a name says, corrected by values that cannot be that. */
  private static KindGuess checked(
      String name, AttributeKind kind, ValueShares values, boolean ofThings, boolean ofPersons) {
    AttributeKind shown =
        switch (kind) {
          case FULL_NAME ->
              AttributeNames.isPlainName(name) ? whoseName(values, ofThings, ofPersons) : kind;
          case TEXT -> text(values);
          case CATEGORY -> values.meanWords() > 4 ? AttributeKind.TEXT : kind;
          case NUMBER -> values.amounts() < MOST ? wordsOrCode(values) : kind;
          case YEAR, BIRTH_DATE -> time(kind, values);
          case COORDINATES -> values.meanWords() > 1.5 ? AttributeKind.TEXT : AttributeKind.CODE;
          case STREET ->
              values.integers() > MOST || values.meanLength() < 5 ? AttributeKind.CODE : kind;
          case GIVEN_NAME, FAMILY_NAME -> values.meanWords() > 3 ? AttributeKind.TEXT : kind;
          default -> kind;
        };
    return shown == kind
        ? KindGuess.named(kind, "named as " + words(kind))
        : KindGuess.named(shown, "named as " + words(kind) + ", with values as of " + words(shown));
  }

  /** What {@code name} is the name of. */
  private static AttributeKind whoseName(ValueShares values, boolean ofThings, boolean ofPersons) {
    boolean persons = values.givenNames() > .2 && values.givenNames() > 2 * values.businesses();
    if (values.withDigits() < .05 && (persons || ofPersons)) {
      return values.meanWords() < 1.2 ? AttributeKind.GIVEN_NAME : AttributeKind.FULL_NAME;
    }
    return ofThings || values.meanWords() > 5 ? AttributeKind.TEXT : AttributeKind.ORGANISATION;
  }

  private static AttributeKind text(ValueShares values) {
    if (values.titles() > MOST) {
      return AttributeKind.CATEGORY;
    }
    boolean few = values.meanWords() < 2 && values.distinct() <= 20 && values.values() >= 100;
    return few ? AttributeKind.CATEGORY : AttributeKind.TEXT;
  }

  private static AttributeKind time(AttributeKind kind, ValueShares values) {
    if (values.years() > MOST) {
      return AttributeKind.YEAR;
    }
    return values.dates() > .3 ? AttributeKind.BIRTH_DATE : kind;
  }

  private static AttributeKind wordsOrCode(ValueShares values) {
    return values.meanWords() > 1.5 ? AttributeKind.TEXT : AttributeKind.CODE;
  }

  private static KindGuess byValues(ValueShares values, boolean ofThings) {
    if (values.dates() > MOST) {
      return KindGuess.shown(AttributeKind.BIRTH_DATE, percent(values.dates()) + " are dates");
    }
    if (values.years() > .8) {
      return KindGuess.shown(AttributeKind.YEAR, percent(values.years()) + " are years");
    }
    if (values.britishPostcodes() > MOST) {
      return KindGuess.shown(
          AttributeKind.POSTCODE, percent(values.britishPostcodes()) + " are postcodes");
    }
    if (isPhone(values)) {
      return KindGuess.shown(
          AttributeKind.PHONE, percent(values.phones()) + " are telephone numbers");
    }
    if (values.amounts() > .9) {
      return numbers(values);
    }
    if (values.codes() > MOST) {
      return isFew(values)
          ? KindGuess.shown(AttributeKind.CATEGORY, "few different codes")
          : KindGuess.shown(AttributeKind.CODE, percent(values.codes()) + " are codes");
    }
    return phrases(values, ofThings);
  }

  private static boolean isPhone(ValueShares values) {
    return values.phones() > MOST
        && (values.phones() - values.integers() > .3
            || (values.meanLength() > 8.5 && values.meanLength() < 14 && values.sameLength() < .9));
  }

  private static boolean isFew(ValueShares values) {
    return values.values() >= 50
        && values.distinct() <= Math.max(12, values.values() / 50)
        && values.meanWords() < 3;
  }

  private static KindGuess numbers(ValueShares values) {
    if (values.fractions() > .1) {
      return KindGuess.shown(AttributeKind.NUMBER, percent(values.fractions()) + " are amounts");
    }
    if (isFew(values)) {
      return KindGuess.shown(AttributeKind.CATEGORY, "few different numbers");
    }
    boolean postcodes =
        values.sameLength() > .8
            && values.meanLength() >= 4
            && values.meanLength() <= 6.1
            && values.distinctShare() < .95;
    if (postcodes) {
      return KindGuess.shown(AttributeKind.POSTCODE, "numbers of one length, many of them shared");
    }
    return values.meanLength() >= 5
        ? KindGuess.shown(AttributeKind.IDENTIFIER, "long numbers")
        : KindGuess.shown(AttributeKind.CODE, "short numbers");
  }

  private static KindGuess phrases(ValueShares values, boolean ofThings) {
    if (values.streets() > .4 && values.withDigits() > .3 && values.meanWords() < 8) {
      return KindGuess.shown(AttributeKind.STREET, percent(values.streets()) + " are streets");
    }
    double words = values.meanWords();
    if (words > 6) {
      return KindGuess.shown(AttributeKind.TEXT, "many words");
    }
    boolean letters = values.withDigits() < .05;
    if (letters && values.givenNames() > .25 && values.businesses() < .1) {
      return words < 1.4
          ? KindGuess.shown(AttributeKind.GIVEN_NAME, "many are given names")
          : KindGuess.shown(AttributeKind.FULL_NAME, "many begin with given names");
    }
    if (isFew(values)) {
      return KindGuess.shown(AttributeKind.CATEGORY, "few different values");
    }
    if (values.businesses() > .15) {
      return KindGuess.shown(
          AttributeKind.ORGANISATION, percent(values.businesses()) + " are businesses");
    }
    if (letters && words < 1.3 && !ofThings) {
      return values.distinctShare() < .1
          ? KindGuess.shown(AttributeKind.PLACE, "single words that many share")
          : KindGuess.shown(AttributeKind.FAMILY_NAME, "single words");
    }
    if (letters && words < 2.2 && values.distinctShare() < .3) {
      return KindGuess.shown(AttributeKind.PLACE, "one or two words that many share");
    }
    return words > 3.5 || ofThings
        ? KindGuess.shown(AttributeKind.TEXT, "several words")
        : KindGuess.shown(AttributeKind.ORGANISATION, "few words");
  }

  private static String words(AttributeKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String percent(double share) {
    return Math.round(share * 100) + " %";
  }
}
