// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve;

import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.config.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What {@code serve:} in perennial.yaml says. */
public final class ServeSettings {

  private static final ServeConfig USUAL = ServeConfig.defaults();

  private static final Setting<String> HOST =
      Setting.text("host")
          .doc("the address that is listened at; 127.0.0.1 is this machine alone, 0.0.0.0 all")
          .check(host -> host.matches("[A-Za-z0-9.:_-]+"), "a name or an address without a port")
          .defaultValue(USUAL.host());

  private static final Setting<Integer> PORT =
      Setting.integer("port")
          .doc("the port; 0 for any that is free")
          .atLeast(0)
          .atMost(65535)
          .defaultValue(USUAL.port());

  private static final Setting<Integer> REQUESTS =
      Setting.integer("requests-per-second")
          .doc("how many of one key are answered, on the mean; for a moment twice as many")
          .atLeast(1)
          .atMost(1_000_000)
          .defaultValue(USUAL.requestsPerSecond());

  private static final Setting<Duration> SESSION =
      Setting.duration("session")
          .doc("how long the dashboard stays logged in")
          .atLeast(Duration.ofMinutes(1))
          .atMost(Duration.ofDays(30))
          .defaultValue(USUAL.session());

  private static final Setting<ServeConfig.Metrics> METRICS =
      Setting.choice("metrics", ServeConfig.Metrics.KEY, ServeConfig.Metrics.OPEN)
          .doc("who may read /metrics: who has a key, or whoever reaches the address")
          .defaultValue(USUAL.metrics());

  private static final Setting<Optional<Path>> CERTIFICATE =
      Setting.path("certificate").doc("a PEM file: the certificate with its chain").optional();

  private static final Setting<Optional<Path>> PRIVATE_KEY =
      Setting.path("private-key").doc("a PEM file: the key of it, without a password").optional();

  private static final SectionSpec TLS =
      SectionSpec.of("tls", "For HTTPS; both or none.", CERTIFICATE, PRIVATE_KEY);

  private static final Setting<Optional<String>> KEYS =
      Setting.text("keys")
          .doc("the provider's public keys: a URL of a JSON Web Key set, or a PEM file of one")
          .optional();

  private static final Setting<Optional<String>> ISSUER =
      Setting.text("issuer")
          .doc("whom tokens must name as their issuer; goes with keys")
          .optional();

  private static final Setting<Optional<String>> AUDIENCE =
      Setting.text("audience").doc("whom tokens must be meant for; goes with keys").optional();

  private static final Setting<String> ROLES_CLAIM =
      Setting.text("roles-claim")
          .doc("the claim with the roles; dots go inside, as in realm_access.roles")
          .defaultValue("roles");

  private static final SectionSpec OIDC =
      SectionSpec.of(
          "oidc",
          "Tokens of an OpenID provider, beside keys; only where keys are named.",
          KEYS,
          ISSUER,
          AUDIENCE,
          ROLES_CLAIM);

  /** What may stand under {@code serve}. */
  public static final SectionSpec SECTION =
      SectionSpec.of(
          "serve",
          "How perennial serve answers over HTTP.",
          HOST,
          PORT,
          REQUESTS,
          SESSION,
          METRICS,
          TLS,
          OIDC);

  private ServeSettings() {}

  /**
   * All of it.
   *
   * @throws io.perennial.config.ConfigException when half of TLS is there, or of tokens keys,
   *     issuer and audience are not all named
   */
  public static ServeConfig config(Section serve) {
    return new ServeConfig(
        serve.value(HOST),
        serve.value(PORT),
        serve.value(REQUESTS),
        serve.value(SESSION),
        serve.value(METRICS),
        tls(serve.section(TLS)),
        oidc(serve.section(OIDC)));
  }

  private static Optional<ServeConfig.Tls> tls(Section tls) {
    Optional<Path> certificate = tls.value(CERTIFICATE).map(tls.folder()::resolve);
    Optional<Path> key = tls.value(PRIVATE_KEY).map(tls.folder()::resolve);
    if (certificate.isPresent() != key.isPresent()) {
      throw tls.invalid(
          certificate.isPresent() ? PRIVATE_KEY : CERTIFICATE,
          "Missing: HTTPS takes both certificate and private-key");
    }
    return certificate.flatMap(file -> key.map(secret -> new ServeConfig.Tls(file, secret)));
  }

  private static Optional<ServeConfig.Oidc> oidc(Section oidc) {
    Optional<String> keys = oidc.value(KEYS);
    if (keys.isEmpty()) {
      if (oidc.value(ISSUER).isPresent() || oidc.value(AUDIENCE).isPresent()) {
        throw oidc.invalid(KEYS, "Missing: tokens cannot be checked without the provider's keys");
      }
      return Optional.empty();
    }
    String named = keys.get();
    return Optional.of(
        new ServeConfig.Oidc(
            named.matches("https?://.*") ? named : oidc.folder().resolve(named).toString(),
            named(oidc, ISSUER, "Missing: others may sign with the same keys; name the issuer"),
            named(oidc, AUDIENCE, "Missing: a token for another service would open this one"),
            oidc.value(ROLES_CLAIM)));
  }

  private static String named(Section oidc, Setting<Optional<String>> setting, String without) {
    return oidc.value(setting).orElseThrow(() -> oidc.invalid(setting, without));
  }
}
