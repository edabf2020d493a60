// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Views of customers over HTTP, so many a second, from a server in a process of its own. Requests
 * are due at fixed times, and a late one counts from when it was due: a server that stands still
 * for a second is late for all requests of that second.
 */
final class ServeWork implements Work {

  private static final int RATE = 200;
  private static final int THREADS = 16;
  private static final int CUSTOMERS = 50_000;
  private static final int WARM_SECONDS = 20;
  private static final String HEAP = "1g";

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    ServedLake lake = ServedMain.lake(arguments);
    long events = arguments.number("events");
    Path made = lake.stateFolder().resolve("made-" + events);
    if (!Files.exists(made)) {
      Folders.delete(lake.folder());
      lake.fill(events);
      Files.createFile(made);
    }
    Folders.delete(lake.stateFolder().resolve("index"));
    List<Long> customers = lake.someCustomers(events, CUSTOMERS);
    long begin = System.nanoTime();
    try (ServedProcess server = ServedProcess.start(arguments, HEAP)) {
      timing.fact("start", seconds(begin));
      HttpClient client = HttpClient.newHttpClient();
      while (!indexed(client, server)) {
        Thread.sleep(100);
      }
      timing.fact("index", seconds(begin));
      timing.fact("index-mb", size(lake.stateFolder().resolve("index")) >> 20);
      ask(client, server, customers, WARM_SECONDS, new Latency());
      Latency latency = new Latency();
      long before = server.cpu().toMillis();
      timing.fact("rss-before", server.residentMebibytes());
      timing.round(
          () -> {
            ask(client, server, customers, arguments.count("seconds"), latency);
            return true;
          });
      timing.fact("rss-after", server.residentMebibytes());
      timing.fact("server-cpu-ms", server.cpu().toMillis() - before);
      latency.note(timing);
    }
  }

  private static String seconds(long since) {
    return String.format(Locale.ROOT, "%.1f", (System.nanoTime() - since) / 1e9);
  }

  private static boolean indexed(HttpClient client, ServedProcess server) throws Exception {
    HttpResponse<String> answer =
        client.send(request(server, "api/v1/status"), HttpResponse.BodyHandlers.ofString());
    return answer.body().contains("\"index_ready\":true");
  }

  private static HttpRequest request(ServedProcess server, String path) {
    URI uri = server.address().resolve(path);
    return HttpRequest.newBuilder(uri).header("X-Api-Key", server.key()).build();
  }

  private static long size(Path folder) throws IOException {
    long bytes = 0;
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  private static void ask(
      HttpClient client, ServedProcess server, List<Long> customers, int seconds, Latency latency)
      throws InterruptedException {
    int requests = RATE * seconds;
    long start = System.nanoTime() + 100_000_000;
    AtomicInteger next = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      Thread thread =
          new Thread(
              () -> {
                for (int i = next.getAndIncrement(); i < requests; i = next.getAndIncrement()) {
                  long due = start + i * (1_000_000_000L / RATE);
                  while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                  }
                  long customer = customers.get(i % customers.size());
                  latency.add(due, isAnswered(client, server, customer));
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static boolean isAnswered(HttpClient client, ServedProcess server, long customer) {
    try {
      return client
              .send(
                  request(server, "api/v1/customers/" + customer),
                  HttpResponse.BodyHandlers.ofByteArray())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** How late answers were; safe for use by many threads. */
  private static final class Latency {

    private double[] millis = new double[1 << 16];
    private int size;
    private int failed;

    synchronized void add(long due, boolean answered) {
      if (size == millis.length) {
        millis = Arrays.copyOf(millis, 2 * size);
      }
      millis[size++] = (System.nanoTime() - due) / 1e6;
      failed += answered ? 0 : 1;
    }

    synchronized void note(Timing timing) {
      double[] sorted = Arrays.copyOf(millis, size);
      Arrays.sort(sorted);
      timing.fact("requests", size);
      timing.fact("failed", failed);
      timing.fact("p50", at(sorted, 0.5));
      timing.fact("p90", at(sorted, 0.9));
      timing.fact("p99", at(sorted, 0.99));
      timing.fact("p999", at(sorted, 0.999));
      timing.fact("max", at(sorted, 1));
    }

    private static String at(double[] sorted, double share) {
      int rank = (int) Math.ceil(share * sorted.length);
      return String.format(Locale.ROOT, "%.2f", sorted[Math.max(1, rank) - 1]);
    }
  }
}
