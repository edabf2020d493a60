// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.whatif;

import java.util.Locale;

/**
 * How strongly something works, and how that is known.
 *
 * @param basis how it is known
 * @param estimate an elasticity, a lift or a factor, within a million of 0
 * @param standardError of the estimate, >= 0: each draw has an effect of its own
 * @param from the least dose that was tried or seen
 * @param to the greatest
 * @param source of what is known, as the name of an experiment; blank for an assumption
 */
public record Effect(
    Basis basis, double estimate, double standardError, double from, double to, String source) {

  private static final double MOST = 1e6;

  /** How an effect is known. */
  public enum Basis {
    /** Not at all: somebody takes it to be so. */
    ASSUMED,
    /** From data without an experiment. */
    OBSERVED,
    /** From an experiment. */
    EXPERIMENT;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Effect {
    if (!(Math.abs(estimate) <= MOST && standardError >= 0 && standardError <= MOST)) {
      throw new IllegalArgumentException(
          "Invalid effect: "
              + estimate
              + " ± "
              + standardError
              + " (must be within a million of 0, with a standard error >= 0)");
    }
    estimate = estimate + 0.0; // 0 and -0 are one
    from = from + 0.0;
    to = to + 0.0;
    if (basis != Basis.ASSUMED && !(Double.isFinite(from) && from <= to && Double.isFinite(to))) {
      throw new IllegalArgumentException(
          "Invalid range of an effect: " + from + " to " + to + " (must be finite and ascending)");
    }
    source = source.strip();
    if (source.isEmpty() == (basis != Basis.ASSUMED) || source.contains("\n")) {
      throw new IllegalArgumentException(
          "Invalid source of an effect: \""
              + source
              + "\" (must be one line, and blank for an assumption only)");
    }
    if (basis == Basis.EXPERIMENT && standardError == 0) {
      throw new IllegalArgumentException(
          "Invalid effect of "
              + source
              + ": standard error 0 (must be > 0: no experiment is without an error)");
    }
  }

  /** An effect that is taken to be so. */
  public static Effect assumed(double estimate) {
    return assumed(estimate, 0);
  }

  /** An effect that is taken to be about so. */
  public static Effect assumed(double estimate, double standardError) {
    return new Effect(Basis.ASSUMED, estimate, standardError, 0, 0, "");
  }

  /**
   * An effect seen without an experiment.
   *
   * @param from the least dose that was seen
   * @param to the greatest
   */
  public static Effect observed(
      String source, double estimate, double standardError, double from, double to) {
    return new Effect(Basis.OBSERVED, estimate, standardError, from, to, source);
  }

  /**
   * An effect that an experiment measured.
   *
   * @param from the least dose that was tried
   * @param to the greatest
   */
  public static Effect experiment(
      String source, double estimate, double standardError, double from, double to) {
    return new Effect(Basis.EXPERIMENT, estimate, standardError, from, to, source);
  }

  /** What is known where a dose is given of it. */
  Ground ground(String change, String dose, double amount, double none) {
    if (amount == none) {
      return new Ground(change, Label.PREDICTIVE, dose + " stays as it is");
    }
    if (basis == Basis.ASSUMED) {
      return new Ground(change, Label.EXTRAPOLATED, "the effect is assumed: no data have shown it");
    }
    String seen =
        (basis == Basis.EXPERIMENT ? "tried by " : "seen in ")
            + source
            + " from "
            + Texts.number(from)
            + " to "
            + Texts.number(to);
    if (amount < from || amount > to) {
      double beyond = amount < from ? from - amount : amount - to;
      return new Ground(
          change,
          Label.EXTRAPOLATED,
          dose
              + " of "
              + Texts.number(amount)
              + " is "
              + Texts.rounded(beyond)
              + (amount < from ? " below" : " above")
              + " what was "
              + seen);
    }
    return basis == Basis.EXPERIMENT
        ? new Ground(change, Label.CAUSAL, "measured by an experiment; " + dose + " was " + seen)
        : new Ground(
            change,
            Label.PREDICTIVE,
            "a pattern, not an experiment's result; " + dose + " was " + seen);
  }

  /** In its canonical text. */
  String text() {
    return basis.word()
        + " "
        + Texts.number(estimate)
        + (standardError > 0 ? " se " + Texts.number(standardError) : "")
        + (basis == Basis.ASSUMED
            ? ""
            : " from " + Texts.number(from) + " to " + Texts.number(to) + " by " + source);
  }
}
