// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.identity.AttributeKind;
import io.perennial.identity.Levels;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeardOnceTest {

  private static Levels levels(String name, AttributeKind kind, String... names) {
    double[] m = new double[names.length - 1];
    java.util.Arrays.fill(m, 1.0 / m.length);
    return new Levels(name, kind, List.of(names), m, false, false);
  }

  private final HeardOnce heardOnce =
      new HeardOnce(
          List.of(
              levels(
                  "email", AttributeKind.EMAIL, "missing", "different", "alike", "close", "equal"),
              levels(
                  "family",
                  AttributeKind.FAMILY_NAME,
                  "missing",
                  "different",
                  "exchanged",
                  "equal"),
              levels(
                  "given",
                  AttributeKind.GIVEN_NAME,
                  "missing",
                  "different",
                  "exchanged",
                  "equal")));

  private byte[] heard(int... levels) {
    byte[] bytes = new byte[levels.length];
    for (int i = 0; i < levels.length; i++) {
      bytes[i] = (byte) levels[i];
    }
    heardOnce.apply(bytes);
    return bytes;
  }

  @Test
  void alike_addresses_of_alike_names_are_other_addresses() {
    assertThat(heard(2, 3, 3)).containsExactly(1, 3, 3);
    assertThat(heard(2, 0, 3)).containsExactly(1, 0, 3);
    assertThat(heard(2, 1, 0)).as("names differ").containsExactly(2, 1, 0);
    assertThat(heard(3, 3, 3)).as("a slip").containsExactly(3, 3, 3);
    assertThat(heard(4, 3, 3)).as("equal").containsExactly(4, 3, 3);
    assertThat(heard(1, 3, 3)).as("different").containsExactly(1, 3, 3);
  }

  @Test
  void values_that_are_exchanged_are_one_observation() {
    assertThat(heard(0, 2, 2)).containsExactly(0, 2, 0);
    assertThat(heard(0, 3, 2)).containsExactly(0, 3, 2);
  }
}
