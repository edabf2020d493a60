// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractsCommandTest {

  private static final LocalDate FIRST = LocalDate.of(2023, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2024, 12, 31);

  @TempDir Path folder;

  private void plans() throws IOException {
    StringBuilder csv = new StringBuilder("key;begun;cancelled;fee;plan\n");
    for (int i = 0; i < 400; i++) {
      LocalDate start = FIRST.plusDays(i * 37 % 700);
      int months = 1 + i * 61 % (i % 2 == 0 ? 17 : 41);
      LocalDate end = start.plusMonths(months);
      csv.append(
          "A%03d;%s;%s;%d,50;%s%n"
              .formatted(
                  i,
                  start,
                  end.isAfter(LAST) ? "" : end,
                  i % 2 == 0 ? 9 : 19,
                  i % 2 == 0 ? "S" : "L"));
    }
    Files.writeString(folder.resolve("plans.csv"), csv.append("bad;;;1;S\n"));
  }

  private Shell.Outcome contracts(String... more) {
    return new Shell(folder)
        .run(
            Stream.concat(
                    Stream.of("contracts", "plans.csv", "--start", "begun", "--end", "cancelled"),
                    Stream.of(more))
                .toArray(String[]::new));
  }

  @Test
  void tells_who_stays_what_they_are_worth_and_how_groups_differ() throws IOException {
    plans();

    Shell.Outcome outcome =
        contracts("--price", "fee", "--group", "plan", "--id", "key", "--out", "worth.csv");

    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(outcome.out())
        .contains("400 subscriptions as of 2024-12-", "Of 100 new ones", "Half of them stay for")
        .contains("months", "by model", "after months", "They are worth ")
        .contains("By plan: they differ by more than chance", "hazard")
        .contains("Note: Rows left out: 1, without a start");
    List<String> worth = Files.readAllLines(folder.resolve("worth.csv"));
    assertThat(worth).hasSize(401);
    assertThat(worth.get(0)).isEqualTo("key,runs,periods,renewal,value,value_lower,value_upper");
    assertThat(worth.subList(1, 401))
        .allMatch(line -> line.matches("A\\d{3},(true|false),\\d+,.*"));
    assertThat(contracts("--json").out())
        .contains("\"subscriptions\": 400", "\"retention\"", "\"forecast\"")
        .doesNotContain("\"value\"", "NaN");
  }

  @Test
  void what_is_wrong_is_said() throws IOException {
    plans();

    assertThat(contracts("--price", "cost").err()).contains("Unknown column of --price: cost");
    assertThat(contracts("--price", "plan").err())
        .contains("Cannot read column plan: row 1 is no number");
    assertThat(contracts("--period", "moon").err()).contains("Unknown --period: moon");
    assertThat(contracts("--margin", "2").err()).contains("Invalid --margin: 2.0");
    assertThat(contracts("--until", "2020-01-01").err()).contains("no row has a start by 2020");
  }
}
