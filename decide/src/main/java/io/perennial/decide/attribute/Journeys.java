// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.attribute;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Journeys, put together from what customers did: customer by customer, of each in order of time.
 * Touches of the last so many days before a purchase, and since the purchase before, led to it; the
 * others, as far as they lie no further from each other, are a journey without a purchase. The same
 * channel again is one touch. Memory is bounded: where ways are too many, only their last touches
 * are told apart, of all alike.
 */
public final class Journeys {

  /** Ways that are told apart, about. */
  private static final int MOST_WAYS = 5_000;

  private static final int LONGEST = 16;

  /** What came of those who took a way: conversions, value, without. */
  private static final int OUTCOMES = 3;

  private final long window;
  private final long until;
  private final Map<String, Character> numbers = new TreeMap<>();
  private final List<String> names = new ArrayList<>();
  private SortedMap<String, double[]> ways = new TreeMap<>();
  private int longest = LONGEST;
  private long direct;
  private double directValue;
  private long open;

  private final List<Character> touches = new ArrayList<>();
  private final List<Long> times = new ArrayList<>();
  private boolean any;
  private long customer;
  private boolean bought;
  private OptionalLong order = OptionalLong.empty();
  private long orderedAt;
  private double[] last = {};

  /**
   * None yet.
   *
   * @param window how long a touch counts, > 0
   * @param until what is known to this instant: journeys that may still lead to something are left
   *     out
   */
  public Journeys(long window, long until) {
    if (window <= 0) {
      throw new IllegalArgumentException("Invalid window: " + window + " (must be > 0)");
    }
    this.window = window;
    this.until = until;
  }

  /** A touch of a channel. */
  public void touch(long whose, long at, String channel) {
    begin(whose);
    if (!times.isEmpty() && times.get(times.size() - 1) + window <= at) {
      lost();
    }
    char name = number(channel);
    int end = touches.size() - 1;
    if (end >= 0 && touches.get(end) == name) {
      times.set(end, at);
      return;
    }
    touches.add(name);
    times.add(at);
    if (touches.size() > LONGEST) {
      touches.remove(0);
      times.remove(0);
    }
  }

  /**
   * A purchase, or another line of the one before.
   *
   * @param of the order; lines that tell of none belong together when their instant is the same
   */
  public void purchase(long whose, long at, OptionalLong of, double value) {
    begin(whose);
    boolean same = of.isPresent() ? of.equals(order) : order.isEmpty() && orderedAt == at;
    if (bought && same) {
      if (last.length == 0) {
        directValue += value;
      } else {
        last[1] += value;
      }
      while (!times.isEmpty() && times.get(times.size() - 1) == orderedAt) {
        touches.remove(
            touches.size() - 1); // each line tells of the campaign that the first told of
        times.remove(times.size() - 1);
      }
      return;
    }
    bought = true;
    order = of;
    orderedAt = at;
    int recent = 0;
    while (recent < times.size() && times.get(recent) + window <= at) {
      recent++;
    }
    if (recent > 0) {
      way(touches.subList(0, recent))[2]++;
    }
    if (recent == touches.size()) {
      direct++;
      directValue += value;
      last = new double[0];
    } else {
      last = way(touches.subList(recent, touches.size()));
      last[0]++;
      last[1] += value;
    }
    touches.clear();
    times.clear();
  }

  private char number(String channel) {
    return numbers.computeIfAbsent(
        channel,
        name -> {
          names.add(name);
          return (char) (names.size() - 1);
        });
  }

  private void begin(long whose) {
    if (!any || whose != customer) {
      end();
      any = true;
      customer = whose;
    }
  }

  private void lost() {
    way(touches)[2]++;
    touches.clear();
    times.clear();
  }

  /** The customer has nothing more. */
  private void end() {
    if (!times.isEmpty() && times.get(times.size() - 1) + window <= until) {
      lost();
    } else if (!times.isEmpty()) {
      open++;
      touches.clear();
      times.clear();
    }
    bought = false;
    order = OptionalLong.empty();
    last = new double[0];
    while (ways.size() > MOST_WAYS && longest > 1) {
      shorten();
    }
  }

  private void shorten() {
    longest--;
    SortedMap<String, double[]> longer = ways;
    ways = new TreeMap<>();
    longer.forEach(
        (way, outcomes) -> {
          double[] sums = ways.computeIfAbsent(end(way), w -> new double[OUTCOMES]);
          for (int k = 0; k < OUTCOMES; k++) {
            sums[k] += outcomes[k];
          }
        });
  }

  private String end(String way) {
    return way.substring(Math.max(0, way.length() - longest));
  }

  private double[] way(List<Character> some) {
    StringBuilder way = new StringBuilder(some.size());
    some.forEach(way::append);
    return ways.computeIfAbsent(end(way.toString()), w -> new double[OUTCOMES]);
  }

  /** All of them; those who took the same way stand together. */
  public List<Journey> list() {
    end();
    any = false;
    List<Journey> journeys = new ArrayList<>();
    ways.forEach(
        (way, outcomes) ->
            journeys.add(
                new Journey(
                    way.chars().mapToObj(names::get).toList(),
                    outcomes[0],
                    outcomes[1],
                    outcomes[2])));
    return journeys;
  }

  /** Purchases before which there was no touch. */
  public long direct() {
    return direct;
  }

  /** Their value. */
  public double directValue() {
    return directValue;
  }

  /** Journeys that are left out, for they may still lead to something. */
  public long open() {
    return open;
  }

  /** How many touches of a way are told apart: fewer where there are many ways. */
  public int longest() {
    return longest;
  }
}
