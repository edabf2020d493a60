// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.domain.RecordId;
import java.util.List;
import org.junit.jupiter.api.Test;

class CandidateTest {

  private static List<RecordId> records(String key) {
    return Candidate.of(key, List.of("till")).stream().map(Candidate::record).toList();
  }

  @Test
  void digits_and_point_zero_are_the_digits_as_for_ingest() {
    assertThat(records("17850.0"))
        .containsExactly(RecordId.of("till", "17850.0"), RecordId.of("till", "17850"));
    assertThat(records("17850.0|DE|3.0")).contains(RecordId.of("till", "17850|DE|3"));
  }

  @Test
  void nothing_else_is_changed() {
    for (String key :
        List.of("ada", "17850.5", "17850.00", "A1.0", "1.0.0", "-5.0", "a 5.0", ".0")) {
      assertThat(records(key)).as(key).containsExactly(RecordId.of("till", key));
    }
  }

  @Test
  void whole_numbers_may_be_ids_of_records_too() {
    assertThat(records("17850")).containsExactly(RecordId.of("till", "17850"), new RecordId(17850));
  }
}
