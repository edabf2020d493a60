// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.serve.Role;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The document is of all methods, and every answer is as it says. */
class OpenApiTest {

  private static final OneServer SERVER = OneServer.running();

  private final Described described = new Described(SERVER);

  @Test
  void every_endpoint_is_described_with_a_line_roles_and_types() {
    assertThat(described.document().path("openapi").asString()).isEqualTo("3.1.0");
    assertThat(described.operations()).hasSameSizeAs(AccessTest.endpoints());
    assertThat(described.operations())
        .allSatisfy(
            operation -> {
              assertThat(operation.says().path("summary").asString("")).isNotBlank();
              assertThat(operation.says().path("x-roles")).isNotEmpty();
            });
  }

  @Test
  void every_answer_is_as_described() {
    Map<String, Object> wrong = new TreeMap<>();
    for (Described.Operation operation : described.operations()) {
      String path = described.filled(operation);
      boolean json =
          !operation.says().at("/responses/200/content/application~1json").isMissingNode();
      if (operation.verb().equals("GET") && !path.contains("{") && json) {
        HttpResponse<String> answer = SERVER.get(path, Role.ADMINISTRATOR);
        if (answer.statusCode() != 200) {
          wrong.put(operation.toString(), answer.statusCode() + answer.body());
        } else if (!described.wrong(operation, answer.body()).isEmpty()) {
          wrong.put(operation.toString(), described.wrong(operation, answer.body()));
        }
      }
    }

    assertThat(wrong).isEmpty();
  }
}
