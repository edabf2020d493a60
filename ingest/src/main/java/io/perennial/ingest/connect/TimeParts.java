// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import io.perennial.ingest.EventField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Times that stand in several columns: a date and a clock, a date and an hour, year month day. */
final class TimeParts {

  private static final String AND = " + ";

  private final Sample sample;
  private final Map<EventField, Guess> fields;
  private final Set<String> taken;

  TimeParts(Sample sample, Map<EventField, Guess> fields, Set<String> taken) {
    this.sample = sample;
    this.fields = fields;
    this.taken = taken;
  }

  /** Puts the columns of one time together. */
  void join() {
    Guess time = fields.get(EventField.TIME);
    if (time == null || time.confidence() < RoleChoice.SURE) {
      joinYearMonthDay();
      return;
    }
    ColumnProfile date = sample.column(time.column());
    if (date.times().timed() || ColumnNames.says(date.name(), "birth")) {
      return;
    }
    Optional<ColumnProfile> clock =
        find(c -> c.kinds().clocks() > 0.9 && !ColumnNames.says(c.name(), "end", "ship", "update"))
            .or(
                () ->
                    find(
                        c ->
                            c.kinds().hours() == 1
                                && c.filled() == c.rows()
                                && c.distinct() > 2
                                && ColumnNames.says(c.name(), "hour", "clock")
                                && !ColumnNames.says(c.name(), "since", "stat")));
    clock
        .filter(c -> !c.name().equals(date.name()))
        .ifPresent(
            c -> {
              boolean hour = c.kinds().clocks() < 0.9;
              fields.put(
                  EventField.TIME,
                  new Guess(
                      date.name() + AND + c.name(),
                      time.confidence(),
                      hour ? "the date and the hour" : "the date and the time of day"));
              taken.add(c.name());
            });
  }

  private void joinYearMonthDay() {
    List<String> parts = new ArrayList<>();
    for (String part : List.of("year", "month", "dayofmonth")) {
      find(c ->
              ColumnNames.says(c.name(), part)
                  || (part.equals("dayofmonth")
                      && ColumnWords.meaning(c.name()).equals("date")
                      && c.isNumber()
                      && c.distinct() <= 31))
          .ifPresent(c -> parts.add(c.name()));
    }
    if (parts.size() == 3) {
      parts.forEach(taken::add);
      fields.put(EventField.TIME, new Guess(String.join(AND, parts), 0.85, "year, month and day"));
    }
  }

  private Optional<ColumnProfile> find(Predicate<ColumnProfile> fits) {
    return sample.columns().stream().filter(c -> c.filled() > 0).filter(fits).findFirst();
  }
}
