// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentEvidenceTest {

  @TempDir Path folder;

  private Shell.Outcome experiment(String... more) {
    String[] all = new String[more.length + 2];
    all[0] = "experiment";
    all[1] = "mails.csv";
    System.arraycopy(more, 0, all, 2, more.length);
    return new Shell(folder).run(all);
  }

  @Test
  void what_an_experiment_told_is_said_as_the_settings_of_an_action() throws IOException {
    StringBuilder csv = new StringBuilder("arm,before,visit,spend\n");
    for (int i = 0; i < 120; i++) {
      boolean mailed = i % 2 == 0;
      csv.append(mailed ? "mail," : "nothing,")
          .append(i % 7)
          .append(',')
          .append(i % 3 == 0 ? 1 : 0);
      csv.append(',').append((mailed ? 12 : 10) + i / 2 % 5).append('\n');
    }
    Files.writeString(folder.resolve("mails.csv"), csv);

    Shell.Outcome told = experiment("--outcome", "spend", "--action", "win-back");
    assertThat(told.code()).as(told.all()).isZero();
    assertThat(told.out())
        .containsPattern(
            "actions:\n  win-back:\n    spend-effect: (1\\.9|2\\.0)\\d+\n    spend-effect-error: 0\\.2\\d+");
    assertThat(experiment("--outcome", "spend", "--action", "win-back", "--json").out())
        .containsPattern("\"spend_effect\": ?(1\\.9|2)");
    assertThat(experiment("--outcome", "visit", "--action", "win-back").err())
        .contains("visit is 0 or 1 (an outcome in money is needed");
    Shell.Outcome two = experiment("--outcome", "visit", "--outcome", "spend", "--action", "news");
    assertThat(two.code()).isEqualTo(2);
    assertThat(two.err()).contains("say with --outcome which one is what customers spent");
  }
}
