// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChurnCommandTest {

  @TempDir Path folder;

  /** Who pays by the month and has been there for a short time leaves mostly. */
  private String contracts(int customers) {
    StringBuilder csv =
        new StringBuilder("customerID;tenure;Contract;MonthlyCharges;Région;churn reason;Churn\n");
    for (int i = 0; i < customers; i++) {
      int tenure = 1 + i * 37 % 72;
      boolean monthly = i % 3 != 0;
      boolean left = (monthly ? 40 : 10) + (tenure < 24 ? 35 : 0) > i * 61 % 100;
      csv.append(
          "A%04d;%d;%s;%s;%s;%s;%s%n"
              .formatted(
                  i,
                  tenure,
                  monthly ? "monthly" : "two years",
                  i % 50 == 0 ? " " : String.valueOf(20 + i * 17 % 90),
                  i % 2 == 0 ? "Île-de-France" : "Rhône",
                  left ? "price" : "",
                  left ? "Yes" : "No"));
    }
    return csv.toString();
  }

  private Shell.Outcome churn(String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "churn";
    System.arraycopy(args, 0, all, 1, args.length);
    return new Shell(folder).run(all);
  }

  @Test
  void learns_from_a_table_in_any_encoding_and_leaves_out_what_gives_it_away() throws IOException {
    Files.writeString(
        folder.resolve("contracts.csv"), contracts(300), Charset.forName("windows-1252"));

    Shell.Outcome outcome =
        churn("contracts.csv", "--id", "customerID", "--out", "risk.csv", "--card", "card.md");

    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(outcome.out())
        .contains("300 customers, of whom", "(Churn is Yes)", "logistic regression", "blend")
        .contains("What moves it", "Contract", "tenure")
        .contains("churn reason");
    List<String> risk = Files.readAllLines(folder.resolve("risk.csv"));
    assertThat(risk).hasSize(301);
    assertThat(risk.get(0)).isEqualTo("customerID,probability,reasons");
    assertThat(risk.subList(1, 301))
        .allMatch(line -> line.matches("A\\d{4},[01](\\.\\d+)?,[^=+@-].+"));
    assertThat(Files.readString(folder.resolve("card.md"))).contains("# Who leaves", "## How good");
  }

  @Test
  void what_is_wrong_is_said() throws IOException {
    Files.writeString(folder.resolve("one.csv"), "id,plan,churn\n1,a,No\n2,b,No\n3,a,No\n");
    Files.writeString(folder.resolve("empty.csv"), "");

    assertThat(churn("nothing.csv").err()).contains("no such file");
    assertThat(churn("empty.csv").err()).contains("empty.csv");
    assertThat(churn("one.csv", "--label", "left").err())
        .contains("Unknown column of --label: left");
    Shell.Outcome one = churn("one.csv", "--label", "churn");
    assertThat(one.code()).isNotZero();
    assertThat(one.err()).contains("churn");
  }
}
