// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.clean;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Postcodes by the pattern of their country. Source: the patterns of Unicode CLDR's postal code
 * data and of the Universal Postal Union, for the countries with most post.
 */
final class Postcodes {

  private record Shape(Pattern dense, String written, int digits) {}

  /** Countries whose code is digits alone: how many. */
  private static final Map<String, Shape> SHAPES = new HashMap<>();

  static {
    digits(4, "AT", "AU", "BE", "BG", "CH", "DK", "HU", "LI", "LU", "NO", "NZ", "SI", "ZA", "CY");
    digits(5, "DE", "ES", "FI", "FR", "IT", "HR", "EE", "LT", "MX", "TR", "UA", "TH", "MY", "SA");
    digits(6, "CN", "IN", "RO", "SG", "RU");
    shape("CZ", "([0-9]{3})([0-9]{2})", "$1 $2", 5);
    shape("SK", "([0-9]{3})([0-9]{2})", "$1 $2", 5);
    shape("SE", "([0-9]{3})([0-9]{2})", "$1 $2", 5);
    shape("GR", "([0-9]{3})([0-9]{2})", "$1 $2", 5);
    shape("PL", "([0-9]{2})([0-9]{3})", "$1-$2", 5);
    shape("PT", "([0-9]{4})([0-9]{3})", "$1-$2", 7);
    shape("JP", "([0-9]{3})([0-9]{4})", "$1-$2", 7);
    shape("BR", "([0-9]{5})([0-9]{3})", "$1-$2", 8);
    shape("NL", "([1-9][0-9]{3})([A-Z]{2})", "$1 $2", 0);
    shape("CA", "([A-Z][0-9][A-Z])([0-9][A-Z][0-9])", "$1 $2", 0);
    shape("GB", "([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})", "$1 $2", 0);
    shape("IE", "([A-Z][0-9][0-9W])([A-Z0-9]{4})", "$1 $2", 0);
    shape("US", "([0-9]{5})([0-9]{4})?", "$1-$2", 5);
  }

  private static final Pattern WHOLE_AS_DECIMAL = Pattern.compile("^([0-9]{3,9})[.]0$");
  private static final Pattern BETWEEN = Pattern.compile("[\\s.-]+");

  private Postcodes() {}

  /**
   * The code as its country writes it, a zero in front that a spreadsheet took away put back; as
   * said where the country is not known or the code is not of its pattern.
   */
  static String form(String said, Optional<String> country) {
    String plain = WHOLE_AS_DECIMAL.matcher(said).replaceFirst("$1");
    Optional<Shape> shape = country.map(SHAPES::get);
    if (shape.isEmpty()) {
      return plain;
    }
    String dense = dense(plain, country.get());
    Shape of = shape.get();
    if (of.digits() > 0 && dense.length() == of.digits() - 1 && dense.matches("[0-9]+")) {
      dense = '0' + dense;
    }
    Matcher matcher = of.dense().matcher(dense);
    if (!matcher.matches()) {
      return plain;
    }
    String written = of.written();
    for (int group = 1; group <= matcher.groupCount(); group++) {
      String part = matcher.group(group);
      written = written.replace("$" + group, part == null ? "" : part);
    }
    return written.endsWith("-") ? written.substring(0, written.length() - 1) : written;
  }

  /** Whether its country is known, has a pattern here, and it is not of that. */
  static boolean isInvalid(String said, Optional<String> country) {
    Optional<Shape> shape = country.map(SHAPES::get);
    return shape.isPresent()
        && !shape.get().dense().matcher(dense(form(said, country), country.get())).matches();
  }

  /** Without blanks and dashes, in capitals, without the country's letters in front. */
  private static String dense(String said, String country) {
    String plain = Normalizer.normalize(said, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
    String dense = BETWEEN.matcher(plain).replaceAll("");
    for (String mark : new String[] {country, country.substring(0, 1)}) {
      String rest = dense.startsWith(mark) ? dense.substring(mark.length()) : "";
      if (rest.matches("[0-9]{4,6}")) {
        return rest;
      }
    }
    return dense;
  }

  private static void digits(int count, String... countries) {
    for (String country : countries) {
      shape(country, "([0-9]{" + count + "})", "$1", count);
    }
  }

  private static void shape(String country, String dense, String written, int digits) {
    SHAPES.put(country, new Shape(Pattern.compile(dense), written, digits));
  }
}
