// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * What a person does with the dashboard: comes in, looks at every page in both themes and on a
 * phone, finds a customer, asks what if, takes a table along. Each page is held against the rules
 * of WCAG that a program can check; pictures of them go to a folder.
 */
public final class DashboardTour {

  private static final List<String> PAGES =
      List.of(
          "portfolio",
          "segments/rfm",
          "segments/rfm/Champions",
          "value",
          "value/economics",
          "customers",
          "actions",
          "actions/effects",
          "actions/scorecards",
          "data",
          "data/quality",
          "data/tables",
          "models");

  private static final String LOADED =
      "document.querySelector('main h1') && !document.querySelector('.skeleton, .booting')";
  private static final String FAILED = "document.querySelector('.failed')?.innerText ?? ''";

  private final Browser browser;
  private final URI address;
  private final Path pictures;
  private final Path downloads;

  /**
   * @param address of the server
   * @param pictures where pictures go
   * @param downloads where the browser saves files
   */
  public DashboardTour(Browser browser, URI address, Path pictures, Path downloads) {
    this.browser = browser;
    this.address = address;
    this.pictures = pictures;
    this.downloads = downloads;
  }

  /** Comes in: not with a wrong key, then with a good one. */
  public void comeIn(String key) throws IOException, InterruptedException {
    browser.size(1280, 800, false);
    browser.open(address.toString());
    browser.until("the way in", "document.querySelector('input[name=key]')");
    assertThat(browser.faults()).as("faults of the way in").isEmpty();
    browser.shoot(pictures.resolve("login.png"));
    browser.type("input[name=key]", "pk_no_such_key");
    browser.click("form button");
    browser.until("a refusal", "document.querySelector('[role=alert]')");
    browser.script("const k = document.querySelector('input[name=key]'); k.select()");
    browser.type("input[name=key]", key);
    browser.click("form button");
    browser.until("the portfolio", LOADED);
  }

  /** Looks at every page: it loads, keeps to the width of the screen, and axe finds no fault. */
  public void lookAtAllPages() throws IOException, InterruptedException {
    for (String page : PAGES) {
      goTo(page);
      assertThat(browser.faults()).as("faults of " + page).isEmpty();
      browser.shoot(pictures.resolve(page.replace('/', '-') + ".png"));
      browser.script(
          "document.querySelectorAll('main [aria-pressed=false]').forEach(b => b.click())");
      browser.until(
          "all tables of " + page, "!document.querySelector('main [aria-pressed=false]')");
      assertThat(browser.script("return " + FAILED).asText()).as("tables of " + page).isEmpty();
    }
  }

  /** The pages that have most on them in the dark, and on a phone. */
  public void lookInTheDarkAndOnAPhone(String customer) throws IOException, InterruptedException {
    goTo("portfolio");
    browser.click("button[aria-label='Dark theme']");
    for (String page : List.of("portfolio", "segments/rfm", "customers/" + customer)) {
      goTo(page);
      String name = page.startsWith("customers") ? "customer" : page.replace('/', '-');
      assertThat(browser.faults()).as("faults of " + page + " in the dark").isEmpty();
      browser.shoot(pictures.resolve(name + "-dark.png"));
      browser.size(390, 844, true);
      browser.until("a phone's width", "innerWidth === 390");
      assertThat(wider()).as("pixels that %s is wider than a phone", page).isNotPositive();
      browser.shoot(pictures.resolve(name + "-phone.png"));
      browser.size(1280, 800, false);
    }
    browser.click("button[aria-label='Light theme']");
  }

  /** Finds a customer by keys alone; returns who it is. */
  public String findACustomer() throws IOException, InterruptedException {
    goTo("customers");
    String first = "document.querySelector('main tbody th a')";
    browser.until("customers", first);
    String id = browser.script("return " + first + ".hash.split('/').at(-1)").asText();
    browser.press("/");
    browser.until("the quick search", "document.querySelector('dialog[open] input')");
    browser.type("dialog input", id);
    browser.until(
        "the customer", "document.querySelector('dialog li')?.innerText.includes('customer')");
    browser.press("\uE007");
    browser.until(
        "the page of the customer",
        "location.hash.endsWith("
            + quoted(id)
            + ") && "
            + LOADED
            + " && document.querySelectorAll('main .card').length > 3");
    assertThat(browser.script("return " + FAILED).asText()).as("failed on a customer").isEmpty();
    assertThat(browser.script("return document.querySelector('main').innerText").asText())
        .contains(id, "What is to be expected", "What happened", "Who this is");
    assertThat(browser.faults()).as("faults of a customer's page").isEmpty();
    browser.shoot(pictures.resolve("customer.png"));
    return id;
  }

  /** Moves a slider: the address keeps it, and the value is another. */
  public void askWhatIf() throws IOException, InterruptedException {
    goTo("value/what-if");
    browser.until("what is", "document.querySelectorAll('main .tile').length === 1");
    browser.script(
        "const s = document.querySelector('#slide-dropout'); s.value = -20;"
            + " s.dispatchEvent(new Event('input', {bubbles: true}))");
    browser.until("the answer", "document.querySelectorAll('main .tile').length === 3");
    browser.until("the picture", "document.querySelector('main .chart svg')");
    assertThat(browser.script("return location.hash").asText()).contains("dropout=-20");
    assertThat(
            browser.script("return document.querySelectorAll('main .tile')[2].innerText").asText())
        .contains("Difference")
        .contains("+");
    assertThat(browser.faults()).as("faults of what if").isEmpty();
    browser.shoot(pictures.resolve("what-if.png"));
  }

  /** A picture as a table, and the same as a file; a whole table of the lake as another. */
  public void takeTablesAlong() throws IOException, InterruptedException {
    goTo("value");
    browser.click("main [aria-pressed=false]");
    browser.until("the table", "document.querySelector('main .scroll.low tbody tr')");
    browser.click("main [aria-pressed=true] + button");
    assertThat(saved("value-histogram.csv").get(0)).isEqualTo("lower,upper,customers,value");
    goTo("data/tables");
    browser.click("a[download='value_tiers.csv']");
    assertThat(saved("value_tiers.csv").get(0)).contains("tier", "customers");
  }

  /** Goes out; then there is nothing to see. */
  public void leave() throws IOException, InterruptedException {
    browser.click("button[aria-label='Sign out']");
    browser.until("the way in", "document.querySelector('input[name=key]')");
    browser.open(address + "#/customers");
    browser.until("the way in again", "document.querySelector('input[name=key]')");
  }

  private void goTo(String page) throws IOException, InterruptedException {
    browser.open(address + "#/" + page);
    browser.until("the page " + page, LOADED);
    browser.until(
        "the pictures of " + page,
        "[...document.querySelectorAll('main .chart')].every(c => c.querySelector('svg'))");
    assertThat(browser.script("return " + FAILED).asText()).as("failed on " + page).isEmpty();
    assertThat(wider()).as("pixels that %s is wider than the screen", page).isNotPositive();
  }

  private int wider() throws IOException, InterruptedException {
    return browser
        .script(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth")
        .asInt();
  }

  private List<String> saved(String name) throws IOException {
    Path file = downloads.resolve(name);
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!Files.exists(file) || Files.size(file) == 0) {
      assertThat(System.nanoTime()).as("waited in vain for " + name).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    return Files.readAllLines(file);
  }

  private static String quoted(String text) {
    return "'" + text + "'";
  }
}
