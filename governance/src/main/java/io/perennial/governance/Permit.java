// SPDX-License-Identifier: Apache-2.0
package io.perennial.governance;

import io.perennial.domain.Purpose;
import java.time.Instant;

/**
 * Leave to read personal data for one purpose until an instant. What reads personal data takes one
 * as a parameter: code that has none cannot read.
 *
 * @param holder who asked: a user or a step, never empty
 * @param purpose what for
 * @param until when it ends, exclusive
 */
public record Permit(String holder, Purpose purpose, Instant until) {

  public Permit {
    if (holder.isBlank()) {
      throw new IllegalArgumentException("Invalid permit holder: '' (must name a user or a step)");
    }
  }

  /** Returns this permit if it still holds at {@code now}. */
  public Permit requireValid(Instant now) {
    if (!now.isBefore(until)) {
      throw new PermitExpired(this);
    }
    return this;
  }

  /** A permit was used after its end: ask for a new one. */
  public static final class PermitExpired extends RuntimeException {
    private static final long serialVersionUID = 1;

    PermitExpired(Permit permit) {
      super(
          "Cannot read personal data for "
              + permit.purpose()
              + ": the permit of "
              + permit.holder()
              + " ended at "
              + permit.until());
    }
  }
}
