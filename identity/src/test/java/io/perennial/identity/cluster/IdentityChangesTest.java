// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.identity.cluster.IdentityChange.Kind;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class IdentityChangesTest {

  private static final long NONE = IdentityChanges.NONE;

  private final long[] records = {10, 20, 30, 40, 50};

  @Test
  void a_merge_is_told_of_those_who_gave_up_their_customer_with_the_strongest_pair() {
    long[] before = {10, 20, 20, 40, NONE};
    long[] after = {10, 10, 10, 40, 10};
    Edges edges = new RandomPairs(5).add(1, 2, 9).add(0, 1, 3).add(0, 2, 5).add(3, 4, 8).edges();

    assertThat(IdentityChanges.between(records, before, after, edges))
        .containsExactly(
            new IdentityChange(20, 20, 10, Kind.MERGE, OptionalInt.of(2)),
            new IdentityChange(30, 20, 10, Kind.MERGE, OptionalInt.of(2)));
  }

  @Test
  void a_split_is_told_with_the_pair_that_did_not_suffice() {
    long[] before = {10, 10, 10, 40, 40};
    long[] after = {10, 20, 20, 40, 40};
    Edges edges = new RandomPairs(5).add(0, 1, -3).add(0, 2, -1).add(1, 2, 7).edges();

    assertThat(IdentityChanges.between(records, before, after, edges))
        .containsExactly(
            new IdentityChange(20, 10, 20, Kind.SPLIT, OptionalInt.of(1)),
            new IdentityChange(30, 10, 20, Kind.SPLIT, OptionalInt.of(1)));
  }

  @Test
  void who_leaves_some_and_joins_others_moves() {
    List<IdentityChange> changes =
        IdentityChanges.between(
            records,
            new long[] {10, 10, 30, 40, 50},
            new long[] {10, 20, 20, 40, 50},
            new Edges(5));

    assertThat(changes)
        .containsExactly(
            new IdentityChange(20, 10, 20, Kind.MOVE, OptionalInt.empty()),
            new IdentityChange(30, 30, 20, Kind.MERGE, OptionalInt.empty()));
  }

  @Test
  void an_id_whose_record_is_gone_is_a_new_name_and_new_records_are_no_change() {
    long[] before = {5, 5, NONE, NONE, 50};
    long[] after = {10, 10, 10, 40, 50};

    assertThat(IdentityChanges.between(records, before, after, new Edges(5)))
        .extracting(IdentityChange::kind)
        .containsExactly(Kind.RENAME, Kind.RENAME);
    assertThat(IdentityChanges.between(records, after, after, new Edges(5))).isEmpty();
  }

  @Test
  void columns_must_fit() {
    assertThatThrownBy(
            () -> IdentityChanges.between(records, new long[5], new long[4], new Edges(5)))
        .hasMessage("Invalid columns: 5, 5, 4 rows and pairs of 5 nodes (must be as many)");
  }
}
