// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.serve.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever is asked, the server says what is wrong: it never breaks, and never shows its inside.
 */
class GarbageTest {

  private static final OneServer SERVER = OneServer.running();

  @Test
  void hundreds_of_nonsensical_requests_break_nothing() {
    assertThat(broken(8)).isEmpty();
  }

  @Test
  void an_empty_place_among_the_changes_of_a_scenario_is_told() {
    HttpResponse<String> answer =
        SERVER.send(
            SERVER
                .to("/api/v1/values/what-if", Role.ANALYST)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"changes\":[null]}")));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"field\":\"changes\"", "one is null");
  }

  @Test
  @Tag("slow")
  void ten_thousand_of_each_endpoint_break_nothing() {
    assertThat(broken(10_000)).isEmpty();
  }

  private static Map<String, String> broken(int each) {
    Described described = new Described(SERVER);
    Garbage garbage = new Garbage(17);
    Map<String, String> broken = new TreeMap<>();
    for (Described.Operation operation : described.operations()) {
      for (int i = 0; i < each; i++) {
        HttpResponse<String> answer =
            SERVER.send(
                garbage.request(SERVER, described, operation, SERVER.key(Role.ADMINISTRATOR)));
        boolean refusedKindly = answer.statusCode() == 503 && answer.body().contains("ask again");
        if ((answer.statusCode() >= 500 && !refusedKindly)
            || answer.body().contains("Exception")
            || answer.body().contains("\tat ")) {
          broken.put(
              operation.toString(),
              answer.request().uri().toString().replaceAll("x{20,}", "x…")
                  + ": "
                  + answer.body()
                  + SERVER.log().get(SERVER.log().size() - 1));
        }
      }
    }
    return broken;
  }
}
