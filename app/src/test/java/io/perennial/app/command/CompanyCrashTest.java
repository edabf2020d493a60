// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.testkit.crash.ChildJvm;
import io.perennial.testkit.crash.KillMoment;
import io.perennial.testkit.crash.LakeMoments;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ingest of a company of six systems is killed again and again; what comes out in the end is what
 * comes out when nobody kills it, row for row. Another seed by {@code -Dperennial.crash.seed=…}.
 */
@Tag("slow")
class CompanyCrashTest {

  private static final long SEED = Long.getLong("perennial.crash.seed", 20_261_122);
  private static final List<String> FLAGS =
      List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

  /** All columns but when, and in which batch, a row came. */
  private static final List<String> ROWS =
      List.of(
          "SELECT 'event ' || concat_ws('|', event_id, source, record_id, type, occurred_at,"
              + " channel, session_id, order_id, product_id, quantity, amount, currency,"
              + " original_amount, discount, text, score, properties) AS r FROM events",
          "SELECT 'claim ' || concat_ws('|', record_id, source, attribute, value, seen_at,"
              + " original, flag) AS r FROM claims",
          "SELECT 'quarantine ' || concat_ws('|', source, file, line, field, value, reason) AS r"
              + " FROM quarantine",
          "SELECT 'file ' || concat_ws('|', source, file, fingerprint, rows_read, rows_kept,"
              + " rows_duplicate, rows_quarantined, rows_left_out) AS r FROM ingested_files");

  @TempDir Path folder;

  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void three_kills_change_no_row() throws IOException {
    run(3, 30);
  }

  @Test
  @Tag("slow")
  void a_hundred_kills_change_no_row() throws IOException {
    run(100, 60);
  }

  private void run(int count, int customers) throws IOException {
    long start = System.nanoTime();
    Path spared = company("spared", customers);
    new Shell(spared).run("ingest", "--quiet");
    List<String> right = rows(spared);
    int kills = 0;
    int companies = 0;
    while (kills < count) {
      Path killed = company("killed-" + companies, customers);
      kills += killed(killed, count - kills);
      new Shell(killed).run("ingest", "--quiet");
      assertThat(rows(killed)).as("seed %d, company %d", SEED, companies).isEqualTo(right);
      companies++;
      assertThat(companies).as("companies read before they could be killed").isLessThan(count + 3);
    }
    System.out.printf(
        Locale.ROOT,
        "%d kills of %d companies in %.0f s, seed %d; %,d rows compared%n",
        kills,
        companies,
        (System.nanoTime() - start) / 1e9,
        SEED,
        right.size());
  }

  /** Kills ingest until it comes to its end, at most {@code most} times; answers how often. */
  private int killed(Path workspace, int most) throws IOException {
    for (int kills = 0; kills < most; kills++) {
      KillMoment moment = LakeMoments.random(random, workspace.resolve("lake"));
      if (random.nextInt(4) == 0) {
        moment = new KillMoment.AfterLine("", 1, Duration.ofMillis(500 + random.nextInt(8_000)));
      }
      try (ChildJvm child =
          ChildJvm.start(
              CompanyWorker.class,
              FLAGS,
              List.of(workspace.toString()),
              folder.resolve("errors.txt"))) {
        if (!moment.kill(child)) {
          assertThat(child.errors()).doesNotContain("Exception in thread");
          return kills;
        }
      }
    }
    return most;
  }

  private Path company(String name, int customers) {
    Shell.Outcome made =
        new Shell(folder)
            .run("simulate", "--customers", Integer.toString(customers), "--company", name);
    assertThat(made.code()).as(made.all()).isZero();
    return folder.resolve(name);
  }

  private static List<String> rows(Path workspace) {
    List<String> rows = new ArrayList<>();
    try (CompanyLake lake = new CompanyLake(workspace)) {
      for (String sql : ROWS) {
        lake.rows(sql).forEach(row -> rows.add(row.get(0)));
      }
    }
    rows.sort(null);
    return rows;
  }
}
