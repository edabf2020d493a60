// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.serve.ServeConfig;
import io.perennial.serve.key.MadeKey;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with HTTPS that answers little: its first key, its limits, its end. */
class StrictServerTest {

  private static final char[] PASSWORD = "changeit".toCharArray();

  @Test
  void it_speaks_https_lets_each_ask_so_often_and_ends_for_good(@TempDir Path folder)
      throws Exception {
    KeyStore store = store(folder);
    Path certificate = folder.resolve("certificate.pem");
    Path key = folder.resolve("key.pem");
    Files.writeString(certificate, pem("CERTIFICATE", store.getCertificate("serve").getEncoded()));
    Files.writeString(key, pem("PRIVATE KEY", store.getKey("serve", PASSWORD).getEncoded()));
    ServeConfig config =
        new ServeConfig(
            "127.0.0.1",
            0,
            1,
            Duration.ofMinutes(5),
            ServeConfig.Metrics.KEY,
            Optional.of(new ServeConfig.Tls(certificate, key)),
            // a provider that does not answer
            Optional.of(new ServeConfig.Oidc("http://127.0.0.1:1/keys", "us", "us", "roles")));
    HttpClient client = HttpClient.newBuilder().sslContext(trusting(store)).build();
    URI address;
    // whoever starts it may have all sorts of settings around, for other programs of that kind
    System.setProperty("server.forward-headers-strategy", "native");
    System.setProperty("server.port", "1");

    try (RunningServer server =
        PerennialServer.start(EmptyWorkspace.in(folder.resolve("shop")), config, line -> {})) {
      address = server.address();
      MadeKey first = server.firstKey().orElseThrow();
      assertThat(server.firstKey()).as("shown once").isEmpty();
      assertThat(server.context().getEnvironment().getProperty("PATH")).isNull();
      assertThat(server.context().getEnvironment().getProperty("server.forward-headers-strategy"))
          .isEqualTo("none");
      HttpRequest.Builder metrics = HttpRequest.newBuilder(address.resolve("/metrics"));
      assertThat(client.send(metrics.build(), HttpResponse.BodyHandlers.discarding()).statusCode())
          .as("nearness is no key")
          .isEqualTo(401);

      HttpResponse<String> in =
          client.send(
              HttpRequest.newBuilder(address.resolve("/login"))
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString("{\"key\":\"" + first.text() + "\"}"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(in.headers().allValues("Set-Cookie"))
          .hasSize(2)
          .allMatch(c -> c.contains("Secure"));
      assertThat(in.headers().firstValue("Strict-Transport-Security")).isPresent();

      HttpRequest me =
          HttpRequest.newBuilder(address.resolve("/api/v1/me"))
              .header("X-Api-Key", first.text())
              .build();
      HttpResponse<String> last = client.send(me, HttpResponse.BodyHandlers.ofString());
      assertThat(last.statusCode()).isEqualTo(200);
      for (int i = 0; i < 20 && last.statusCode() != 429; i++) {
        last = client.send(me, HttpResponse.BodyHandlers.ofString());
      }
      assertThat(last.statusCode()).isEqualTo(429);
      assertThat(last.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(last.headers().firstValue("Content-Type")).hasValue("application/problem+json");

      HttpRequest token = bearer(address, "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln");
      assertThat(status(client, token)).as("looked at").isEqualTo(503);
      int wrong = 401;
      for (int i = 0; i < 20 && wrong != 429; i++) {
        wrong = status(client, bearer(address, "nonsense"));
      }
      assertThat(wrong).isEqualTo(429);
      assertThat(status(client, token)).as("no longer looked at").isEqualTo(429);
    } finally {
      System.clearProperty("server.forward-headers-strategy");
      System.clearProperty("server.port");
    }
    assertThatThrownBy(
            () ->
                client.send(
                    HttpRequest.newBuilder(address).build(),
                    HttpResponse.BodyHandlers.discarding()))
        .isInstanceOf(IOException.class);
  }

  private static HttpRequest bearer(URI address, String given) {
    return HttpRequest.newBuilder(address.resolve("/api/v1/me"))
        .header("Authorization", "Bearer " + given)
        .build();
  }

  private static int status(HttpClient client, HttpRequest request)
      throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private static KeyStore store(Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path file = folder.resolve("store.p12");
    int code =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "serve",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD),
                "-dname",
                "CN=localhost",
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "2")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    assertThat(code).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private static SSLContext trusting(KeyStore store) throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, PASSWORD);
    trusted.setCertificateEntry("serve", store.getCertificate("serve"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static String pem(String what, byte[] bytes) {
    return "-----BEGIN "
        + what
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
        + "\n-----END "
        + what
        + "-----\n";
  }
}
