// SPDX-License-Identifier: Apache-2.0
package io.perennial.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RecordIdTest {

  @Test
  void is_the_hash_of_system_and_key() {
    assertThat(RecordId.of("shop", "4711").value()).isEqualTo(StableHash.of("shop\u001f4711"));
  }

  @Test
  void differs_when_system_and_key_are_cut_at_another_place() {
    assertThat(RecordId.of("ab", "c")).isNotEqualTo(RecordId.of("a", "bc"));
  }

  @Test
  void refuses_a_negative_number() {
    assertThatThrownBy(() -> new RecordId(-1)).hasMessage("Invalid record id: -1 (must be >= 0)");
  }
}
