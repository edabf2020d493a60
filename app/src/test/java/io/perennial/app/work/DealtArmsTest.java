// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.app.UsageException;
import io.perennial.value.tabular.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DealtArmsTest {

  private static DealtArms dealt(String... rows) {
    List<List<String>> cells = new ArrayList<>();
    for (String row : rows) {
      cells.add(List.of(row.split(" ", 3)));
    }
    return DealtArms.of(
        TextTable.ofRows(List.of("customer_id", "arm", "propensity"), cells), "arms.csv", "");
  }

  @Test
  void an_arm_has_one_share_and_all_shares_are_one() {
    assertThat(dealt("1 control 0.3333", "2 mail 0.6667").shares()).containsExactly(0.3333, 0.6667);
    assertThatThrownBy(() -> dealt("1 control 0.5", "2 mail 0.5", "3 mail 0.6"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("row 3: propensity 0.6 of mail, which was 0.5 before");
    assertThatThrownBy(() -> dealt("1 control 0.5", "2 mail 0.2"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("sum to 0.7 (must be 1");
  }

  @Test
  void customers_who_became_one_count_once_and_with_two_arms_not_at_all() {
    DealtArms dealt =
        dealt("1 control 0.5", "2 mail 0.5", "3 mail 0.5", "4 control 0.5", "5 mail 0.5");

    DealtArms now = dealt.now(Map.of(3L, 2L, 5L, 4L, 1L, 9L));

    assertThat(now.customers()).containsExactly(2L, 9L);
    assertThat(now.arm()).containsExactly(1, 0);
  }
}
