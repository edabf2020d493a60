// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.identity.evaluate.Agreement;
import io.perennial.identity.evaluate.ClusterAgreement;
import io.perennial.identity.evaluate.LabelledPair;
import io.perennial.identity.evaluate.PairEvaluation;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PersonPairsTest {

  @Test
  void what_was_joined_through_a_third_is_counted_and_among_the_examples() {
    // 10 and 11 are one person, 12 is another; 11-12 was never compared: 10 led to both
    long[] persons = {1, 1, 2, 3};
    long[] customers = {10, 10, 10, 13};
    KnownRecords known = KnownRecords.of(new long[] {10, 11, 12, 13}, customers);
    PersonPairs pairs = new PersonPairs(known, place -> persons[place]);
    pairs.scored(0, 1, 0.9);
    pairs.scored(0, 2, 0.8);
    pairs.addOthers(new int[] {0, 1, 2, 3});
    PairEvaluation evaluation = new PairEvaluation(pairs.pairs());

    assertThat(evaluation.falsePairs(9))
        .containsExactly(
            LabelledPair.compared(10, 12, 0, 0.8, true),
            LabelledPair.neverCompared(11, 12, 0, true));
    assertThat(evaluation.ofCustomers())
        .isEqualTo(new Agreement(1, 2, 0))
        .isEqualTo(ClusterAgreement.of(persons, customers).pairs());
    assertThat(pairs.remarks()).isEmpty();
  }

  @Test
  void a_person_of_very_many_records_is_said() {
    int n = 2_001;
    KnownRecords known =
        KnownRecords.of(LongStream.range(0, n).toArray(), LongStream.range(0, n).toArray());
    PersonPairs pairs = new PersonPairs(known, place -> 7);
    pairs.scored(0, 1, 0.4);
    pairs.addOthers(IntStream.range(0, n).toArray());

    assertThat(pairs.pairs()).hasSize(1);
    assertThat(pairs.remarks())
        .containsExactly(
            "1 person of more than 2,000 records: of the pairs in there only those that have a"
                + " score are counted; the rows of records and customers count all");
  }
}
