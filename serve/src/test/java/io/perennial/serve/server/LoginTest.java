// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.perennial.serve.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Browsers that log in, and tokens of an OpenID provider. */
class LoginTest {

  private static final OneServer SERVER = OneServer.running();

  @Test
  void a_browser_logs_in_by_a_key_and_changes_something_only_with_its_own_token() {
    HttpResponse<String> in = login(SERVER.key(Role.ADMINISTRATOR));
    assertThat(in.statusCode()).as(in.body()).isEqualTo(200);
    List<String> set = in.headers().allValues("Set-Cookie");
    String session = cookie(set, "perennial_session");
    String csrf = cookie(set, "perennial_csrf");
    assertThat(set)
        .anyMatch(c -> c.startsWith("perennial_session") && c.contains("HttpOnly"))
        .allMatch(c -> c.contains("SameSite=Strict"));

    assertThat(SERVER.send(with(session, "/api/v1/me")).body()).contains("administrator");
    HttpRequest.Builder change =
        with(session, "/api/v1/keys/none").method("DELETE", BodyPublishers.noBody());
    assertThat(SERVER.send(change.copy()).statusCode()).isEqualTo(403);
    assertThat(SERVER.send(change.copy().header("X-CSRF-Token", "guess")).statusCode())
        .isEqualTo(403);
    assertThat(SERVER.send(change.copy().header("X-CSRF-Token", csrf)).statusCode()).isEqualTo(404);

    HttpRequest.Builder out =
        with(session, "/login")
            .header("X-CSRF-Token", csrf)
            .method("DELETE", BodyPublishers.noBody());
    assertThat(SERVER.send(out).statusCode()).isEqualTo(204);
    assertThat(SERVER.send(with(session, "/api/v1/me")).statusCode()).isEqualTo(401);
  }

  @Test
  void nobody_logs_in_with_a_key_that_is_wrong_or_old_nor_by_a_form() {
    assertThat(login("pk_nothing").statusCode()).isEqualTo(401);
    assertThat(login(SERVER.expired()).body()).contains("the key is expired");
    assertThat(
            SERVER
                .send(
                    SERVER
                        .to("/login")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("key=" + SERVER.key(Role.VIEWER))))
                .statusCode())
        .isEqualTo(415);
  }

  @Test
  void a_token_of_the_provider_opens_what_its_roles_allow() throws Exception {
    String token = token(SERVER.provider(), "https://id.example", "perennial", 60, "analyst");

    HttpResponse<String> me = SERVER.send(bearer("/api/v1/me", token));

    assertThat(me.statusCode()).as(me.body()).isEqualTo(200);
    assertThat(me.body()).contains("\"name\":\"ada\"", "\"roles\":[\"analyst\"]");
    assertThat(SERVER.send(bearer("/api/v1/keys", token)).statusCode()).isEqualTo(403);
    assertThat(SERVER.log())
        .as("whom the log says by a hash alone")
        .anyMatch(line -> line.matches(".*\"who\":\"token [0-9a-f]{16}\".*"))
        .noneMatch(line -> line.contains("token of"));
  }

  @Test
  void tokens_of_others_for_others_old_ones_and_ones_without_a_role_are_refused() throws Exception {
    KeyPair own = SERVER.provider();
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair other = generator.generateKeyPair();
    String issuer = "https://id.example";

    assertThat(status(token(other, issuer, "perennial", 60, "administrator"))).isEqualTo(401);
    assertThat(status(token(own, "https://x", "perennial", 60, "administrator"))).isEqualTo(401);
    assertThat(status(token(own, issuer, "shop", 60, "administrator"))).isEqualTo(401);
    assertThat(status(token(own, issuer, "perennial", -600, "administrator"))).isEqualTo(401);
    assertThat(status(token(own, issuer, "perennial", 60, "king"))).isEqualTo(403);
    assertThat(status(token(own, "", issuer, "perennial", 60, "analyst"))).isEqualTo(401);
    assertThat(status("eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.")).isEqualTo(401);
  }

  private static int status(String token) {
    return SERVER.send(bearer("/api/v1/me", token)).statusCode();
  }

  private static HttpRequest.Builder bearer(String path, String token) {
    return SERVER.to(path).header("Authorization", "Bearer " + token);
  }

  private static String token(
      KeyPair keys, String issuer, String audience, long seconds, String role)
      throws JOSEException {
    return token(keys, "ada", issuer, audience, seconds, role);
  }

  private static String token(
      KeyPair keys, String subject, String issuer, String audience, long seconds, String role)
      throws JOSEException {
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader(JWSAlgorithm.RS256),
            new JWTClaimsSet.Builder()
                .subject(subject.isEmpty() ? null : subject)
                .issuer(issuer)
                .audience(audience)
                .expirationTime(Date.from(Instant.now().plusSeconds(seconds)))
                .claim("realm_access", Map.of("roles", List.of(role)))
                .build());
    jwt.sign(new RSASSASigner(keys.getPrivate()));
    return jwt.serialize();
  }

  private static HttpResponse<String> login(String key) {
    return SERVER.send(
        SERVER
            .to("/login")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"key\":\"" + key + "\"}")));
  }

  private static HttpRequest.Builder with(String session, String path) {
    return SERVER.to(path).header("Cookie", "perennial_session=" + session);
  }

  private static String cookie(List<String> set, String name) {
    return set.stream()
        .filter(c -> c.startsWith(name + "="))
        .findFirst()
        .orElse("=")
        .replaceAll("^[^=]*=([^;]*).*", "$1");
  }
}
