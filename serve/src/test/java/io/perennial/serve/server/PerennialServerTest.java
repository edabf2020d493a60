// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.serve.ServeConfig;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerennialServerTest {

  @Test
  void lives_on_a_free_port_soon_after_its_start(@TempDir Path folder) throws Exception {
    try (RunningServer server =
        PerennialServer.start(
            EmptyWorkspace.in(folder.resolve("shop")),
            ServeConfig.defaults().withPort(0),
            line -> {})) {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(server.address().resolve("/health/live")).build(),
                  HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("{\"status\":\"up\"}");
    }
  }
}
