// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.step;

/** A step of the pipeline failed, and its run is recorded; the cause says why. */
public final class StepFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String step;

  StepFailed(String step, Throwable cause) {
    super("Cannot finish step " + step + ": " + Fault.sentence(cause), cause);
    this.step = step;
  }

  /** The step's name. */
  public String step() {
    return step;
  }
}
