// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.drift;

import io.perennial.math.distribution.Normal;
import io.perennial.math.summary.StableSum;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.forecast.Interval;
import java.util.Locale;

/**
 * A model in use against one that would take its place, on the same customers: the mean difference
 * of their losses (CRPS), with its standard error. Source: Diebold and Mariano (1995), for
 * customers rather than times.
 *
 * @param champion the model in use
 * @param challenger the other
 * @param customers that both were scored on
 * @param championLoss mean loss, less is better
 * @param challengerLoss mean loss
 * @param gain champion's less challenger's, above 0 where the challenger is better
 * @param standardError of the gain
 * @param interval of the gain at 95 %, that of one look
 * @param takesOver whether the challenger should: its gain is above 0 by more than noise, and at
 *     least what was asked for
 */
public record Challenge(
    String champion,
    String challenger,
    int customers,
    double championLoss,
    double challengerLoss,
    double gain,
    double standardError,
    Interval interval,
    boolean takesOver) {

  private static final int LEAST = 20;

  /**
   * What a challenger must do.
   *
   * @param falseAlarms the chance that one that is no better takes over, as 0.05
   * @param leastGain as a share of the champion's loss, as 0.005: below it the change is not worth
   *     its trouble; >= 0
   * @param looks how that chance is meant
   */
  public record Rules(double falseAlarms, double leastGain, Looks looks) {

    public Rules {
      if (!(falseAlarms > 0 && falseAlarms < 1) || !(leastGain >= 0 && leastGain <= 1)) {
        throw new IllegalArgumentException(
            "Invalid rate of false alarms or least gain: "
                + falseAlarms
                + ", "
                + leastGain
                + " (must be within (0, 1), within [0, 1])");
      }
    }

    /** 5 %, at any number of looks; half a per cent. */
    public static Rules defaults() {
      return new Rules(0.05, 0.005, Looks.ANY);
    }
  }

  /** How often one means to look at the same comparison as customers come in. */
  public enum Looks {
    /** Once. */
    ONE,
    /**
     * Whenever one likes: by an asymptotic confidence sequence (Waudby-Smith, Arbour, Sinha,
     * Kennedy and Ramdas, "Time-uniform central limit theory", Annals of Statistics 52, 2024,
     * theorem 2.2), which asks for about 1.7 times the distance.
     */
    ANY
  }

  /**
   * Compares losses of the same customers.
   *
   * @param championLosses double[n], finite; of all runs together where there are many, each
   *     customer once (his mean over runs), as his losses go together
   * @param challengerLosses of the same customers in the same order
   * @throws TooLittleDataException below 20 customers
   */
  public static Challenge of(
      String champion,
      double[] championLosses,
      String challenger,
      double[] challengerLosses,
      Rules rules) {
    int n = championLosses.length;
    if (challengerLosses.length != n) {
      throw new IllegalArgumentException(
          "Invalid losses: "
              + n
              + " of "
              + champion
              + ", "
              + challengerLosses.length
              + " of "
              + challenger
              + " (must be as many)");
    }
    if (n < LEAST) {
      throw new TooLittleDataException(
          "Cannot compare "
              + champion
              + " with "
              + challenger
              + ": only "
              + n
              + " customers (at least "
              + LEAST
              + " are needed)");
    }
    StableSum one = new StableSum();
    StableSum other = new StableSum();
    StableSum apart = new StableSum();
    for (int i = 0; i < n; i++) {
      if (!Double.isFinite(championLosses[i]) || !Double.isFinite(challengerLosses[i])) {
        throw new IllegalArgumentException(
            "Row "
                + i
                + ": Invalid losses: "
                + championLosses[i]
                + ", "
                + challengerLosses[i]
                + " (must be finite)");
      }
      one.add(championLosses[i] / n);
      other.add(challengerLosses[i] / n);
      apart.add(championLosses[i] / n - challengerLosses[i] / n);
    }
    double gain = apart.value();
    StableSum squares = new StableSum();
    for (int i = 0; i < n; i++) {
      double off = (championLosses[i] - challengerLosses[i] - gain) / n;
      squares.add(off * off);
    }
    double error = Math.sqrt(squares.value() * n / (n - 1.0));
    double half = Normal.standard().quantile(0.975) * error;
    double needed = distance(rules, n) * error;
    return new Challenge(
        champion,
        challenger,
        n,
        one.value(),
        other.value(),
        gain,
        error,
        new Interval(gain - half, gain + half),
        gain > needed && gain >= rules.leastGain() * Math.abs(one.value()));
  }

  /** Standard errors that the gain must be above 0. */
  private static double distance(Rules rules, int n) {
    if (rules.looks() == Looks.ONE) {
      return Normal.standard().quantile(1 - rules.falseAlarms());
    }
    // one-sided: twice the level; narrowest about 500 customers
    double alpha = Math.min(0.99, 2 * rules.falseAlarms());
    double rho = (-2 * Math.log(alpha) + Math.log(1 - 2 * Math.log(alpha))) / 500;
    double scaled = n * rho + 1;
    return Math.sqrt(2 * scaled / (n * rho) * Math.log(Math.sqrt(scaled) / alpha));
  }

  /** The gain as a share of the champion's loss; 0 where that is 0. */
  public double relativeGain() {
    return championLoss == 0 ? 0 : gain / Math.abs(championLoss);
  }

  /** In a sentence. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s (%.4g) against %s (%.4g) on %,d customers: %s by %.4g ± %.2g, %.1f %%; %s",
        challenger,
        challengerLoss,
        champion,
        championLoss,
        customers,
        gain >= 0 ? "better" : "worse",
        Math.abs(gain),
        standardError,
        100 * Math.abs(relativeGain()),
        takesOver ? "it takes over" : champion + " stays");
  }
}
