// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Positions on the earth: latitude and longitude in millionths of a degree (11 cm), both in one
 * long. The position 0, 0 says nothing: it is what systems write where they know none.
 */
public final class Coordinates {

  /** The mean radius of the earth in metres (IUGG). */
  private static final double EARTH = 6_371_008.8;

  private static final int MILLION = 1_000_000;
  private static final int MILLIONTHS = 6;
  private static final double MOST_NORTH = 90;
  private static final double MOST_EAST = 180;

  private static final String DECIMAL = "([-+]?\\d{1,3}[.,]\\d+)\\s*°?\\s*";
  private static final Pattern BOTH =
      Pattern.compile(DECIMAL + "([ns]?)(?:\\s*[,;|/]\\s*|\\s+)" + DECIMAL + "([eow]?)");

  /** Well-known text has the longitude first. */
  private static final Pattern POINT =
      Pattern.compile(
          "(?:srid=\\d+;)?point\\s*\\(\\s*([-+]?[\\d.]+)\\s+([-+]?[\\d.]+)(?:\\s[-+\\d.]+)?\\s*\\)");

  private static final Pattern ONE =
      Pattern.compile("([-+]?\\d{1,3}(?:[.,]\\d*)?)\\s*°?\\s*([nsewo]?)");

  private Coordinates() {}

  /**
   * A position written as one text: {@code 48.1372, 11.5755}, {@code 48,1372; 11,5755}, {@code
   * 48.1372° N 11.5755° E}, {@code geo:48.1372,11.5755}, {@code POINT(11.5755 48.1372)}. Decimals
   * there must be, else it might be anything.
   *
   * @return its number; empty for anything else, and for 0, 0
   */
  public static OptionalLong parse(String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT);
    Matcher point = POINT.matcher(plain);
    if (point.matches()) {
      return of(degrees(point.group(2), ""), degrees(point.group(1), ""));
    }
    if (plain.startsWith("geo:")) {
      plain = plain.substring(4);
    }
    if (plain.length() > 2 && "([".indexOf(plain.charAt(0)) >= 0) {
      plain = plain.substring(1, plain.length() - 1).strip();
    }
    Matcher both = BOTH.matcher(plain);
    return both.matches()
        ? of(degrees(both.group(1), both.group(2)), degrees(both.group(3), both.group(4)))
        : OptionalLong.empty();
  }

  /** The degrees of one coordinate: {@code -0.1276}, {@code 0,1276 W}; empty for anything else. */
  static OptionalDouble degrees(String text) {
    Matcher one = ONE.matcher(text.strip().toLowerCase(Locale.ROOT));
    return one.matches()
        ? OptionalDouble.of(degrees(one.group(1), one.group(2)))
        : OptionalDouble.empty();
  }

  private static double degrees(String number, String towards) {
    try {
      double degrees = Double.parseDouble(number.replace(',', '.'));
      return towards.equals("s") || towards.equals("w") ? -degrees : degrees;
    } catch (NumberFormatException several) {
      return Double.NaN;
    }
  }

  /** The number of a position in degrees; empty where there is none such, and for 0, 0. */
  static OptionalLong of(double latitude, double longitude) {
    if (!(Math.abs(latitude) <= MOST_NORTH) || !(Math.abs(longitude) <= MOST_EAST)) {
      return OptionalLong.empty();
    }
    long north = Math.round(latitude * MILLION);
    long east = Math.round(longitude * MILLION);
    return north == 0 && east == 0
        ? OptionalLong.empty()
        : OptionalLong.of(north << 32 | (east & 0xffff_ffffL));
  }

  /** The one form of a position, which {@link #parse} reads. */
  static String text(long position) {
    return BigDecimal.valueOf(north(position), MILLIONTHS).toPlainString()
        + ","
        + BigDecimal.valueOf(east(position), MILLIONTHS).toPlainString();
  }

  /** The latitude in degrees. */
  public static double latitude(long position) {
    return (double) north(position) / MILLION;
  }

  /** The longitude in degrees. */
  public static double longitude(long position) {
    return (double) east(position) / MILLION;
  }

  private static int north(long position) {
    return (int) (position >> 32);
  }

  private static int east(long position) {
    return (int) position;
  }

  /**
   * Metres between two positions along a great circle of a sphere, by the haversine formula, which
   * is exact for near ones, too. Within .6 % of the distance on the ellipsoid.
   */
  static double metres(long one, long other) {
    double northOne = Math.toRadians(latitude(one));
    double northOther = Math.toRadians(latitude(other));
    double up = Math.sin((northOne - northOther) / 2);
    double along = Math.sin(Math.toRadians(longitude(one) - longitude(other)) / 2);
    double half = up * up + Math.cos(northOne) * Math.cos(northOther) * along * along;
    return 2 * EARTH * Math.asin(Math.sqrt(Math.min(1, half)));
  }
}
