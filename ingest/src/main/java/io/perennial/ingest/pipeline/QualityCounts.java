// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.ingest.quality.Check;
import io.perennial.ingest.quality.Counts;
import io.perennial.ingest.quality.Mix;
import io.perennial.ingest.quality.Monitored;
import io.perennial.ingest.quality.Shares;
import io.perennial.ingest.quality.Silence;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is counted of one source, by day. */
final class QualityCounts {

  private static final double MICROS_PER_HOUR = 3.6e9;
  private static final long NONE = Long.MIN_VALUE;

  /**
   * A bin of a field: a range of a number, or a word.
   *
   * @param place of the range among others; 0 for words
   */
  record Bin(long place, String word) implements Comparable<Bin> {
    @Override
    public int compareTo(Bin other) {
      int by = Long.compare(place, other.place);
      return by != 0 ? by : word.compareTo(other.word);
    }
  }

  private final String source;
  private final QualityDays days;
  private final long[] events;
  private final long[] firstAt;
  private final long[] lastAt;
  private final long[] returns;
  private final long[] unexplained;
  private final long[] strangers;
  private final long[] records;
  private final long[] idle;
  private final Map<String, long[]> filled = new LinkedHashMap<>();
  private final Map<String, TreeMap<Bin, long[]>> values = new TreeMap<>();
  private final TreeMap<Long, Long> deliveries = new TreeMap<>();

  QualityCounts(String source, QualityDays days) {
    this.source = source;
    this.days = days;
    this.events = empty();
    this.firstAt = empty();
    this.lastAt = empty();
    this.returns = empty();
    this.unexplained = empty();
    this.strangers = empty();
    this.records = empty();
    this.idle = empty();
  }

  private long[] empty() {
    return new long[days.days()];
  }

  void events(int day, long count, long first, long last) {
    events[day] = count;
    firstAt[day] = first;
    lastAt[day] = last;
  }

  void filled(String field, int day, long count) {
    filled.computeIfAbsent(field, f -> empty())[day] = count;
  }

  void returns(int day, long count, long withoutOrder) {
    returns[day] = count;
    unexplained[day] = withoutOrder;
  }

  void strangers(int day, long count) {
    strangers[day] = count;
  }

  void records(int day, long count, long withoutEvent) {
    records[day] = count;
    idle[day] = withoutEvent;
  }

  void value(String field, Bin bin, int day, long count) {
    values.computeIfAbsent(field, f -> new TreeMap<>()).computeIfAbsent(bin, b -> empty())[day] =
        count;
  }

  void delivery(long receivedAt, long newestAt) {
    deliveries.merge(receivedAt, newestAt, Math::max);
  }

  /** The things to judge, in the order of checks. */
  List<Monitored> monitored() {
    List<Monitored> all = new ArrayList<>();
    int begin = firstDay();
    if (begin == days.days()) {
      return all;
    }
    all.add(
        new Monitored(
            source,
            Check.VOLUME,
            "",
            new Counts(events, begin, end(), days.first().getDayOfWeek().getValue())));
    filled.forEach(
        (field, counts) -> {
          if (sum(counts) > 0) {
            all.add(new Monitored(source, Check.COMPLETENESS, field, new Shares(counts, events)));
          }
        });
    if (sum(returns) > 0) {
      all.add(
          new Monitored(
              source,
              Check.REFERENTIAL,
              "returns without order",
              new Shares(unexplained, returns)));
    }
    all.add(
        new Monitored(
            source, Check.REFERENTIAL, "events without claim", new Shares(strangers, events)));
    if (sum(records) > 0) {
      all.add(
          new Monitored(
              source, Check.REFERENTIAL, "claims without event", new Shares(idle, records)));
    }
    values.forEach(
        (field, bins) -> {
          if (bins.size() > 1) {
            boolean ordered = bins.keySet().stream().allMatch(bin -> bin.word().isEmpty());
            all.add(
                new Monitored(
                    source,
                    Check.DRIFT,
                    field,
                    new Mix(bins.values().toArray(long[][]::new), ordered)));
          }
        });
    return all;
  }

  private static long sum(long[] counts) {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }

  private int firstDay() {
    int day = 0;
    while (day < events.length && events[day] == 0) {
      day++;
    }
    return day;
  }

  private int lastDay() {
    int day = events.length - 1;
    while (day >= 0 && events[day] == 0) {
      day--;
    }
    return day;
  }

  /**
   * The day behind the last that is over. What comes after the newest event is a matter of
   * freshness; and a day whose events end earlier than they ever did is still to be delivered.
   */
  private int end() {
    int last = lastDay();
    long longest = 0;
    for (int day = 0; day < last; day++) {
      if (events[day] > 0) {
        longest = Math.max(longest, restOfDay(day));
      }
    }
    return restOfDay(last) <= longest ? last + 1 : last;
  }

  private long restOfDay(int day) {
    return micros(days.begin(day + 1)) - lastAt[day];
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  /** How long the source has said nothing, as of an instant. */
  List<Silence> silence(Instant now) {
    int last = lastDay();
    if (last < 0) {
      return List.of();
    }
    List<Double> usual = new ArrayList<>();
    long before = NONE;
    for (int day = 0; day <= last; day++) {
      if (events[day] > 0) {
        if (before != NONE) {
          usual.add((double) (firstAt[day] - before) / MICROS_PER_HOUR);
        }
        before = lastAt[day];
      }
    }
    long newest = NONE;
    for (Map.Entry<Long, Long> delivery : deliveries.entrySet()) {
      if (newest != NONE && delivery.getKey() > newest) {
        usual.add((double) (delivery.getKey() - newest) / MICROS_PER_HOUR);
      }
      newest = Math.max(newest, delivery.getValue());
    }
    double hours = Math.max(0, (double) (micros(now) - lastAt[last]) / MICROS_PER_HOUR);
    return List.of(new Silence(source, hours, usual));
  }
}
