// SPDX-License-Identifier: Apache-2.0
package io.perennial.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.domain.Purpose;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PermitTest {

  private static final Instant UNTIL = Instant.parse("2026-01-01T00:00:00Z");
  private static final Permit PERMIT = new Permit("report", Purpose.SERVICE, UNTIL);

  @Test
  void a_permit_is_valid_until_its_end() {
    assertThat(PERMIT.requireValid(UNTIL.minusNanos(1))).isSameAs(PERMIT);
  }

  @Test
  void the_end_itself_is_too_late() {
    assertThatThrownBy(() -> PERMIT.requireValid(UNTIL))
        .isInstanceOf(Permit.PermitExpired.class)
        .hasMessage(
            "Cannot read personal data for "
                + PERMIT.purpose()
                + ": the permit of report ended at 2026-01-01T00:00:00Z");
  }

  @Test
  void a_permit_names_its_holder() {
    assertThatThrownBy(() -> new Permit(" ", PERMIT.purpose(), UNTIL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid permit holder: '' (must name a user or a step)");
  }
}
