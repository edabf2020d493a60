// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where values lie between two pixels, with round numbers to mark them at. */
public final class Axis {

  private final double low;
  private final double high;
  private final double from;
  private final double to;
  private final double step;

  private Axis(double low, double high, double step, double from, double to) {
    this.low = low;
    this.high = high;
    this.step = step;
    this.from = from;
    this.to = to;
  }

  /** An axis of values from {@code least} to {@code most}, widened to round numbers. */
  static Axis round(double least, double most, int marks, double from, double to) {
    double span = most > least ? most - least : 1;
    double step = roundStep(span / Math.max(1, marks));
    double low = Math.floor(least / step + 1e-9) * step;
    double high = Math.ceil((most > least ? most : least + 1) / step - 1e-9) * step;
    return new Axis(low, high, step, from, to);
  }

  /** An axis that ends exactly at {@code least} and {@code most}. */
  static Axis exact(double least, double most, int marks, double from, double to) {
    double end = most > least ? most : least + 1;
    return new Axis(least, end, roundStep((end - least) / Math.max(1, marks)), from, to);
  }

  /** The least of 1, 2, 5, 10, 20 … and of their tenths, hundredths … that is not below. */
  public static double roundStep(double step) {
    double power = Math.pow(10, Math.floor(Math.log10(step)));
    double digit = step / power;
    return (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10) * power;
  }

  double at(double value) {
    return from + (value - low) / (high - low) * (to - from);
  }

  /** The round numbers on the axis, ascending. */
  List<Double> marks() {
    List<Double> marks = new ArrayList<>();
    for (long k = (long) Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k++) {
      marks.add(k * step);
    }
    return marks;
  }

  /** A mark in as few digits as tell it from its neighbours: 0.25, 1,500, 2M. */
  String label(double mark) {
    double size = Math.max(Math.abs(high), Math.abs(low));
    if (size >= 1e7) {
      return number(mark / 1e6, step / 1e6) + "M";
    }
    if (size >= 1e4) {
      return number(mark / 1e3, step / 1e3) + "k";
    }
    return number(mark, step);
  }

  private static String number(double value, double step) {
    int digits = Math.max(0, (int) Math.ceil(-Math.log10(step) - 1e-9));
    return String.format(Locale.ROOT, "%,." + digits + "f", value);
  }
}
