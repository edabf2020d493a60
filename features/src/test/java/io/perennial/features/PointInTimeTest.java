// SPDX-License-Identifier: Apache-2.0
package io.perennial.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Nothing looks past its as-of instant, and days are those of the calendar. */
class PointInTimeTest {

  private static final long DAY = 86_400_000_000L;

  @Property(tries = 200)
  void events_from_the_instant_on_change_nothing(
      @ForAll @IntRange(max = 60) int events, @ForAll long seed, @ForAll boolean byDay) {
    ZoneId zone = ZoneId.of("Europe/Berlin");
    PurchaseFold fold =
        new PurchaseFold(byDay ? PurchaseRule.byDay(zone) : PurchaseRule.byOrder(zone));
    EventsInMemory all = events(events, seed);
    AsOf first = new AsOf(40 * DAY);
    AsOf second = new AsOf(70 * DAY);

    Batch both = all.fold(fold, first, second);

    for (AsOf asOf : new AsOf[] {first, second}) {
      Batch known = all.before(asOf).fold(fold, asOf);
      int row = 0;
      for (int i = 0; i < both.rows(); i++) {
        if (both.longs(1)[i] == asOf.micros()) {
          assertSame(both, i, known, row++);
        }
      }
      assertThat(row).isEqualTo(known.rows());
    }
  }

  @Property(tries = 500)
  void a_day_is_the_calendars(
      @ForAll @IntRange(min = -2_000_000_000) int seconds, @ForAll boolean far) {
    long micros = (far ? 2L : 1L) * seconds * 1_000_000L + 999_999;
    Instant instant = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    for (String zone :
        new String[] {"UTC", "Europe/Berlin", "America/Sao_Paulo", "Asia/Kolkata", "+05:00"}) {
      assertThat(new LocalDays(ZoneId.of(zone)).of(micros))
          .as("%s in %s", instant, zone)
          .isEqualTo(instant.atZone(ZoneId.of(zone)).toLocalDate().toEpochDay());
    }
  }

  private static EventsInMemory events(int count, long seed) {
    Random random = new Random(seed);
    EventsInMemory all = new EventsInMemory();
    for (int i = 0; i < count; i++) {
      long at = random.nextInt(4) == 0 ? random.nextInt(100) * DAY : random.nextLong(100 * DAY);
      all.add(
          new EventsInMemory.Event(
              random.nextInt(4),
              at,
              random.nextInt(3),
              random.nextInt(10) - 1L,
              random.nextInt(100_000) / 100.0));
    }
    return all;
  }

  private static void assertSame(Batch left, int at, Batch right, int to) {
    for (int column = 0; column < left.fields().size(); column++) {
      assertThat(left.isNull(column, at)).isEqualTo(right.isNull(column, to));
      if (!left.isNull(column, at)) {
        boolean same =
            left.doubles(column) == null
                ? left.longs(column)[at] == right.longs(column)[to]
                : Double.compare(left.doubles(column)[at], right.doubles(column)[to]) == 0;
        assertThat(same).as(left.fields().get(column).name()).isTrue();
      }
    }
  }
}
