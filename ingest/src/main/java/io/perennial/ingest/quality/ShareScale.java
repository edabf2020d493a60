// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.quality;

/**
 * Scales on which shares have about the same spread wherever they are, and tails near to normal.
 */
enum ShareScale {

  /** The arcsine of the root, on which chance has the same variance everywhere (Anscombe 1948). */
  ARCSINE {
    @Override
    double of(double hits, double all) {
      return Math.asin(Math.sqrt((hits + HALF) / (all + 2 * HALF)));
    }

    @Override
    double variance(double share, double all) {
      return 1 / (4 * all + 2);
    }

    @Override
    double share(double scaled) {
      double sine = Math.sin(Math.max(0, Math.min(Math.PI / 2, scaled)));
      return sine * sine;
    }
  },

  /**
   * The cube root of the odds, on which small shares that differ by more than chance are normal.
   */
  ODDS {
    @Override
    double of(double hits, double all) {
      return Math.cbrt((hits + HALF) / (all - hits + HALF));
    }

    @Override
    double variance(double share, double all) {
      double odds = share / (1 - share);
      double slope = 1 / (3 * Math.cbrt(odds * odds) * (1 - share) * (1 - share));
      return slope * slope * share * (1 - share) / all;
    }

    @Override
    double share(double scaled) {
      double odds = Math.pow(Math.max(0, scaled), 3);
      return odds / (1 + odds);
    }
  };

  private static final double HALF = 0.375;

  /** A share on this scale. */
  abstract double of(double hits, double all);

  /** What chance alone makes of a share of {@code all}, on this scale. */
  abstract double variance(double share, double all);

  /** The share of a place on this scale. */
  abstract double share(double scaled);
}
