// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimeSeenTest {

  @Test
  void time_that_two_rehearsals_looked_at_counts_once() {
    TimeSeen seen = new TimeSeen();
    assertThat(seen.add(30, 40)).isEqualTo(10);
    assertThat(seen.add(20, 30)).isEqualTo(10);
    assertThat(seen.add(25, 45)).isEqualTo(5);
    assertThat(seen.add(20, 45)).isZero();
    assertThat(seen.add(0, 60)).isEqualTo(35);
  }
}
