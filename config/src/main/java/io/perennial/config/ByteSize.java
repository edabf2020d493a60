// SPDX-License-Identifier: Apache-2.0
package io.perennial.config;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory or disk: a number of bytes ({@code 4GB}), or a share of all there is ({@code
 * 50%}). KB, MB, GB, TB are powers of 1000 and KiB, MiB, GiB, TiB powers of 1024.
 */
public final class ByteSize {

  private record Unit(String name, long bytes) {}

  /** Largest first, so that the first that divides an amount writes it shortest. */
  private static final List<Unit> UNITS =
      List.of(
          new Unit("TiB", 1L << 40),
          new Unit("TB", 1_000_000_000_000L),
          new Unit("GiB", 1L << 30),
          new Unit("GB", 1_000_000_000L),
          new Unit("MiB", 1L << 20),
          new Unit("MB", 1_000_000L),
          new Unit("KiB", 1L << 10),
          new Unit("KB", 1_000L),
          new Unit("B", 1L));

  private static final Pattern FORM = Pattern.compile("(\\d{1,19}(?:\\.\\d{1,9})?) ?([A-Za-z]+|%)");

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final BigDecimal amount;
  private final boolean percent;

  private ByteSize(BigDecimal amount, boolean percent) {
    this.amount = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
    this.percent = percent;
  }

  /**
   * A fixed number of bytes, at least 0.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public static ByteSize ofBytes(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("Invalid byte size: " + bytes + " (must be >= 0)");
    }
    return new ByteSize(BigDecimal.valueOf(bytes), false);
  }

  /**
   * Reads {@code 4GB}, {@code 512 MiB}, {@code 1.5GiB} or {@code 50%}; upper and lower case alike.
   *
   * @throws IllegalArgumentException if the text is none of these, is more than 100 %, or is more
   *     bytes than a long holds
   */
  public static ByteSize parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw refuse(text);
    }
    BigDecimal amount = new BigDecimal(form.group(1));
    if (form.group(2).equals("%")) {
      if (amount.compareTo(HUNDRED) > 0) {
        throw refuse(text);
      }
      return new ByteSize(amount, true);
    }
    for (Unit unit : UNITS) {
      if (unit.name().toUpperCase(Locale.ROOT).equals(form.group(2).toUpperCase(Locale.ROOT))) {
        BigDecimal bytes = amount.multiply(BigDecimal.valueOf(unit.bytes()));
        if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0) {
          return new ByteSize(bytes.setScale(0, RoundingMode.DOWN), false);
        }
      }
    }
    throw refuse(text);
  }

  private static IllegalArgumentException refuse(String text) {
    return new IllegalArgumentException(
        "Invalid byte size: '" + text + "' (must be such as 4GB, 512MiB or 50%)");
  }

  /** Whether this is a share of what there is rather than a number of bytes. */
  public boolean isShare() {
    return percent;
  }

  /** The number of bytes, rounded down, where {@code available} bytes are 100 %. */
  public long bytesOf(long available) {
    BigDecimal bytes =
        percent ? amount.multiply(BigDecimal.valueOf(available)).divide(HUNDRED) : amount;
    return bytes.longValue();
  }

  /** The shortest exact way to write it; {@link #parse} reads it back. */
  @Override
  public String toString() {
    if (percent) {
      return amount.toPlainString() + "%";
    }
    long bytes = amount.longValueExact();
    for (Unit unit : UNITS) {
      if (bytes >= unit.bytes() && bytes % unit.bytes() == 0) {
        return bytes / unit.bytes() + unit.name();
      }
    }
    return "0B";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ByteSize that && amount.equals(that.amount) && percent == that.percent;
  }

  @Override
  public int hashCode() {
    return Objects.hash(amount, percent);
  }
}
