// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.serve.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of requests that cannot be answered. */
class ProblemTest {

  private static final OneServer SERVER = OneServer.running();

  @Test
  void a_path_that_is_not_there_is_a_problem_with_the_id_that_the_client_gave() {
    HttpResponse<String> answer =
        SERVER.send(SERVER.to("/api/v1/nothing", Role.VIEWER).header("X-Request-Id", "req-17"));

    is(answer, 404, "Not Found");
    assertThat(answer.headers().firstValue("X-Request-Id")).hasValue("req-17");
    assertThat(answer.body()).contains("\"request_id\":\"req-17\"");
  }

  @Test
  void an_id_that_would_break_the_log_is_not_taken() {
    HttpResponse<String> answer =
        SERVER.send(SERVER.to("/api/v1/me", Role.VIEWER).header("X-Request-Id", "a\"b{}"));

    assertThat(answer.headers().firstValue("X-Request-Id").orElse("")).matches("[0-9a-f-]{36}");
  }

  @Test
  void wrong_verbs_types_and_bodies_each_have_their_status() {
    is(SERVER.send(SERVER.to("/api/v1/me", Role.VIEWER).DELETE()), 405, "see Allow");
    is(
        SERVER.send(SERVER.to("/api/v1/me", Role.VIEWER).header("Accept", "image/png")),
        406,
        "accept application/json");
    is(
        SERVER.send(
            SERVER
                .to("/api/v1/keys", Role.ADMINISTRATOR)
                .header("Content-Type", "text/xml")
                .POST(BodyPublishers.ofString("<a/>"))),
        415,
        "send application/json");
    is(post("{\"name\":"), 400, "no JSON at line 1");
    is(post("[1,2]"), 400, "must be a JSON object");
    is(post("{\"nme\":\"x\"}"), 400, "\"field\":\"nme\"");
    is(post("{\"name\":\"x\",\"roles\":[\"king\"]}"), 400, "\"field\":\"roles\"");
    is(post("{\"name\":\"x\",\"roles\":[\"viewer\"],\"days\":0}"), 400, "\"field\":\"days\"");
    is(post("{\"name\":\"x\",\"roles\":[null]}"), 400, "\"field\":\"roles\"");
    is(post("{\"name\":\"x\",\"roles\":[\"viewer\"],\"days\":\"3\"}"), 400, "\"field\":\"days\"");
    is(post("{\"name\":\"x\",\"roles\":[\"viewer\"],\"days\":1.7}"), 400, "\"field\":\"days\"");
  }

  @Test
  void an_answer_has_a_tag_by_get_and_head_and_an_error_has_none() {
    String path = "/api/v1/segments";
    String tag = SERVER.get(path, Role.ANALYST).headers().firstValue("ETag").orElseThrow();
    HttpRequest.Builder head =
        SERVER.to(path, Role.ANALYST).method("HEAD", BodyPublishers.noBody());
    assertThat(SERVER.send(head).headers().firstValue("ETag")).hasValue(tag);
    head.header("If-None-Match", "\"other\", " + tag);
    assertThat(SERVER.send(head).statusCode()).isEqualTo(304);

    for (String wrong : List.of("customers/1", "customers?limit=0", "customers/abc")) {
      assertThat(SERVER.get("/api/v1/" + wrong, Role.ANALYST).headers().firstValue("ETag"))
          .as(wrong)
          .isEmpty();
    }
  }

  @Test
  void options_say_what_can_be_done() {
    HttpResponse<String> answer =
        SERVER.send(
            SERVER.to("/api/v1/me", Role.VIEWER).method("OPTIONS", BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Allow").orElse("")).contains("GET", "HEAD");
  }

  @Test
  void a_filter_that_names_what_is_not_there_is_refused() {
    is(SERVER.get("/api/v1/customers?tier=Z", Role.ANALYST), 400, "\"field\":\"tier\"");
    is(
        SERVER.get("/api/v1/customers?scheme=rfm&segment=zzz", Role.ANALYST),
        400,
        "\"field\":\"segment\"");
    is(SERVER.get("/api/v1/customers?max_churn=2", Role.ANALYST), 400, "\"field\":\"max_churn\"");
  }

  @Test
  void exports_one_after_the_other_are_all_given() {
    for (int i = 0; i < 30; i++) {
      assertThat(SERVER.get("/api/v1/exports/customers.csv", Role.ANALYST).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void parameters_that_are_unknown_or_come_twice_are_refused() {
    is(SERVER.get("/api/v1/me?sgment=vip", Role.VIEWER), 400, "\"field\":\"sgment\"");
    is(
        SERVER.send(
            SERVER
                .to("/api/v1/keys/1/rotate?grace_hours=1&grace_hours=2", Role.ADMINISTRATOR)
                .POST(BodyPublishers.noBody())),
        400,
        "given twice");
    is(
        SERVER.send(
            SERVER
                .to("/api/v1/keys/1/rotate?grace_hours=soon", Role.ADMINISTRATOR)
                .POST(BodyPublishers.noBody())),
        400,
        "must be a whole number");
  }

  @Test
  void large_bodies_are_refused_whether_their_length_is_told_or_not() {
    String large = "\"" + "x".repeat(1 << 20) + "\"";
    byte[] bytes = large.getBytes(StandardCharsets.UTF_8);

    is(post(large), 413, "larger than");
    is(
        SERVER.send(
            SERVER
                .to("/api/v1/keys", Role.ADMINISTRATOR)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)))),
        413,
        "too large");
  }

  @Test
  void what_is_no_http_is_a_problem_too_and_names_no_server() throws IOException {
    for (String path : new String[] {"/api/v1/%zz", "/api/v1/..%2f..%2fetc", "/api//v1/me;x=1"}) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.server().port())) {
        socket
            .getOutputStream()
            .write(
                ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        String answer = read(socket.getInputStream());
        assertThat(answer)
            .startsWith("HTTP/1.1 400")
            .contains("application/problem+json")
            .doesNotContain("Tomcat", "Apache", "exception", "\tat ");
      }
    }
  }

  @Test
  void every_answer_has_the_headers_that_keep_browsers_strict() {
    HttpResponse<String> answer = SERVER.send(SERVER.to("/health/live"));

    assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'; script-src 'self';", "frame-ancestors 'none'");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
    assertThat(answer.headers().firstValue("Server")).isEmpty();
  }

  @Test
  void the_log_has_routes_and_neither_paths_nor_what_was_searched() {
    SERVER.send(SERVER.to("/api/v1/keys/lovelace", Role.ADMINISTRATOR).DELETE());
    SERVER.get("/api/v1/me?q=lovelace%40example.com", Role.VIEWER);

    assertThat(SERVER.log())
        .anyMatch(line -> line.contains("\"route\":\"/api/v1/keys/{id}\",\"status\":404"))
        .noneMatch(line -> line.contains("lovelace"))
        .noneMatch(line -> line.contains("pk_"));
  }

  private static HttpResponse<String> post(String body) {
    return SERVER.send(
        SERVER
            .to("/api/v1/keys", Role.ADMINISTRATOR)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private static void is(HttpResponse<String> answer, int status, String words) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body()).contains(words).doesNotContain("java.", "Exception");
  }

  private static String read(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }
}
