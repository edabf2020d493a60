// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How answers are served.
 *
 * @param host the address that is listened at
 * @param port 0 for any that is free
 * @param requestsPerSecond of one key, on the mean; for a moment twice as many
 * @param session how long the dashboard stays logged in
 * @param metrics who may read what is measured
 * @param tls for HTTPS; empty: HTTP
 * @param oidc for tokens of an OpenID provider; empty: keys alone
 */
public record ServeConfig(
    String host,
    int port,
    int requestsPerSecond,
    Duration session,
    Metrics metrics,
    Optional<Tls> tls,
    Optional<Oidc> oidc) {

  /** Who may read /metrics. */
  public enum Metrics {
    /** Who has a key, of whatever role. */
    KEY,
    /** Whoever reaches the address. */
    OPEN
  }

  /**
   * PEM files.
   *
   * @param certificate with its chain
   * @param privateKey of the certificate, without a password
   */
  public record Tls(Path certificate, Path privateKey) {}

  /**
   * Whose tokens are good.
   *
   * @param keys a URL of a JSON Web Key set, or a PEM file of one public key
   * @param issuer that the token must name
   * @param audience that the token must name
   * @param rolesClaim the claim with the roles, a list of words or one text of them; dots go inside
   */
  public record Oidc(String keys, String issuer, String audience, String rolesClaim) {}

  /** For this machine alone, on port 8080, with keys. */
  public static ServeConfig defaults() {
    return new ServeConfig(
        "127.0.0.1",
        8080,
        500,
        Duration.ofHours(12),
        Metrics.KEY,
        Optional.empty(),
        Optional.empty());
  }

  public ServeConfig withHost(String other) {
    return new ServeConfig(other, port, requestsPerSecond, session, metrics, tls, oidc);
  }

  public ServeConfig withPort(int other) {
    return new ServeConfig(host, other, requestsPerSecond, session, metrics, tls, oidc);
  }
}
