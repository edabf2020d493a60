// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.serve.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class ExportTest {

  private static final String LINKS = "/api/v1/exports/links.csv";

  @Test
  void a_table_says_its_length_before_it_is_sent_so_that_half_of_it_is_not_taken_for_the_whole()
      throws IOException, InterruptedException {
    OneServer one = OneServer.running();
    HttpResponse<String> plain = one.get(LINKS, Role.ANALYST);
    HttpResponse<byte[]> packed =
        HttpClient.newHttpClient()
            .send(
                one.to(LINKS, Role.ANALYST).header("Accept-Encoding", "br, gzip;q=0.5").build(),
                BodyHandlers.ofByteArray());

    assertThat(plain.body()).startsWith("record_id,customer_id,").hasLineCount(81);
    assertThat(plain.headers().firstValueAsLong("Content-Length")).hasValue(plain.body().length());
    assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(packed.headers().firstValueAsLong("Content-Length")).hasValue(packed.body().length);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(plain.body());
    }
  }
}
