// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

import java.util.Optional;

/** What a treatment's outcome is beside the control's: an effect, or why none can be told. */
public sealed interface Comparison permits Effect, Untested {

  /**
   * The difference of two independent estimates, each about normal. Source: Welch, "The
   * generalization of Student's problem" (Biometrika, 1947), with Satterthwaite's degrees of
   * freedom. For one look at a time that was fixed beforehand; who looks more often takes {@link
   * SequentialTest}.
   *
   * @param alpha the chance of a false alarm that is accepted, within (0, 1)
   */
  static Comparison of(Estimate control, Estimate treatment, double alpha) {
    Checked.chance("alpha", alpha);
    if (control.count() < 2 || treatment.count() < 2) {
      return Untested.tooFew(control.count(), treatment.count());
    }
    double error = StrictMath.hypot(control.standardError(), treatment.standardError());
    if (error == 0) {
      return Untested.constant();
    }
    double a = control.standardError() / error;
    double b = treatment.standardError() / error;
    double degrees =
        1 / (a * a * a * a / (control.count() - 1.0) + b * b * b * b / (treatment.count() - 1.0));
    StudentT t = new StudentT(degrees);
    double difference = treatment.value() - control.value();
    double critical = t.exceededWith(alpha / 2);
    return new Effect(
        control,
        treatment,
        Interval.around(difference, critical * error),
        StrictMath.min(1, 2 * t.upperTail(StrictMath.abs(difference) / error)),
        alpha,
        Relative.of(control, treatment, critical));
  }

  /** The difference of means. */
  static Comparison of(ArmSummary control, ArmSummary treatment, double alpha) {
    return of(control.estimate(), treatment.estimate(), alpha);
  }

  /** The effect, where there is one. */
  default Optional<Effect> effect() {
    return this instanceof Effect effect ? Optional.of(effect) : Optional.empty();
  }
}
