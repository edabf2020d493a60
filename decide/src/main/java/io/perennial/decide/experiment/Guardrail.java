// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

import io.perennial.math.distribution.Normal;
import java.util.Locale;

/**
 * An outcome that must not get worse by more than a margin, whatever else gets better: a test of
 * non-inferiority against a share of the control. Source: Schuirmann's one-sided test; the margin
 * as a share after Fieller, so the control's own error counts.
 *
 * @param outcome its name
 * @param state what is known
 * @param worst the change for the worse that is not excluded, as a share of the control: .03 is 3 %
 *     worse; 0 or below where even the worst is none
 * @param margin that is put up with, as a share of the control
 */
public record Guardrail(String outcome, State state, double worst, double margin) {

  /** What is known of an outcome that must not get worse. */
  public enum State {
    /** The loss is smaller than the margin, as sure as was asked. */
    KEPT,
    /** The loss is larger than the margin, as sure as was asked. */
    BROKEN,
    /** Neither is sure yet. */
    OPEN
  }

  /**
   * Looks at an outcome once.
   *
   * @param margin share of the control that may be lost, in [0, 1)
   * @param alpha the chance of a wrong bound, one-sided
   */
  public static Guardrail of(
      String outcome,
      Direction direction,
      Estimate control,
      Estimate treatment,
      double margin,
      double alpha) {
    return of(
        outcome,
        direction,
        control,
        treatment,
        margin,
        Normal.standard().quantile(1 - Checked.chance("alpha", alpha)),
        2);
  }

  /** Looks at an outcome that is looked at again and again. */
  public static Guardrail of(
      String outcome,
      Direction direction,
      Estimate control,
      Estimate treatment,
      double margin,
      double alpha,
      NormalMixture mixture) {
    double units = StrictMath.max(1, (double) control.count() + treatment.count());
    return of(
        outcome,
        direction,
        control,
        treatment,
        margin,
        mixture.reachOneSided(units, alpha),
        SequentialTest.LEAST_UNITS);
  }

  private static Guardrail of(
      String outcome,
      Direction direction,
      Estimate control,
      Estimate treatment,
      double margin,
      double critical,
      int leastUnits) {
    if (!(margin >= 0 && margin < 1)) {
      throw new IllegalArgumentException(
          "Invalid margin of " + outcome + ": " + margin + " (must be within [0, 1))");
    }
    double base = StrictMath.abs(control.value());
    if (control.count() < leastUnits || treatment.count() < leastUnits || base == 0) {
      return new Guardrail(outcome, State.OPEN, 1, margin);
    }
    // both bounds are of treatment - (1 -+ margin) control, whose error is known exactly
    double factor = direction.gain(control.value()) > 0 ? 1 - margin : 1 + margin;
    double gain = direction.gain(treatment.value() - factor * control.value());
    double error = StrictMath.hypot(treatment.standardError(), factor * control.standardError());
    State state =
        gain > critical * error ? State.KEPT : gain < -critical * error ? State.BROKEN : State.OPEN;
    double plain =
        direction.gain(treatment.value() - control.value())
            - critical * StrictMath.hypot(treatment.standardError(), control.standardError());
    return new Guardrail(outcome, state, -plain / base, margin);
  }

  /** One sentence. */
  public String inWords() {
    String margins = String.format(Locale.ROOT, "%.1f %%", 100 * margin);
    return switch (state) {
      case KEPT -> outcome + " is not worse by more than " + margins;
      case BROKEN -> outcome + " is worse by more than " + margins;
      case OPEN ->
          String.format(
              Locale.ROOT,
              "%s may yet be worse by more than %s (by %.1f %% at worst)",
              outcome,
              margins,
              100 * StrictMath.max(0, worst));
    };
  }
}
