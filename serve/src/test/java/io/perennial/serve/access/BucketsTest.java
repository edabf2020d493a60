// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BucketsTest {

  private final AtomicLong nanos = new AtomicLong();
  private final Buckets buckets = new Buckets(5, nanos::get);

  @Test
  void twice_the_rate_is_let_in_at_once_and_the_rate_after_that() {
    assertThat(letIn("ada", 20)).isEqualTo(10);
    assertThat(buckets.take("ada")).hasValue(1);

    nanos.addAndGet(1_000_000_000L);
    assertThat(letIn("ada", 20)).isEqualTo(5);
    nanos.addAndGet(3_600_000_000_000L);
    assertThat(letIn("ada", 20)).as("no more than full").isEqualTo(10);
  }

  @Test
  void who_looks_takes_nothing() {
    letIn("ada", 9);

    assertThat(buckets.wait("ada")).isEmpty();
    assertThat(buckets.wait("ada")).isEmpty();
    letIn("ada", 1);
    assertThat(buckets.wait("ada")).hasValue(1);
    assertThat(buckets.wait("ben")).isEmpty();
  }

  @Test
  void each_has_their_own() {
    letIn("ada", 20);

    assertThat(letIn("ben", 20)).isEqualTo(10);
  }

  private int letIn(String who, int asked) {
    return (int) IntStream.range(0, asked).filter(i -> buckets.take(who).isEmpty()).count();
  }
}
