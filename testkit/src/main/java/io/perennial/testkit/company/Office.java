// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.company;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What all sources of the company share.
 *
 * @param root where the files go
 * @param books what is written down about them
 * @param persons who the customers are
 * @param chance from which each source derives its own
 * @param share of rows for each kind of defect
 * @param start first day
 */
record Office(
    Path root, Books books, Persons persons, RandomSource chance, double share, LocalDate start) {

  /**
   * The kinds of defect that an order of the web shop can have: it has one at most. What not every
   * order can have stands there more than once.
   */
  private static final List<Defect> OF_ORDERS =
      List.of(
          Defect.EXACT_DUPLICATE,
          Defect.DOUBLE_SUBMIT,
          Defect.TWO_SYSTEMS,
          Defect.TWO_SYSTEMS,
          Defect.MISSING_CUSTOMER,
          Defect.UNKNOWN_CURRENCY,
          Defect.FUTURE_TIME,
          Defect.CHARGE,
          Defect.EMAIL_CASE,
          Defect.EMAIL_TYPO,
          Defect.EMAIL_INVALID,
          Defect.PHONE_SPELLING,
          Defect.PHONE_INVALID,
          Defect.MISSING_WORD,
          Defect.NAME_SPELLING,
          Defect.MOJIBAKE,
          Defect.MOJIBAKE,
          Defect.MOJIBAKE,
          Defect.MOJIBAKE,
          Defect.TWO_NUMBERS,
          Defect.TWO_NUMBERS);

  private static final double SHORT_NAME = 0.4;
  private static final double SEEN_AGAIN = 0.7;
  private static final double NOW_AND_THEN_A_GUEST = 0.15;
  private static final int FIRST_SILENCE = 80;
  private static final int BETWEEN_SILENCES = 29;

  /** Chance that belongs to one thing that happens to one customer, for one purpose. */
  RandomStream random(String purpose, long customer, long which) {
    return chance.derive(purpose).derive(customer).stream(which);
  }

  /** At most one of {@code kinds}, each with the share of defects. */
  Optional<Defect> draw(RandomStream random, List<Defect> kinds) {
    int drawn = (int) StrictMath.floor(random.nextDouble() / StrictMath.max(share, 1e-12));
    return share > 0 && drawn < kinds.size() ? Optional.of(kinds.get(drawn)) : Optional.empty();
  }

  /** What is wrong with an order of the web shop. */
  Optional<Defect> wrongWithOrder(Person person, int order) {
    Optional<Defect> drawn = draw(random("orders", person.number(), order), OF_ORDERS);
    return drawn.filter(
        defect ->
            switch (defect) {
              case TWO_SYSTEMS, TWO_NUMBERS -> person.currency().equals("EUR");
              case MOJIBAKE -> Slips.canBeMojibake(person.name());
              default -> true;
            });
  }

  /** What a customer is called in a system, where the name is written rightly. */
  String name(Person person, String system) {
    return random("short name in " + system, person.number(), 0).chance(SHORT_NAME)
        ? person.shortName()
        : person.name();
  }

  /** Whether a customer logs in when looking at pages. */
  boolean logsIn(Person person) {
    return random("logged in", person.number(), 0).chance(SEEN_AGAIN);
  }

  /** Whether a customer orders without logging in. */
  boolean isGuest(Person person, int order) {
    return random("now and then a guest", person.number(), 0).chance(NOW_AND_THEN_A_GUEST)
        && random("guest", person.number(), order).chance(0.5);
  }

  /** The month {@code months} after the first. */
  YearMonth month(int months) {
    return YearMonth.from(start).plusMonths(months);
  }

  /**
   * Whether a source says nothing of a day: one in 29, from the eightieth on, when there is enough
   * before it to miss it by.
   *
   * @param offset in days, so that sources fall silent apart
   */
  boolean isSilent(LocalDate day, int offset) {
    long since = ChronoUnit.DAYS.between(start, day) - FIRST_SILENCE - offset;
    return since >= 0 && since % BETWEEN_SILENCES == 0;
  }

  void noteSilence(String source, LocalDate day) throws IOException {
    books.defect(new Injected(Defect.DAY_WITHOUT_DATA, source, "", 0, day.toString(), "", ""));
  }

  /**
   * Whether the open file is from the month on in which a source changed. Its first file is noted.
   *
   * @param months after the first
   * @param what became of its columns
   */
  boolean hasChanged(MonthFiles files, String source, int months, String what) throws IOException {
    if (files.month().isBefore(month(months))) {
      return false;
    }
    if (books.isNews(source + ": " + what)) {
      note(Defect.SCHEMA_CHANGE, files, source, 0, what);
    }
    return true;
  }

  void note(Defect defect, MonthFiles files, String source, long line, String key)
      throws IOException {
    books.defect(new Injected(defect, source, files.file(), line, key, "", ""));
  }

  void note(Slips.Written slip, MonthFiles files, String source, long line, String key)
      throws IOException {
    books.defect(
        new Injected(slip.defect(), source, files.file(), line, key, slip.text(), slip.right()));
  }
}
