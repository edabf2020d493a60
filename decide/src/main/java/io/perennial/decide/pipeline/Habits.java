// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.domain.Channel;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.SqlStep;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * When customers are about, and in which channel they answer, by a year of events before an
 * instant. Weekday and hour are those at which the customer did most, as if everybody's habit had
 * been seen ten times beside it; so is the share of contacts that were answered, and by how much it
 * is above or below everybody's is, within bounds, a belief about what a contact there brings.
 */
final class Habits {

  /** Hours of activity, and contacts, that everybody's habit counts as. */
  private static final double PRIOR = 10;

  private static final double LEAST_FACTOR = 0.5;
  private static final double MOST_FACTOR = 2;
  private static final int DAYS = 7;
  private static final int HOURS = 24;
  private static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final long YEAR = 365 * MICROS_PER_DAY;
  private static final long SECONDS_PER_HOUR = 3600;
  private static final SqlStep STEP = SqlStep.of(Habits.class, "contact_hours");

  /** How often something was done, by weekday (Monday first) and by hour of the day. */
  private static final class Clock {
    private final double[] days = new double[DAYS];
    private final double[] hours = new double[HOURS];
    private double all;

    void add(ZonedDateTime at, double weight) {
      days[at.getDayOfWeek().getValue() - 1] += weight;
      hours[at.getHour()] += weight;
      all += weight;
    }

    /** Whether times of the day are known: dates alone are all of one hour. */
    boolean tellsHours() {
      return Arrays.stream(hours).filter(count -> count > 0).count() > 1;
    }

    /** Each hour with those beside it. */
    double[] smoothed() {
      double[] smoothed = new double[HOURS];
      Arrays.setAll(
          smoothed,
          h -> hours[h] / 2 + (hours[(h + 1) % HOURS] + hours[(h + HOURS - 1) % HOURS]) / 4);
      return smoothed;
    }
  }

  /** Contacts and answers in a channel. */
  private static final class Answers {
    private double sent;
    private double answered;
  }

  private final DecideConfig config;
  private final Clock everybody = new Clock();
  private final Map<String, Answers> rates = new TreeMap<>();
  private List<String> channels = List.of();
  private int size;
  private long[] customers = new long[256];
  private byte[] weekdays = new byte[256];
  private byte[] hours = new byte[256];
  private float[] factors = new float[0];

  private Habits(DecideConfig config) {
    this.config = config;
  }

  /** Reads them of the view of customers' events, which is open. */
  static Habits read(Engine engine, AsOf asOf, DecideConfig config) {
    Habits all = new Habits(config);
    engine.run(STEP, Map.of("from", asOf.micros() - YEAR, "as_of", asOf.micros()));
    try {
      all.readEverybody(engine);
      all.channels = List.copyOf(all.rates.keySet());
      all.factors = new float[256 * all.channels.size()];
      all.add(0, new Clock(), Map.of()); // everybody's, for those of whom nothing is known
      all.readEach(engine);
    } finally {
      engine.drop(STEP.writes());
    }
    return all;
  }

  private void readEverybody(Engine engine) {
    try (Batches rows =
        engine.query(
            "SELECT h.hour, CAST(sum(h.active) AS BIGINT) AS active FROM "
                + STEP.writes()
                + " h GROUP BY h.hour ORDER BY h.hour")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          everybody.add(local(batch.longs(0)[i]), (double) batch.longs(1)[i]);
        }
      }
    }
    readRates(engine);
  }

  /** Each customer's answers count as in their own rate: as many as were sent at most. */
  private void readRates(Engine engine) {
    try (Batches rows =
        engine.query(
            "SELECT e.channel, CAST(sum(e.sent) AS BIGINT) AS sent, CAST(sum("
                + "CASE WHEN e.answered < e.sent THEN e.answered ELSE e.sent END) AS BIGINT)"
                + " AS answered FROM (SELECT h.customer_id, h.channel, sum(h.sent) AS sent,"
                + " sum(h.answered) AS answered FROM "
                + STEP.writes()
                + " h WHERE h.channel IS NOT NULL GROUP BY h.customer_id, h.channel) e"
                + " GROUP BY e.channel ORDER BY e.channel")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          Answers channel = rates.computeIfAbsent(batch.texts(0)[i], key -> new Answers());
          channel.sent += batch.longs(1)[i];
          channel.answered += batch.longs(2)[i];
        }
      }
    }
  }

  private void readEach(Engine engine) {
    try (Batches rows =
        engine.query(
            "SELECT h.customer_id, h.hour, h.channel, h.active, h.sent, h.answered FROM "
                + STEP.writes()
                + " h ORDER BY h.customer_id, h.hour, h.channel")) {
      long customer = 0;
      Clock clock = new Clock();
      Map<String, Answers> answers = new HashMap<>();
      boolean any = false;
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          if (any && batch.longs(0)[i] != customer) {
            add(customer, clock, answers);
            clock = new Clock();
            answers = new HashMap<>();
          }
          any = true;
          customer = batch.longs(0)[i];
          clock.add(local(batch.longs(1)[i]), (double) batch.longs(3)[i]);
          if (!batch.isNull(2, i)) {
            Answers channel = answers.computeIfAbsent(batch.texts(2)[i], key -> new Answers());
            channel.sent += batch.longs(4)[i];
            channel.answered += batch.longs(5)[i];
          }
        }
      }
      if (any) {
        add(customer, clock, answers);
      }
    }
  }

  private ZonedDateTime local(long hour) {
    return Instant.ofEpochSecond(hour * SECONDS_PER_HOUR).atZone(config.purchase().zone());
  }

  private void add(long customer, Clock own, Map<String, Answers> answers) {
    int width = channels.size();
    if (size == customers.length) {
      customers = Arrays.copyOf(customers, 2 * size);
      weekdays = Arrays.copyOf(weekdays, 2 * size);
      hours = Arrays.copyOf(hours, 2 * size);
      factors = Arrays.copyOf(factors, Math.multiplyExact(2 * size, width));
    }
    customers[size] = customer;
    weekdays[size] = (byte) (1 + most(own.days, everybody.days, 0, DAYS));
    hours[size] =
        (byte) most(own.smoothed(), everybody.smoothed(), config.sendFrom(), config.sendUntil());
    for (int k = 0; k < width; k++) {
      factors[size * width + k] =
          (float) factor(channels.get(k), answers.getOrDefault(channels.get(k), new Answers()));
    }
    size++;
  }

  /** Where there is most, everybody's beside one's own; the first of equals. */
  private int most(double[] own, double[] all, int from, int until) {
    double share = PRIOR / Math.max(1, everybody.all);
    int most = from;
    for (int k = from + 1; k < until; k++) {
      if (own[k] + share * all[k] > own[most] + share * all[most]) {
        most = k;
      }
    }
    return most;
  }

  private double factor(String channel, Answers own) {
    Answers all = rates.getOrDefault(channel, new Answers());
    if (!(all.sent > 0 && all.answered > 0)) {
      return 1;
    }
    double rate = all.answered / all.sent;
    double answered = Math.min(own.sent, own.answered);
    double shrunken = (answered + PRIOR * rate) / (own.sent + PRIOR);
    return Math.max(LEAST_FACTOR, Math.min(MOST_FACTOR, shrunken / rate));
  }

  private int row(long customer) {
    return Math.max(0, Arrays.binarySearch(customers, 1, size, customer));
  }

  /** The best weekday, 1 for Monday to 7; empty where nobody did anything. */
  OptionalInt weekday(long customer) {
    return everybody.all > 0 ? OptionalInt.of(weekdays[row(customer)]) : OptionalInt.empty();
  }

  /** The best hour of the day; empty where only days are known. */
  OptionalInt hour(long customer) {
    return everybody.tellsHours() ? OptionalInt.of(hours[row(customer)]) : OptionalInt.empty();
  }

  /** By how much what a contact in a channel brings is believed to be more, or less, than usual. */
  double factor(long customer, Channel channel) {
    int k = channels.indexOf(channel.word());
    return k < 0 ? 1 : factors[row(customer) * channels.size() + k];
  }
}
