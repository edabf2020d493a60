// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How often there is an alarm on a day on which nothing happened but chance, and on one on which
 * something did. Changes count however small they are, so that it is the statistics that are
 * tested, not the least change.
 */
class FalseAlarmTest {

  private static final LocalDate FIRST = LocalDate.of(2026, 1, 5);
  private static final int JUDGED = 28;

  private static QualityConfig config(double falseAlarms, int days) {
    return new QualityConfig(
        falseAlarms, 8, days, new LeastChange(0, 0, 0, 0), Set.of(), Map.of(), ClosedDays.none());
  }

  /** The share of days with any alarm at all. */
  private static double alarmed(double falseAlarms, int companies) {
    int alarmed = 0;
    for (int company = 0; company < companies; company++) {
      Set<LocalDate> days = new HashSet<>();
      for (Judgement one :
          new QualityJudge(config(falseAlarms, JUDGED))
              .judge(FIRST, QuietStreams.DAYS, QuietStreams.company(company), List.of())) {
        if (one.verdict() != Verdict.OK) {
          days.add(one.day());
        }
      }
      alarmed += days.size();
    }
    double share = (double) alarmed / (companies * JUDGED);
    System.out.printf(
        Locale.ROOT,
        "level %.2f: %d of %,d quiet days with an alarm, %.2f %%%n",
        falseAlarms,
        alarmed,
        companies * JUDGED,
        100 * share);
    return share;
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"0.01, 20", "0.2, 10"})
  void on_quiet_days_there_are_no_more_alarms_than_is_said(double level, int companies) {
    assertThat(alarmed(level, companies)).isLessThanOrEqualTo(level);
  }

  @Test
  @Tag("slow")
  void on_many_quiet_days_there_are_no_more_alarms_than_is_said() {
    assertThat(alarmed(0.01, 400)).isLessThanOrEqualTo(0.01);
    assertThat(alarmed(0.1, 100)).isLessThanOrEqualTo(0.1);
  }

  @ParameterizedTest
  @CsvSource({
    "AMOUNTS_IN_CENTS, drift.amount, s3, 1.0",
    "AMOUNTS_IN_CENTS, drift.amount, s5, 1.0",
    "PRICES_UP, drift.amount, s4, 0.9",
    "PRICES_UP, drift.amount, s5, 0.9",
    "CHANNEL_GONE, drift.channel, s3, 1.0",
    "CHANNEL_GONE, drift.channel, s5, 1.0",
    "FIELD_LOST, completeness.f1, s4, 1.0",
    "FIELD_LOST, completeness.f1, s5, 1.0",
    "DOUBLED_ROWS, uniqueness., s4, 1.0",
    "DOUBLED_ROWS, uniqueness., s5, 1.0",
    "HALF_THE_EVENTS, volume., s5, 0.5",
    "A_TENTH_OF_THE_EVENTS, volume., s3, 0.9",
    "A_TENTH_OF_THE_EVENTS, volume., s4, 1.0",
    "A_TENTH_OF_THE_EVENTS, volume., s5, 1.0"
  })
  void an_accident_is_found_on_its_day(
      QuietStreams.Accident accident, String check, String source, double least) {
    int found = 0;
    int companies = 20;
    for (int company = 0; company < companies; company++) {
      List<Monitored> one = QuietStreams.one(company, source, accident);
      // the level of one of six sources
      found +=
          new QualityJudge(config(0.01 / 6, 1))
                  .judge(FIRST, QuietStreams.DAYS, one, List.of()).stream()
                      .filter(j -> j.verdict() == Verdict.WARN)
                      .anyMatch(j -> (j.check().word() + "." + j.field()).equals(check))
              ? 1
              : 0;
    }
    System.out.printf(
        Locale.ROOT, "%s in %s: found in %d of %d%n", accident, source, found, companies);
    assertThat((double) found / companies).isGreaterThanOrEqualTo(least);
  }
}
