// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.server;

import io.perennial.lake.workspace.Workspace;
import io.perennial.serve.Role;
import io.perennial.serve.ServeConfig;
import io.perennial.serve.ServedWorkspace;
import io.perennial.serve.answer.ServedShop;
import io.perennial.serve.key.KeyBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The server that all tests ask, started once; it ends with the process. */
final class OneServer {

  private static final OneServer ONE = new OneServer();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<Role, String> keys = new EnumMap<>(Role.class);
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final ServedWorkspace workspace;
  private final RunningServer server;
  private final KeyPair provider;
  private final String expired;

  private OneServer() {
    try {
      Path folder = Files.createTempDirectory("serve");
      ServedShop.in(folder.resolve("shop")).close();
      workspace = new EmptyWorkspace(Workspace.open(folder.resolve("shop")), Clock.systemUTC());
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      provider = generator.generateKeyPair();
      Path pem = folder.resolve("provider.pem");
      Files.writeString(
          pem,
          "-----BEGIN PUBLIC KEY-----\n"
              + Base64.getMimeEncoder().encodeToString(provider.getPublic().getEncoded())
              + "\n-----END PUBLIC KEY-----\n");
      ServeConfig usual = ServeConfig.defaults();
      server =
          PerennialServer.start(
              workspace,
              new ServeConfig(
                  usual.host(),
                  0,
                  100_000,
                  usual.session(),
                  usual.metrics(),
                  Optional.empty(),
                  Optional.of(
                      new ServeConfig.Oidc(
                          pem.toString(),
                          "https://id.example",
                          "perennial",
                          "realm_access.roles"))),
              log::add);
      for (int i = 0; i < 600 && !server.isReady(); i++) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
      for (Role role : Role.values()) {
        keys.put(
            role, book().create(role.word(), EnumSet.of(role), Duration.ofDays(1), "test").text());
      }
      expired =
          new KeyBook(
                  workspace.stateFolder(),
                  Clock.offset(Clock.systemUTC(), Duration.ofDays(-2)),
                  workspace.audit())
              .create("old", Set.of(Role.ADMINISTRATOR), Duration.ofDays(1), "test")
              .text();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static OneServer running() {
    return ONE;
  }

  RunningServer server() {
    return server;
  }

  ServedWorkspace workspace() {
    return workspace;
  }

  KeyBook book() {
    return new KeyBook(workspace.stateFolder(), workspace.clock(), workspace.audit());
  }

  String key(Role role) {
    return keys.getOrDefault(role, "");
  }

  /** A key whose time is over. */
  String expired() {
    return expired;
  }

  /** With which tokens are signed that the server takes. */
  KeyPair provider() {
    return provider;
  }

  /** The lines of the server's log so far. */
  List<String> log() {
    return List.copyOf(log);
  }

  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(server.address() + path.substring(1)))
        .timeout(Duration.ofSeconds(60));
  }

  /** As somebody with a role. */
  HttpRequest.Builder to(String path, Role role) {
    return to(path).header("X-Api-Key", key(role));
  }

  HttpResponse<String> get(String path, Role role) {
    return send(to(path, role));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
