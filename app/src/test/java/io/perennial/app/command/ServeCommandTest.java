// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.lake.workspace.Workspace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys by commands, and a server that is killed. */
class ServeCommandTest {

  private static final Pattern KEY = Pattern.compile("pk_([0-9a-f]{8})_[A-Za-z0-9_-]{32}");
  private static final Pattern ADDRESS = Pattern.compile("http://[0-9.]+:[0-9]+/");

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void begin() {
    new Shell(folder).run("init", "shop");
    shell = new Shell(folder.resolve("shop"));
  }

  @Test
  void a_key_is_shown_once_listed_rotated_and_taken_back() {
    Shell.Outcome made = shell.run("serve", "key", "create", "Ada", "--role", "privacy-officer");
    assertThat(made.code()).as(made.all()).isZero();
    Matcher key = KEY.matcher(made.out());
    assertThat(key.find()).as(made.out()).isTrue();
    String id = key.group(1);

    assertThat(shell.run("serve", "key", "list").out())
        .contains(id, "Ada", "privacy_officer", "good", "tester")
        .doesNotContain(key.group());
    assertThat(shell.run("serve", "key", "rotate", id, "--grace-hours", "0").out())
        .containsPattern(KEY);
    assertThat(shell.run("serve", "key", "list", "--json").out()).contains("\"expired\"");
    assertThat(shell.run("serve", "key", "revoke", id).out()).contains("opens nothing any more");
    assertThat(shell.run("serve", "key", "revoke", "none").err())
        .contains("Cannot find a key of that id; perennial serve key list");
    assertThat(shell.run("serve", "key", "create", "x", "--role", "king").err())
        .contains("Unknown role: king (must be one of viewer, analyst, marketer");
    assertThat(shell.run("serve", "--port", "70000").err())
        .contains("Invalid port: 70000 (must be 0 to 65535)");
  }

  @Test
  void a_changed_line_of_the_audit_trail_is_found_by_check() throws IOException {
    shell.run("serve", "key", "create", "Ada", "--role", "viewer");
    shell.run("serve", "key", "create", "Ben", "--role", "viewer");
    assertThat(shell.run("check").out()).contains("audit trail: 2 lines, each chained");
    Path trail = folder.resolve("shop/state/audit.jsonl");
    Files.writeString(trail, Files.readString(trail).replaceFirst("tester", "nobody"));

    Shell.Outcome check = shell.run("check");

    assertThat(check.code()).isEqualTo(1);
    assertThat(check.out())
        .contains("BROKEN audit trail: its chain breaks at line 1 of state/audit.jsonl");
  }

  @Test
  @Tag("slow")
  void killed_while_it_answers_it_starts_anew_with_the_same_keys() throws Exception {
    String key = "";
    HttpClient client = HttpClient.newHttpClient();
    ExecutorService askers = Executors.newFixedThreadPool(4);
    for (int round = 0; round < 4; round++) {
      Process server = start();
      StringBuilder said = new StringBuilder();
      BufferedReader out =
          new BufferedReader(
              new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        said.append(line);
        if (line.equals("}")) {
          break;
        }
      }
      Matcher first = KEY.matcher(said);
      assertThat(first.find()).as("a first key in round %d", round).isEqualTo(round == 0);
      key = round == 0 ? first.group() : key;
      Matcher address = ADDRESS.matcher(said);
      assertThat(address.find()).as(said.toString()).isTrue();
      HttpRequest me =
          HttpRequest.newBuilder(URI.create(address.group() + "api/v1/me"))
              .header("X-Api-Key", key)
              .timeout(Duration.ofSeconds(30))
              .build();
      assertThat(client.send(me, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(200);
      for (int i = 0; i < 200; i++) {
        askers.execute(() -> client.sendAsync(me, HttpResponse.BodyHandlers.discarding()).isDone());
      }
      if (round < 3) {
        server.destroyForcibly();
      } else {
        server.destroy();
      }
      assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    askers.shutdownNow();
    assertThat(Workspace.open(folder.resolve("shop")).auditTrail().check().brokenAt()).isEmpty();
    assertThat(shell.run("check").code()).isZero();
  }

  /**
   * A run is killed beside the server, then the server, then a run comes to its end: whoever asks
   * sees all of the old until then, and all of the new after.
   */
  @Test
  @Tag("slow")
  void beside_runs_that_are_killed_readers_see_one_whole_set_of_snapshots() throws Exception {
    well(shell.run("simulate", "--customers", "40", "-o", "orders.csv"));
    well(shell.run("connect", "orders.csv", "--write"));
    well(shell.run("run"));
    String key = key(shell.run("serve", "key", "create", "all", "--role", "administrator").out());
    Process server = start();
    Asker asker = new Asker(address(server), key);
    String before = asker.whole();
    Path orders = folder.resolve("shop/orders.csv");
    List<String> more =
        Files.readAllLines(orders).stream().skip(1).map(line -> line.replace("O0", "O9")).toList();
    Files.write(orders, more, StandardOpenOption.APPEND);

    Process run = command("run", "--quiet");
    long begun = System.nanoTime();
    while (System.nanoTime() - begun < Duration.ofSeconds(60).toNanos()
        && shell.run("sql", "--csv", "SELECT count(*) FROM events").out().equals(asker.events)) {
      assertThat(asker.whole()).isEqualTo(before);
    }
    run.destroyForcibly().waitFor();
    assertThat(shell.run("sql", "--csv", "SELECT count(*) FROM events").out())
        .as("events that the killed run had taken in")
        .isNotEqualTo(asker.events);
    for (int i = 0; i < 10; i++) {
      Thread.sleep(500);
      assertThat(asker.whole()).isEqualTo(before);
    }

    server.destroyForcibly().waitFor();
    Process second = start();
    Asker again = new Asker(address(second), key);
    assertThat(again.whole()).as("after the server was killed too").isEqualTo(before);

    assertThat(command("run", "--quiet").waitFor()).isZero();
    long ended = System.nanoTime();
    String after = again.whole();
    while (after.equals(before)) {
      assertThat(System.nanoTime() - ended).isLessThan(Duration.ofSeconds(60).toNanos());
      Thread.sleep(100);
      after = again.whole();
    }
    assertThat(again.whole()).isEqualTo(after);
    second.destroy();
    assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(shell.run("check").code()).isZero();
  }

  /** Asks what depends on many tables, and holds it against what was told before. */
  private static final class Asker {

    private final HttpClient client = HttpClient.newHttpClient();
    private final String address;
    private final String key;
    private final String events;

    Asker(String address, String key) throws Exception {
      this.address = address;
      this.key = key;
      Matcher rows =
          Pattern.compile("\"name\":\"events\".*?\"rows\":(\\d+)").matcher(ask("status"));
      assertThat(rows.find()).isTrue();
      this.events = "count_star()\n" + rows.group(1) + "\n";
    }

    /** Customers with values and segments, and the company's figures; the same before and after. */
    String whole() throws Exception {
      String first = ask("status").replaceFirst(".*\"snapshots\":\"(\\w+)\".*", "$1");
      String told = ask("customers?limit=500") + ask("portfolio") + ask("segments/rfm");
      String last = ask("status").replaceFirst(".*\"snapshots\":\"(\\w+)\".*", "$1");
      return first.equals(last) ? told : whole();
    }

    private String ask(String path) throws Exception {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address + "api/v1/" + path))
              .header("X-Api-Key", key)
              .timeout(Duration.ofSeconds(30))
              .build();
      for (int i = 0; i < 600; i++) {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 200) {
          return answer.body();
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        Thread.sleep(100);
      }
      throw new AssertionError("No answer to " + path);
    }
  }

  private static Shell.Outcome well(Shell.Outcome outcome) {
    assertThat(outcome.code()).as(outcome.all()).isZero();
    return outcome;
  }

  private static String key(String said) {
    Matcher key = KEY.matcher(said);
    assertThat(key.find()).as(said).isTrue();
    return key.group();
  }

  private static String address(Process server) throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher address = ADDRESS.matcher(line);
      if (address.find()) {
        return address.group();
      }
    }
    throw new AssertionError("The server ended without a word");
  }

  private Process start() throws IOException {
    return command("serve", "--port", "0", "--json");
  }

  private Process command(String... words) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.perennial.app.command.Main"));
    command.addAll(List.of(words));
    return new ProcessBuilder(command)
        .directory(folder.resolve("shop").toFile())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
