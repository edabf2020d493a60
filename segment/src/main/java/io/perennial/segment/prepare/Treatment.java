// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.prepare;

import java.io.Serializable;
import java.util.Locale;

/** What is done with one feature, and why. Immutable. */
public final class Treatment implements Serializable {

  private static final double FARTHEST = 1e100;

  private static final long serialVersionUID = 1;

  private final String name;
  private final String family;
  private final Missing missing;
  private final double fill;
  private final Transform transform;
  private final Knots knots;
  private final double low;
  private final double high;
  private final double centre;
  private final double scale;
  private final double weight;
  private final String reason;

  Treatment(
      InputColumn column,
      double fill,
      Transform transform,
      Knots knots,
      Shape shape,
      double weight,
      String reason) {
    this(
        column.name(),
        column.family(),
        column.missing(),
        fill,
        transform,
        knots,
        shape.low(),
        shape.high(),
        shape.median(),
        shape.scale(),
        weight,
        reason);
  }

  Treatment(
      String name,
      String family,
      Missing missing,
      double fill,
      Transform transform,
      Knots knots,
      double low,
      double high,
      double centre,
      double scale,
      double weight,
      String reason) {
    this.name = name;
    this.family = family;
    this.missing = missing;
    this.fill = fill;
    this.transform = transform;
    this.knots = knots;
    this.low = low;
    this.high = high;
    this.centre = centre;
    this.scale = scale;
    this.weight = weight;
    this.reason = reason;
  }

  Treatment withWeight(double other) {
    return new Treatment(
        name, family, missing, fill, transform, knots, low, high, centre, scale, other, reason);
  }

  /**
   * The prepared value: transformed, drawn in, less the median, in robust deviations, times the
   * weight. Finite for every input; what is not finite counts as missing.
   */
  double apply(double raw) {
    double known = Double.isFinite(raw) ? raw : fill;
    double value =
        switch (transform) {
          case NONE -> known;
          case LOG1P -> StrictMath.log1p(Math.max(known, 0));
          case RANK -> knots.score(known);
        };
    double half = Shape.clamp(value, low, high) / 2 - centre / 2; // a whole may overflow
    double place = half / scale * (2 * weight);
    // a scale that is nearly nothing, or half of all doubles: as far as sums of squares can bear
    return Double.isNaN(place) ? 0 : Math.max(-FARTHEST, Math.min(FARTHEST, place));
  }

  /** The column. */
  public String name() {
    return name;
  }

  public String family() {
    return family;
  }

  public Transform transform() {
    return transform;
  }

  /** The value that one not known is read as, in the feature's own unit. */
  public double fill() {
    return fill;
  }

  /** What a robust deviation of it counts in distances. */
  public double weight() {
    return weight;
  }

  /** Why it is transformed so, in words. */
  public String reason() {
    return reason;
  }

  /** All of it in one sentence. */
  public String explain() {
    String what =
        switch (transform) {
          case NONE -> "as it is";
          case LOG1P -> "its logarithm, ln(1 + x)";
          case RANK -> "the normal score of its rank";
        };
    String filled = missing == Missing.ZERO ? "0, nothing happened" : "the median, " + number(fill);
    return String.format(
        Locale.ROOT,
        "%s (%s): %s, since %s; not known counts as %s; values beyond %s and %s are drawn in;"
            + " weight %.3f",
        name,
        family,
        what,
        reason,
        filled,
        number(low),
        number(high),
        weight);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }

  Missing missing() {
    return missing;
  }

  Knots knots() {
    return knots;
  }

  double low() {
    return low;
  }

  double high() {
    return high;
  }

  double centre() {
    return centre;
  }

  double scale() {
    return scale;
  }
}
