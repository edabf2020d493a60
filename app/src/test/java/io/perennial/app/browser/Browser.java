// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Chromium without a window, told what to do as the W3C's WebDriver protocol has it. Nothing is
 * animated, and what is downloaded goes to a folder.
 */
public final class Browser implements AutoCloseable {

  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process driver;
  private final HttpClient http = HttpClient.newHttpClient();
  private final String session;

  private Browser(Process driver, String base, Path downloads)
      throws IOException, InterruptedException {
    this.driver = driver;
    Map<String, Object> options =
        Map.of(
            "binary",
            CHROMIUM.toString(),
            "prefs",
            Map.of("download.default_directory", downloads.toString()),
            "args",
            List.of(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--force-prefers-reduced-motion"));
    waitUntilItListens(base);
    JsonNode made =
        send(
            "POST",
            base + "/session",
            Map.of(
                "capabilities",
                Map.of(
                    "alwaysMatch",
                    Map.of(
                        "browserName",
                        "chrome",
                        "goog:chromeOptions",
                        options,
                        "timeouts",
                        Map.of("script", PATIENCE.toMillis())))));
    this.session = base + "/session/" + made.path("sessionId").asText();
  }

  /** Whether there is one on this machine; where not, tests of it are skipped. */
  public static boolean isInstalled() {
    return Files.isExecutable(DRIVER) && Files.isExecutable(CHROMIUM);
  }

  /**
   * Starts one.
   *
   * @param downloads where files go that it saves
   */
  public static Browser start(Path downloads) throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Process driver =
        new ProcessBuilder(DRIVER.toString(), "--port=" + port, "--log-level=OFF")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return new Browser(driver, "http://127.0.0.1:" + port, downloads);
    } catch (IOException | InterruptedException | RuntimeException e) {
      driver.destroy();
      throw e;
    }
  }

  /** Goes to an address; another part of the same page is fetched anew too. */
  public void open(String address) throws IOException, InterruptedException {
    send("POST", session + "/url", Map.of("url", "about:blank"));
    send("POST", session + "/url", Map.of("url", address));
  }

  /** What a script returns; its arguments are {@code arguments[0]} and so on. */
  public JsonNode script(String script, Object... arguments)
      throws IOException, InterruptedException {
    return send(
        "POST", session + "/execute/sync", Map.of("script", script, "args", List.of(arguments)));
  }

  /** The same of a script that calls its last argument with the answer. */
  public JsonNode later(String script, Object... arguments)
      throws IOException, InterruptedException {
    return send(
        "POST", session + "/execute/async", Map.of("script", script, "args", List.of(arguments)));
  }

  /** Waits until a script returns what is true; fails with what was waited for. */
  public void until(String what, String script) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!script("return !!(" + script + ")").asBoolean()) {
      if (System.nanoTime() > end) {
        String seen = script("return document.body.innerText").asText();
        throw new AssertionError("Waited in vain for " + what + "; the page says: " + seen);
      }
      LockSupport.parkNanos(Duration.ofMillis(40).toNanos());
    }
  }

  /** Clicks what a person would click: it must be there, and nothing before it. */
  public void click(String selector) throws IOException, InterruptedException {
    send("POST", session + "/element/" + element(selector) + "/click", Map.of());
  }

  /** Types into a field. */
  public void type(String selector, String text) throws IOException, InterruptedException {
    send("POST", session + "/element/" + element(selector) + "/value", Map.of("text", text));
  }

  /** Presses a key, wherever the focus is. */
  public void press(String key) throws IOException, InterruptedException {
    List<Map<String, String>> presses =
        List.of(Map.of("type", "keyDown", "value", key), Map.of("type", "keyUp", "value", key));
    send(
        "POST",
        session + "/actions",
        Map.of("actions", List.of(Map.of("type", "key", "id", "keyboard", "actions", presses))));
  }

  /** A screen of so many pixels. */
  public void size(int width, int height, boolean phone) throws IOException, InterruptedException {
    devtools(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", phone));
  }

  /** A picture of what is seen. */
  public void shoot(Path file) throws IOException, InterruptedException {
    String picture = send("GET", session + "/screenshot", null).asText();
    Files.write(file, Base64.getDecoder().decode(picture));
  }

  /** What axe finds fault with on this page: rule, and the first elements. */
  public List<String> faults() throws IOException, InterruptedException {
    if (script("return !window.axe").asBoolean()) {
      try (InputStream axe = Browser.class.getResourceAsStream("/axe.min.js")) {
        if (axe == null) {
          throw new IllegalStateException("Missing axe.min.js");
        }
        script(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    JsonNode found =
        later(
            "const done = arguments[0]; axe.run().then(r => done(r.violations.map(v => v.id + ': '"
                + " + v.nodes.slice(0, 3).map(n => n.target.join(' ')).join(', '))))");
    List<String> faults = new ArrayList<>();
    found.forEach(fault -> faults.add(fault.asText()));
    return faults;
  }

  @Override
  public void close() throws IOException {
    try {
      send("DELETE", session, null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      driver.destroy();
    }
  }

  private void devtools(String command, Map<String, Object> parameters)
      throws IOException, InterruptedException {
    send("POST", session + "/goog/cdp/execute", Map.of("cmd", command, "params", parameters));
  }

  private String element(String selector) throws IOException, InterruptedException {
    JsonNode found =
        send("POST", session + "/element", Map.of("using", "css selector", "value", selector));
    return found.elements().next().asText();
  }

  private void waitUntilItListens(String base) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        if (send("GET", base + "/status", null).path("ready").asBoolean()) {
          return;
        }
      } catch (ConnectException starting) {
        if (System.nanoTime() > end) {
          throw starting;
        }
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private JsonNode send(String method, String address, @Nullable Object body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address))
            .timeout(PATIENCE.plusSeconds(10))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    JsonNode value = JSON.readTree(response.body()).path("value");
    if (response.statusCode() != 200) {
      throw new AssertionError(
          value.path("error").asText() + ": " + value.path("message").asText().split("\n", 2)[0]);
    }
    return value;
  }
}
