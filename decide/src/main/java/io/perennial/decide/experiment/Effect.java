// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

import java.util.Optional;

/**
 * What a treatment does to an outcome, against the control.
 *
 * @param control what was measured there
 * @param treatment what was measured here
 * @param interval of the difference, in the outcome's unit
 * @param pValue how often chance alone comes so far from no difference, in [0, 1]
 * @param alpha the accepted chance of a false alarm: the interval's level is 1 - alpha
 * @param relative the same as a share of the control; empty where the control is too near 0
 */
public record Effect(
    Estimate control,
    Estimate treatment,
    Interval interval,
    double pValue,
    double alpha,
    Optional<Relative> relative)
    implements Comparison {

  public Effect {
    Checked.share("pValue", pValue);
    Checked.chance("alpha", alpha);
  }

  /** Treatment minus control, in the outcome's unit. */
  public double difference() {
    return treatment.value() - control.value();
  }

  /** Of the difference. */
  public double standardError() {
    return StrictMath.hypot(control.standardError(), treatment.standardError());
  }

  /** Whether there is an effect, up or down, at the accepted chance of a false alarm. */
  public boolean significant() {
    return pValue <= alpha;
  }
}
