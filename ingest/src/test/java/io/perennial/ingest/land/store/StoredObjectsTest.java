// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.ObjectStore;
import io.perennial.ingest.land.Blob;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoredObjectsTest {

  private static StoreServer server;

  private StoredObjects objects;

  @BeforeAll
  static void serve() {
    server = new StoreServer();
    server.bucket("shop");
    server.object("shop", "orders/2024/a.csv", "customer,when\nann,2024-01-01\n");
    server.object("shop", "orders/2024/b.csv", "customer,when\nbob,2024-01-02\n");
    server.object("shop", "orders/2025/c.csv", "customer,when\ncat,2025-01-01\n");
    server.object("shop", "orders/read me+[1].txt", "x");
    server.object("shop", "orders/empty.csv", "");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void open() {
    objects = new StoredObjects(server.config());
  }

  private List<String> names(String url) {
    return objects.find(url).stream().map(Blob::name).toList();
  }

  private static String text(Blob blob) throws IOException {
    try (InputStream in = blob.open()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Nested
  class Urls {

    @Test
    void name_one_object() throws IOException {
      Blob blob = objects.find("s3://shop/orders/2024/a.csv").get(0);

      assertThat(blob.name()).isEqualTo("s3://shop/orders/2024/a.csv");
      assertThat(blob.bytes()).isEqualTo(29);
      assertThat(text(blob)).isEqualTo("customer,when\nann,2024-01-01\n");
    }

    @Test
    void may_be_globs_that_stay_within_a_folder_or_do_not() {
      assertThat(names("s3://shop/orders/2024/*.csv"))
          .containsExactly("s3://shop/orders/2024/a.csv", "s3://shop/orders/2024/b.csv");
      assertThat(names("s3://shop/orders/*.csv")).containsExactly("s3://shop/orders/empty.csv");
      assertThat(names("s3://shop/orders/**/[!b].csv"))
          .containsExactly("s3://shop/orders/2024/a.csv", "s3://shop/orders/2025/c.csv");
      assertThat(names("s3://shop/orders/{2024,2025}/?.csv")).hasSize(3);
    }

    @Test
    void of_google_are_read_by_the_same_client() throws IOException {
      assertThat(text(objects.find("gs://shop/orders/2025/c.csv").get(0))).contains("cat");
    }

    @Test
    void may_have_any_character_in_their_key() throws IOException {
      assertThat(text(objects.find("s3://shop/orders/read me*").get(0))).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://shop", "s3://shop/", "s3:///a", "s3://shop/folder/"})
    void that_name_no_object_are_an_error(String url) {
      assertThatThrownBy(() -> objects.find(url))
          .isInstanceOf(IngestException.class)
          .hasMessageContaining(
              "it names no object (write s3://bucket/key or a glob such as"
                  + " s3://bucket/folder/*.csv)");
    }
  }

  @Nested
  class Objects {

    @Test
    void are_told_apart_by_tag_and_size() {
      server.object("shop", "x/1.csv", "one").object("shop", "x/2.csv", "one");
      List<Blob> same = objects.find("s3://shop/x/*.csv");
      String state = objects.state("s3://shop/x/*.csv");
      server.object("shop", "x/2.csv", "two");
      List<Blob> other = objects.find("s3://shop/x/*.csv");

      assertThat(same.get(0).fingerprint()).isEqualTo(same.get(1).fingerprint());
      assertThat(other.get(0).fingerprint()).isEqualTo(same.get(0).fingerprint());
      assertThat(other.get(1).fingerprint()).isNotEqualTo(same.get(1).fingerprint());
      assertThat(objects.state("s3://shop/x/*.csv")).isNotEqualTo(state);
    }

    @Test
    void that_change_before_they_are_read_are_told() {
      server.object("shop", "y.csv", "one");
      Blob blob = objects.find("s3://shop/y.csv").get(0);
      server.object("shop", "y.csv", "two");

      assertThatThrownBy(() -> text(blob))
          .isInstanceOf(IngestException.class)
          .hasMessage("Cannot read s3://shop/y.csv: it changed while it was read (run again)");
    }

    @Test
    void without_a_byte_are_an_error() {
      assertThatThrownBy(() -> text(objects.find("s3://shop/orders/empty.csv").get(0)))
          .hasMessage(
              "Cannot read s3://shop/orders/empty.csv: the file is empty (write it again, or delete"
                  + " it)");
    }

    @Test
    void are_listed_beyond_a_thousand() {
      for (int i = 0; i < 1_010; i++) {
        server.object("shop", "many/" + i, "x");
      }

      assertThat(names("s3://shop/many/*")).hasSize(1_010);
    }
  }

  @Nested
  class Refusals {

    @Test
    void say_that_there_is_no_bucket() {
      assertThatThrownBy(() -> objects.find("s3://shops/orders/*.csv"))
          .isInstanceOf(IngestException.class)
          .hasMessageMatching(
              "Cannot read s3://shops/orders/[*].csv: there is no bucket shops at"
                  + " http://127.0.0.1:[0-9]+ [(]check its name[)]");
    }

    @Test
    void say_that_there_is_no_object() {
      assertThatThrownBy(() -> objects.find("s3://shop/orders/d.csv"))
          .hasMessage(
              "Cannot read s3://shop/orders/d.csv: there is no such object (check bucket and key)");
      assertThatThrownBy(() -> objects.find("s3://shop/orders/d*.csv"))
          .hasMessage(
              "Cannot find files: nothing in bucket shop matches s3://shop/orders/d*.csv (check the"
                  + " key; * stays within a folder, ** does not)");
    }

    @ParameterizedTest
    @CsvSource({
      "stranger, s3cr3t-of-the-test, the access key",
      "reader, wrong-s3cr3t, the secret key"
    })
    void say_which_key_is_wrong_without_showing_it(String access, String secret, String which) {
      ObjectStore right = server.config();
      StoredObjects wrong =
          new StoredObjects(
              new ObjectStore(
                  right.endpoint(),
                  right.region(),
                  Optional.of(access),
                  Optional.of(secret),
                  Optional.empty()));

      assertThatThrownBy(() -> wrong.find("s3://shop/orders/*"))
          .isInstanceOf(IngestException.class)
          .hasMessageContaining(which)
          .hasMessageNotContaining(secret)
          .satisfies(
              e -> {
                for (Throwable at = e; at != null; at = at.getCause()) {
                  assertThat(String.valueOf(at.getMessage())).doesNotContain(secret);
                }
              });
      assertThat(right.toString()).doesNotContain(StoreServer.SECRET_KEY);
    }

    @Test
    void say_that_nobody_is_there() {
      assertThatThrownBy(() -> at("http://127.0.0.1:1").find("s3://shop/orders/*"))
          .isInstanceOf(IngestException.class)
          .hasMessageStartingWith(
              "Cannot read s3://shop/orders/*: http://127.0.0.1:1 cannot be reached: ");
    }

    @Test
    void say_that_it_is_no_store() throws IOException {
      HttpServer page =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      page.createContext(
          "/",
          exchange -> {
            byte[] html = "<html><body>hello".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, html.length);
            try (OutputStream out = exchange.getResponseBody()) {
              out.write(html);
            }
          });
      page.start();
      try {
        String address = "http://127.0.0.1:" + page.getAddress().getPort();

        assertThatThrownBy(() -> at(address).find("s3://shop/orders/*"))
            .hasMessage(
                "Cannot read s3://shop/orders/*: "
                    + address
                    + " does not answer as an object store does (check object-store.endpoint)");
      } finally {
        page.stop(0);
      }
    }
  }

  private static StoredObjects at(String endpoint) {
    ObjectStore right = server.config();
    return new StoredObjects(
        new ObjectStore(
            Optional.of(endpoint),
            right.region(),
            right.accessKey(),
            right.secretKey(),
            Optional.empty()));
  }

  @Test
  void a_connection_that_breaks_goes_on_where_it_broke() throws IOException {
    byte[] all = "0123456789".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    AtomicInteger requests = new AtomicInteger();
    HttpServer flaky =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    flaky.createContext(
        "/",
        exchange -> {
          String range = exchange.getRequestHeaders().getFirst("Range");
          int from = range == null ? 0 : Integer.parseInt(range.replaceAll("[^0-9]", ""));
          exchange.getResponseHeaders().add("ETag", "\"tag\"");
          boolean head = exchange.getRequestMethod().equals("HEAD");
          exchange.getResponseHeaders().add("Content-Length", String.valueOf(all.length - from));
          exchange.sendResponseHeaders(range == null ? 200 : 206, head ? -1 : all.length - from);
          if (!head) {
            int count = requests.incrementAndGet() < 4 ? 250_000 : all.length - from;
            exchange.getResponseBody().write(all, from, Math.min(count, all.length - from));
            exchange.getResponseBody().flush();
          }
          exchange.close();
        });
    flaky.start();
    try (StoredObjects there = at("http://127.0.0.1:" + flaky.getAddress().getPort())) {
      Blob blob = there.find("s3://shop/a.csv").get(0);

      assertThat(text(blob)).isEqualTo(new String(all, StandardCharsets.UTF_8));
      assertThat(requests).hasValue(4);
    } finally {
      flaky.stop(0);
    }
  }
}
