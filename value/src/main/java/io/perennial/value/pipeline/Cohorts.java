// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Customers by the year in which they first bought; all of them together when a year by itself
 * would be too small.
 */
final class Cohorts {

  private final List<String> names;
  private final Map<Integer, Integer> places;
  private final ZoneId zone;

  private Cohorts(List<String> names, Map<Integer, Integer> places, ZoneId zone) {
    this.names = names;
    this.places = places;
    this.zone = zone;
  }

  static Cohorts of(KnownCustomers known, ZoneId zone, int smallest) {
    return of(known.firstAt(), zone, smallest);
  }

  /**
   * @param firstAt when each first bought, microseconds
   */
  static Cohorts of(long[] firstAt, ZoneId zone, int smallest) {
    Map<Integer, Integer> counts = new TreeMap<>();
    for (long at : firstAt) {
      counts.merge(year(at, zone), 1, Integer::sum);
    }
    if (counts.size() == 1 || counts.values().stream().anyMatch(count -> count < smallest)) {
      return new Cohorts(List.of("all"), Map.of(), zone);
    }
    List<String> names = new ArrayList<>();
    Map<Integer, Integer> places = new TreeMap<>();
    for (int year : counts.keySet()) {
      places.put(year, names.size());
      names.add("first bought in " + year);
    }
    return new Cohorts(List.copyOf(names), places, zone);
  }

  List<String> names() {
    return names;
  }

  /** The cohort of each, int[n]. */
  int[] of(KnownCustomers known) {
    return of(known.firstAt());
  }

  /** The cohort of each of those who first bought at these times, int[n]. */
  int[] of(long[] firstAt) {
    int[] cohorts = new int[firstAt.length];
    for (int i = 0; i < cohorts.length && !places.isEmpty(); i++) {
      cohorts[i] = places.getOrDefault(year(firstAt[i], zone), 0);
    }
    return cohorts;
  }

  private static int year(long micros, ZoneId zone) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atZone(zone).getYear();
  }
}
