// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * Two attributes that together say where something is, and are not compared themselves.
 *
 * @param latitude the attribute of degrees north
 * @param longitude the attribute of degrees east
 */
record Position(String latitude, String longitude) {

  /** Of a record so many latitudes and longitudes are heard, the latest. */
  private static final int MOST = RecordTable.MOST_VALUES / 2;

  /** Values of which a share so large are degrees are coordinates. */
  private static final double MOSTLY = .6;

  /** What the attribute made of both is called. */
  String name() {
    return latitude + " " + longitude;
  }

  /** The pairs of attributes that are named and look like coordinates of one position. */
  static List<Position> among(
      Map<String, Said> said, RecordNumbers records, Set<String> kindsAreKnown) {
    Map<String, String> longitudes = new TreeMap<>();
    for (String name : said.keySet()) {
      AttributeNames.longitudeOf(name).ifPresent(what -> longitudes.putIfAbsent(what, name));
    }
    Map<String, Position> found = new TreeMap<>();
    for (String name : said.keySet()) {
      Optional<String> what = AttributeNames.latitudeOf(name).filter(longitudes::containsKey);
      if (what.isPresent()) {
        found.putIfAbsent(what.get(), new Position(name, longitudes.get(what.get())));
      }
    }
    return found.values().stream()
        .filter(p -> !kindsAreKnown.contains(p.latitude) && !kindsAreKnown.contains(p.longitude))
        .filter(p -> areDegrees(said.get(p.latitude), records, 90))
        .filter(p -> areDegrees(said.get(p.longitude), records, 180))
        .toList();
  }

  private static boolean areDegrees(Said said, RecordNumbers records, double most) {
    List<String> sample = said.sample(records);
    long degrees =
        sample.stream()
            .map(Coordinates::degrees)
            .filter(of -> of.isPresent() && Math.abs(of.getAsDouble()) <= most)
            .count();
    return degrees > 0 && degrees >= MOSTLY * sample.size();
  }

  /**
   * Takes both attributes out of what was said, and puts the positions in. Which of several
   * latitudes of a record belongs to which longitude nobody tells: each is taken with each.
   */
  void make(Map<String, Said> said, int records) {
    Said norths = said.remove(latitude);
    Said easts = said.remove(longitude);
    if (norths == null || easts == null) {
      return;
    }
    Said positions = said.computeIfAbsent(name(), none -> new Said());
    double[] degreesNorth = degrees(norths);
    double[] degreesEast = degrees(easts);
    int[] first = new int[records];
    Arrays.fill(first, -1);
    int[] next = new int[norths.size()];
    for (int i = norths.size() - 1; i >= 0; i--) {
      next[i] = first[norths.record(i)];
      first[norths.record(i)] = i;
    }
    int[] heard = new int[records];
    for (int i = 0; i < easts.size(); i++) {
      int record = easts.record(i);
      int norther = first[record];
      for (int n = 0; n < MOST && norther >= 0 && heard[record] < MOST; n++) {
        OptionalLong position =
            Coordinates.of(degreesNorth[norths.code(norther)], degreesEast[easts.code(i)]);
        if (position.isPresent()) {
          positions.addNormal(record, Coordinates.text(position.getAsLong()));
        }
        norther = next[norther];
      }
      heard[record]++;
    }
  }

  private static double[] degrees(Said said) {
    double[] degrees = new double[said.distinct()];
    Arrays.setAll(
        degrees,
        code -> {
          OptionalDouble of = Coordinates.degrees(said.text(code));
          return of.isPresent() ? of.getAsDouble() : Double.NaN;
        });
    return degrees;
  }
}
