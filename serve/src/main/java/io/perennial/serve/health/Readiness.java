// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.health;

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
import java.util.List;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.stereotype.Component;

/**
 * Whether requests are to be let in: once what is served is there, and its code has run often
 * enough to be fast. The server asks itself, in bursts with pauses, in which the compiler catches
 * up. Requests that come before are answered all the same, only slower.
 */
@Component
public final class Readiness
    implements ApplicationListener<WebServerInitializedEvent>, DisposableBean {

  private static final int BURSTS = 8;
  private static final Duration BURST = Duration.ofMillis(250);
  private static final Duration PAUSE = Duration.ofMillis(150);

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
  public void destroy() {
    state = State.ENDING;
  }

  private void prepare(int port) {
    try {
      List<String> paths = new ArrayList<>();
      for (WarmUp warmUp : warmUps) {
        warmUp.prepare();
        paths.addAll(warmUp.paths());
      }
      if (!paths.isEmpty() && config.tls().isEmpty()) {
        call(port, paths);
      }
      become(State.READY);
    } catch (RuntimeException e) {
      become(State.FAILED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      key.end();
    }
  }

  private synchronized void become(State next) {
    if (state == State.STARTING) {
      state = next;
    }
  }

  private void call(int port, List<String> paths) throws InterruptedException {
    String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
    String near = host.equals("0.0.0.0") || host.equals("[::]") ? "127.0.0.1" : host;
    HttpClient client = HttpClient.newHttpClient();
    for (int burst = 0; burst < BURSTS && state == State.STARTING; burst++) {
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
