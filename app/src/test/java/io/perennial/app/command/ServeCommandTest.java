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
import java.time.Duration;
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

  private Process start() throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.perennial.app.command.Main",
                "serve",
                "--port",
                "0",
                "--json"))
        .directory(folder.resolve("shop").toFile())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
