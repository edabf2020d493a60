// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.testkit.company.Defect;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A company of six systems goes in with one configuration, and what is wrong in its files is found.
 */
class CompanyTest {

  @TempDir Path folder;

  @Test
  void a_small_company_is_read_and_its_defects_are_found() throws IOException {
    Map<Defect, CompanyProof.Score> scores = prove(1_200);

    paperSaysNoMoreThan(scores);
  }

  @Test
  @Tag("slow")
  void a_company_is_read_and_its_defects_are_found() throws IOException {
    prove(Integer.getInteger("perennial.company.customers", 3_000));
  }

  private Map<Defect, CompanyProof.Score> prove(int customers) throws IOException {
    Shell.Outcome made =
        new Shell(folder)
            .run(
                "simulate",
                "--customers",
                Integer.toString(customers),
                "--dirt",
                "0.02",
                "--company",
                "acme");
    assertThat(made.code()).as(made.all()).isZero();
    Shell acme = new Shell(folder).in("acme");

    Shell.Outcome ingested = ingestWithLateFiles(acme);

    assertThat(ingested.code()).as(ingested.all()).isEqualTo(3);
    assertThat(ingested.all())
        .contains(
            "not read: app/messages-copy-2024-01.jsonl.gz: the file ends too early (copy it"
                + " again)");
    Shell.Outcome cleaned = acme.run("clean");
    assertThat(cleaned.code()).as(cleaned.all()).isZero();
    Shell.Outcome judged = acme.run("quality", "--judge");
    assertThat(judged.code()).as(judged.all()).isZero();
    probabilitiesOfWhoIsWhoComeTrue(acme);
    CompanyTruth truth = CompanyTruth.of(acme.folder());
    try (CompanyLake lake = new CompanyLake(acme.folder())) {
      everyRowIsAccountedFor(acme.folder(), truth, lake);
      Map<Defect, CompanyProof.Score> scores =
          new CompanyProof(truth, lake, ingested.all()).scores();
      CompanyProof.table(scores).forEach(System.out::println);
      return scores;
    }
  }

  /** Short names, households, moves, guests and devices in other hands included. */
  private static void probabilitiesOfWhoIsWhoComeTrue(Shell acme) {
    Shell.Outcome resolved = acme.run("resolve");
    assertThat(resolved.code()).as(resolved.all()).isZero();
    Shell.Outcome judged =
        acme.run("identity", "evaluate", "--labels", "truth/records.csv", "--json");
    assertThat(judged.code()).as(judged.all()).isZero();
    Matcher error = Pattern.compile("\"expected_error\" *: *([0-9.eE-]+)").matcher(judged.out());
    assertThat(error.find()).as(judged.out()).isTrue();
    assertThat(Double.parseDouble(error.group(1))).as(judged.out()).isLessThanOrEqualTo(0.02);
  }

  /** Reads all but some files of the tills, and those two days later; answers the first reading. */
  private static Shell.Outcome ingestWithLateFiles(Shell acme) throws IOException {
    Path till = acme.folder().resolve("till");
    Path away = Files.createDirectory(acme.folder().resolve("on-its-way"));
    moveLate(till, away);
    Shell.Outcome first = acme.run("ingest");
    moveLate(away, till);
    Shell.Outcome second = acme.later(Duration.ofDays(2)).run("ingest");
    assertThat(second.code()).as(second.all()).isIn(0, 3);
    return first;
  }

  private static void moveLate(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(f -> f.getFileName().toString().contains("-late-")).toList()) {
        Files.move(file, to.resolve(file.getFileName()));
      }
    }
  }

  /** What stands in ingest's README is what was measured, or less. */
  private static void paperSaysNoMoreThan(Map<Defect, CompanyProof.Score> scores)
      throws IOException {
    Map<String, List<String>> told = new HashMap<>();
    for (String line : Files.readAllLines(Path.of("../ingest/README.md"))) {
      List<String> cells = Arrays.stream(line.split("[|]")).map(String::strip).toList();
      if (cells.size() == 6) {
        told.put(cells.get(1), cells);
      }
    }
    scores.forEach(
        (defect, score) -> {
          List<String> row = told.get(defect.word());
          if (row != null) {
            assertThat(score.injected())
                .as(defect.word())
                .isEqualTo(Long.parseLong(row.get(3).replace(",", "")));
            assertThat(score.recall())
                .as("recall of " + defect.word())
                .isGreaterThanOrEqualTo(Double.parseDouble(row.get(4)) - 0.0005);
            assertThat(score.precision())
                .as("precision of " + defect.word())
                .isGreaterThanOrEqualTo(Double.parseDouble(row.get(5)) - 0.0005);
          }
        });
    assertThat(told).containsKeys("exact-duplicate", "email-case", "bad-number", "broken-row");
  }

  /** Read = kept + duplicate + quarantined + left out, for each file, as many as were written. */
  private static void everyRowIsAccountedFor(Path company, CompanyTruth truth, CompanyLake lake)
      throws IOException {
    Map<String, Long> read = new HashMap<>();
    long kept = 0;
    for (List<String> row :
        lake.rows(
            "SELECT source, file, CAST(rows_read AS VARCHAR) AS n, CAST(rows_kept AS VARCHAR) AS k,"
                + " CAST(rows_kept + rows_duplicate + rows_quarantined + rows_erased +"
                + " coalesce(rows_left_out, 0) AS VARCHAR) AS s FROM ingested_files")) {
      assertThat(row.get(4)).as(row.get(1)).isEqualTo(row.get(2));
      kept += Long.parseLong(row.get(3));
      read.put(row.get(1), Long.valueOf(row.get(2)));
    }
    assertThat(read).isEqualTo(truth.rows());
    long profiles =
        Long.parseLong(
            lake.rows(
                    "SELECT CAST(coalesce(sum(rows_kept), 0) AS VARCHAR) AS n FROM ingested_files"
                        + " WHERE source = 'till-cards'")
                .get(0)
                .get(0));
    String events = lake.rows("SELECT CAST(count(*) AS VARCHAR) AS n FROM events").get(0).get(0);
    assertThat(Long.parseLong(events))
        .as("events")
        .isEqualTo(kept - profiles - identifies(company.resolve("app")));
  }

  /** Messages that say who somebody is, and are no events. */
  private static long identifies(Path app) throws IOException {
    long identifies = 0;
    try (Stream<Path> files = Files.list(app)) {
      for (Path file : files.filter(f -> !f.toString().contains("-copy-")).toList()) {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
          String text = new String(in.readAllBytes(), UTF_8);
          identifies += text.lines().filter(line -> line.contains("\"identify\"")).count();
        }
      }
    }
    return identifies;
  }
}
