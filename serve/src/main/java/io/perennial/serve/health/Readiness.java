// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.health;

import io.perennial.lake.LakeException;
import io.perennial.serve.Refusal;
import io.perennial.serve.ServeConfig;
import io.perennial.serve.WarmUp;
import io.perennial.serve.access.WarmUpKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Whether requests are to be let in: once what is served is there, and its code has run often
 * enough to be fast. The server asks itself, in bursts with pauses, in which the compiler catches
 * up. Requests that come before are answered all the same, only slower.
 */
@Component
public final class Readiness
    implements ApplicationListener<WebServerInitializedEvent>, SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

  private static final int BURSTS = 8;
  private static final Duration BURST = Duration.ofMillis(250);
  private static final Duration PAUSE = Duration.ofMillis(150);
  private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(2);

  private static final int FRAMES = 4;

  private enum State {
    STARTING,
    READY,
    FAILED,
    ENDING
  }

  private final List<WarmUp> warmUps;
  private final WarmUpKey key;
  private final ServeConfig config;
  private volatile State state = State.STARTING;

  Readiness(List<WarmUp> warmUps, WarmUpKey key, ServeConfig config) {
    this.warmUps = warmUps;
    this.key = key;
    this.config = config;
  }

  @Override
  public void onApplicationEvent(WebServerInitializedEvent event) {
    int port = event.getWebServer().getPort();
    Thread thread = new Thread(() -> prepare(port), "warm-up");
    thread.setDaemon(true);
    thread.start();
  }

  /** Whether it is time to let requests in. */
  public boolean isReady() {
    return state == State.READY;
  }

  /** In a word. */
  String word() {
    return switch (state) {
      case STARTING -> "starting";
      case READY -> "ready";
      case FAILED -> "failed";
      case ENDING -> "ending";
    };
  }

  @Override
  public void start() {
    // begins with the web server
  }

  /** Before the web server's own end, in which it still answers what was asked: no more, please. */
  @Override
  public synchronized void stop() {
    state = State.ENDING;
  }

  @Override
  public boolean isRunning() {
    return state != State.ENDING;
  }

  @Override
  public int getPhase() {
    return DEFAULT_PHASE;
  }

  private void prepare(int port) {
    String told = "";
    try {
      while (isRunning()) {
        try {
          warm(port);
          become(State.READY);
          return;
        } catch (RuntimeException e) {
          String why = why(e);
          if (isRunning() && !why.equals(told)) {
            LOG.warn("Cannot get ready; trying again: {}", why);
          }
          told = why;
          become(e instanceof Refusal ? State.STARTING : State.FAILED);
        }
        Thread.sleep(BEFORE_NEXT_TRY.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      key.end();
    }
  }

  private void warm(int port) throws InterruptedException {
    List<String> paths = new ArrayList<>();
    for (WarmUp warmUp : warmUps) {
      warmUp.prepare();
      paths.addAll(warmUp.paths());
    }
    if (!paths.isEmpty() && config.tls().isEmpty()) {
      call(port, paths);
    }
  }

  /** In our own words where they are, else the kind and the place: others' might hold values. */
  private static String why(RuntimeException failure) {
    if (failure instanceof Refusal || failure instanceof LakeException) {
      return String.valueOf(failure.getMessage());
    }
    return failure.getClass().getSimpleName()
        + Arrays.stream(failure.getStackTrace())
            .limit(FRAMES)
            .map(frame -> " at " + frame.getFileName() + ":" + frame.getLineNumber())
            .collect(Collectors.joining());
  }

  private synchronized void become(State next) {
    if (state != State.ENDING) {
      state = next;
    }
  }

  private void call(int port, List<String> paths) throws InterruptedException {
    String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
    String near = host.equals("0.0.0.0") || host.equals("[::]") ? "127.0.0.1" : host;
    HttpClient client = HttpClient.newHttpClient();
    for (int burst = 0; burst < BURSTS && isRunning(); burst++) {
      long end = System.nanoTime() + BURST.toNanos();
      for (int i = 0; System.nanoTime() < end; i++) {
        URI uri = URI.create("http://" + near + ":" + port + paths.get(i % paths.size()));
        HttpRequest request =
            HttpRequest.newBuilder(uri)
                .header("X-Api-Key", key.text())
                .timeout(Duration.ofSeconds(30))
                .build();
        try {
          client.send(request, HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
          // whoever comes first is answered slowly, that is all
          return;
        }
      }
      Thread.sleep(PAUSE.toMillis());
    }
  }
}
