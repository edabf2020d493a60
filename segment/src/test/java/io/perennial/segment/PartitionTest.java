// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PartitionTest {

  @Test
  void clusters_are_numbered_by_size_then_by_their_first_member() {
    Partition partition = Partition.of(new int[] {7, -3, 2, 2, 7, 4, 4, 4});

    assertThat(partition.labels()).containsExactly(1, Partition.NOISE, 2, 2, 1, 0, 0, 0);
    assertThat(partition.sizes()).containsExactly(3, 2, 2);
    assertThat(partition.noise()).isEqualTo(1);
  }

  @Test
  void equal_groups_are_equal_partitions_whatever_their_numbers_were() {
    assertThat(Partition.of(new int[] {5, 5, 0})).isEqualTo(Partition.of(new int[] {0, 0, 9}));
  }

  @Test
  void an_empty_cluster_is_refused() {
    assertThatThrownBy(() -> new Partition(new int[] {0, 2}, 3))
        .hasMessage("Invalid cluster 1: empty (must have a member)");
  }

  @Test
  void all_may_be_noise() {
    assertThat(Partition.of(new int[] {-1, -1}).clusters()).isZero();
  }
}
