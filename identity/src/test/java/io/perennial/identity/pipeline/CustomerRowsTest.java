// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CustomerRowsTest {

  @Test
  void rows_are_found_by_customer_and_customers_by_row() {
    CustomerRows rows = new CustomerRows(new long[] {70, 5, 70, 9, 5, 70});

    assertThat(IntStream.range(0, 6).map(rows::customer)).containsExactly(2, 0, 2, 1, 0, 2);
    assertThat(rows.id(2)).isEqualTo(70);
    assertThat(rows.size(2)).isEqualTo(3);
    assertThat(rows.spread(2, 10)).containsExactly(0, 2, 5);
    assertThat(rows.spread(1, 1)).containsExactly(3);
  }

  @Test
  void of_many_rows_some_stand_for_all_from_beginning_to_end() {
    long[] customers = new long[1_000_000];
    Arrays.fill(customers, 1);

    assertThat(new CustomerRows(customers).spread(0, 4))
        .containsExactly(0, 250_000, 500_000, 750_000);
  }

  @Test
  void of_no_rows_there_is_nobody() {
    CustomerRows nobody = new CustomerRows(new long[0]);

    assertThatThrownBy(() -> nobody.id(0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> nobody.customer(0)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
