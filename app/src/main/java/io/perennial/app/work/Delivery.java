// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.work;

import io.perennial.decide.activate.SignedMessage;
import io.perennial.domain.StableHash;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Posts messages to another system, each once as far as we know, again where that fails for a
 * while: after a second, two, four and so on. What was delivered is kept in a file, so that a
 * broken-off delivery goes on where it was; the receiver can tell by the key what it has already.
 */
public final class Delivery {

  private static final Path SENT = Path.of("state", "sent");
  private static final int TOO_MANY = 429;
  private static final int WELL = 200;
  private static final int NOT_WELL = 300;
  private static final int THEIR_FAULT = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final URI to;
  private final Path done;
  private final int tries;
  private final Waiting waiting;
  private final Set<String> delivered = new HashSet<>();

  /** How one waits: tests do not. */
  @FunctionalInterface
  public interface Waiting {
    void rest(Duration time) throws InterruptedException;
  }

  /** What became of a message. */
  public enum Result {
    DELIVERED,
    BEFORE,
    REFUSED,
    FAILED
  }

  /**
   * @param done the file of what was delivered there
   * @param tries of a message, at least 1
   */
  public Delivery(URI to, Path done, int tries, Waiting waiting) throws IOException {
    this.to = to;
    this.done = done;
    this.tries = tries;
    this.waiting = waiting;
    if (Files.exists(done)) {
      delivered.addAll(Files.readAllLines(done, StandardCharsets.UTF_8));
    }
  }

  /** The file of what was delivered to a receiver; its folder is made. */
  public static Path record(Path workspace, URI to) throws IOException {
    return Files.createDirectories(workspace.resolve(SENT))
        .resolve(Long.toHexString(StableHash.of(to.toString())) + ".txt");
  }

  /** Forgets what was delivered, to anybody. */
  public static void forget(Path workspace) throws IOException {
    Path folder = workspace.resolve(SENT);
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        for (Path file : files) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /**
   * Posts a message, unless it was delivered before.
   *
   * @throws InterruptedException when it is told to stop while it waits
   */
  public Result send(SignedMessage message) throws IOException, InterruptedException {
    String key = Long.toString(message.id());
    if (delivered.contains(key)) {
      return Result.BEFORE;
    }
    HttpRequest request =
        HttpRequest.newBuilder(to)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header(SignedMessage.SIGNATURE, message.signature())
            .header(SignedMessage.KEY, key)
            .POST(HttpRequest.BodyPublishers.ofString(message.body(), StandardCharsets.UTF_8))
            .build();
    for (int attempt = 0; attempt < tries; attempt++) {
      if (attempt > 0) {
        waiting.rest(Duration.ofSeconds(1L << Math.min(attempt - 1, 6)));
      }
      int status = status(request);
      if (status >= WELL && status < NOT_WELL) {
        delivered.add(key);
        Files.writeString(done, key + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return Result.DELIVERED;
      }
      if (status > 0 && status < THEIR_FAULT && status != TOO_MANY) {
        return Result.REFUSED;
      }
    }
    return Result.FAILED;
  }

  /** The answer's status; 0 where there was none. */
  private int status(HttpRequest request) throws InterruptedException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException noAnswer) {
      return 0;
    }
  }
}
