// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.perennial.app.Surroundings;
import io.perennial.app.browser.Browser;
import io.perennial.app.browser.DashboardTour;
import io.perennial.app.open.ServedFolder;
import io.perennial.lake.workspace.Workspace;
import io.perennial.serve.ServeConfig;
import io.perennial.serve.server.PerennialServer;
import io.perennial.serve.server.RunningServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo, and the report that it makes. */
class DemoTest {

  @TempDir static Path folder;
  private static Shell.Outcome demo;
  private static String report;

  @BeforeAll
  static void run() throws IOException {
    demo = new Shell(folder).run("demo", "cdnow");
    assertThat(demo.code()).as(demo.all()).isZero();
    report = Files.readString(folder.resolve("cdnow/reports/report.html"));
  }

  @Test
  void it_says_what_was_read() {
    assertThat(demo.out())
        .contains("6,919 rows = 6,919 kept + 0 duplicate + 0 quarantined")
        .contains("2,357 customers as of 1998-07-01");
  }

  @Test
  void its_parameters_are_the_published_ones() {
    assertThat(demo.out())
        .containsPattern("Pareto/NBD +r +0\\.55328 .*0\\.553 ")
        .containsPattern("Pareto/NBD +alpha +10\\.577\\d+ .*10\\.578 ")
        .containsPattern("Pareto/NBD +s +0\\.60624 .*0\\.606 ")
        .containsPattern("Pareto/NBD +beta +11\\.668\\d+ .*11\\.669 ")
        .containsPattern("Pareto/NBD +log-likelihood +-9594\\.976 .*-9594\\.98 ")
        .containsPattern("BG/NBD +r +0\\.24259 .*0\\.243 ")
        .containsPattern("BG/NBD +log-likelihood +-9582\\.429 .*-9582\\.4 ")
        .containsPattern("Gamma-Gamma +p +6\\.249\\d+ .*6\\.25 ")
        .containsPattern("Gamma-Gamma +gamma +15\\.443\\d+ .*15\\.44 ");
  }

  @Test
  void its_forecast_is_beside_those_of_simple_rules() {
    assertThat(demo.out())
        .containsPattern("chosen model +0\\.7\\d+ +1\\.6\\d+")
        .containsPattern("zero +0\\.79\\d+ ")
        .contains("last period")
        .contains("Chosen: ");
  }

  @Test
  void it_names_segments_and_the_best_customers_with_reasons() {
    assertThat(demo.out()).contains("Champions").contains("likely to be still a customer");
    assertThat(demo.out().lines().filter(line -> line.contains("USD a purchase"))).hasSize(10);
  }

  @Test
  void what_is_believed_of_actions_is_a_small_part_of_what_customers_are_worth() {
    Matcher gain = Pattern.compile("believed to bring ([0-9,]+) USD for ").matcher(demo.out());
    Matcher worth = Pattern.compile("in 52 weeks, worth ([0-9,]+) USD").matcher(demo.out());

    assertThat(gain.find() && worth.find()).as(demo.out()).isTrue();
    assertThat(Long.parseLong(gain.group(1).replace(",", "")))
        .isBetween(1L, Long.parseLong(worth.group(1).replace(",", "")) / 5);
  }

  @Test
  void features_worth_declaring_are_looked_for_and_written_where_nothing_is() throws IOException {
    Path file = folder.resolve("suggested.yaml");
    Shell shell = new Shell(folder.resolve("cdnow"));

    Shell.Outcome found = shell.run("features", "--suggest", "--write", file.toString());

    assertThat(found.code()).as(found.all()).isZero();
    assertThat(found.out())
        .contains(" candidates for ", " customers at 4 instants; ")
        .contains("ordered in the 90 days after the last");
    assertThat(found.out()).contains(Files.readString(file).strip());
    assertThat(shell.run("features", "--suggest", "--write", file.toString()).err())
        .contains("Cannot write ", ": there is a file");
    assertThat(shell.run("features", "--suggest", "--target", "happy").err())
        .contains("Invalid --target: happy (must be active or top-spend)");
    assertThat(shell.run("--json", "features", "--suggest", "--most", "1").out()).startsWith("[");
  }

  @Test
  void run_again_it_finds_all_up_to_date_and_a_foreign_workspace_is_left_alone() {
    assertThat(new Shell(folder).run("demo", "cdnow").out()).contains("value: up to date since");
    new Shell(folder).run("init", "other");

    Shell.Outcome refused = new Shell(folder).run("demo", "other");

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("Cannot make the demo in").contains("name a new folder");
  }

  @Test
  void its_json_is_a_programs_own() {
    assertThat(new Shell(folder).run("demo", "cdnow", "--json").out()).startsWith("{");
  }

  @Test
  void its_dashboard_shows_all_of_it_to_a_browser_without_a_fault() throws Exception {
    assumeTrue(Browser.isInstalled(), "there is no chromium with chromedriver in /usr/bin");
    Path pictures = Files.createDirectories(Path.of("target/dashboard"));
    Path downloads = Files.createDirectories(folder.resolve("downloads"));
    Surroundings surroundings =
        new Surroundings(
            InputStream.nullInputStream(),
            System.out,
            System.err,
            folder,
            Map.of(),
            Clock.systemUTC(),
            false);
    ServedFolder cdnow =
        ServedFolder.of(Workspace.open(folder.resolve("cdnow")), surroundings, "tests");
    try (RunningServer server =
            PerennialServer.start(cdnow, ServeConfig.defaults().withPort(0), line -> {});
        Browser browser = Browser.start(downloads)) {
      DashboardTour tour = new DashboardTour(browser, server.address(), pictures, downloads);
      tour.comeIn(server.firstKey().orElseThrow().text());
      String customer = tour.findACustomer();
      tour.takeTablesAlong();
      tour.askWhatIf();
      tour.lookAtAllPages();
      tour.lookInTheDarkAndOnAPhone(customer);
      tour.leave();
    }
    assertThat(pictures.resolve("customer-phone.png")).isNotEmptyFile();
  }

  @Test
  void the_report_needs_nothing_but_itself() {
    assertThat(report)
        .doesNotContain("<script")
        .doesNotContain("<link")
        .doesNotContain("http://")
        .doesNotContain("https://")
        .contains("prefers-color-scheme: dark")
        .contains("@media print");
  }

  @Test
  void every_chart_of_the_report_is_a_table_too() {
    List<String> figures =
        Pattern.compile("<figure>.*?</figure>", Pattern.DOTALL)
            .matcher(report)
            .results()
            .map(MatchResult::group)
            .toList();

    assertThat(figures).hasSizeGreaterThanOrEqualTo(10);
    assertThat(figures).allMatch(f -> f.contains("<svg") && f.contains("As a table"));
    assertThat(report)
        .contains("Week by week")
        .contains("By purchases before")
        .contains("Still a customer?")
        .contains("Concentration")
        .contains("Recency and frequency")
        .contains("Who bought again, and when")
        .contains("Rows by source")
        .contains("The runs that made what you see");
  }

  @Test
  void the_report_of_a_new_workspace_says_what_to_do() throws IOException {
    new Shell(folder).run("init", "empty");

    Shell.Outcome made = new Shell(folder).in("empty").run("report");

    assertThat(made.code()).as(made.all()).isZero();
    assertThat(Files.readString(folder.resolve("empty/reports/report.html")))
        .contains("Nothing has been computed yet: perennial run");
  }
}
