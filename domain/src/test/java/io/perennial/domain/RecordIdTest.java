// SPDX-License-Identifier: Apache-2.0
package io.perennial.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RecordIdTest {

  @Test
  void is_the_same_number_that_the_engines_compute() {
    // select cast(md5_number_lower('a' || chr(31) || '1') >> 1 as bigint) in DuckDB 2.0
    assertThat(RecordId.of("a", "1")).isEqualTo(new RecordId(5556588533026436897L));
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
