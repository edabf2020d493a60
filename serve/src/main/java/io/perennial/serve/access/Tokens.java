// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.access;

import io.perennial.serve.Caller;
import io.perennial.serve.Role;
import io.perennial.serve.ServeConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.security.converter.RsaKeyConverters;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Tokens of an OpenID provider: signed, in time, for us, with roles of ours. */
final class Tokens {

  /** What the ids of those begin with who have tokens. */
  private static final String PREFIX = "token of ";

  private static final int BYTES = 8;

  private final JwtDecoder decoder;
  private final List<String> rolesClaim;
  private final SecretKeySpec secret;

  Tokens(ServeConfig.Oidc oidc, String secret) {
    this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    NimbusJwtDecoder nimbus = decoder(oidc.keys());
    List<OAuth2TokenValidator<Jwt>> checks = new ArrayList<>();
    checks.add(new JwtTimestampValidator());
    // a token without an end would open for ever
    checks.add(new JwtClaimValidator<>("exp", end -> end != null));
    checks.add(new JwtIssuerValidator(oidc.issuer()));
    checks.add(
        new JwtClaimValidator<Collection<String>>(
            "aud", named -> named != null && named.contains(oidc.audience())));
    // all who have none would be one person
    checks.add(new JwtClaimValidator<String>("sub", named -> named != null && !named.isBlank()));
    nimbus.setJwtValidator(new DelegatingOAuth2TokenValidator<>(checks));
    this.decoder = nimbus;
    this.rolesClaim = Arrays.asList(oidc.rolesClaim().split("\\.", -1));
  }

  /**
   * Who has the token.
   *
   * @throws org.springframework.security.oauth2.jwt.BadJwtException when it is not good
   * @throws org.springframework.security.oauth2.jwt.JwtException when that cannot be known now
   */
  Caller caller(String token) {
    Jwt jwt = decoder.decode(token);
    String subject = jwt.getSubject();
    return new Caller(
        PREFIX + subject,
        Optional.ofNullable(jwt.getClaimAsString("name")).orElse(subject),
        roles(jwt.getClaims()),
        Optional.ofNullable(jwt.getExpiresAt()));
  }

  /**
   * What the log says of a caller: the id of a key; of who has a token a hash under the workspace's
   * secret, since subjects are often e-mails.
   */
  String logged(Caller caller) {
    if (!caller.id().startsWith(PREFIX)) {
      return caller.id();
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(secret);
      byte[] hash = mac.doFinal(caller.id().getBytes(StandardCharsets.UTF_8));
      return "token " + HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot hash: every Java has HmacSHA256", e);
    }
  }

  private Set<Role> roles(Map<String, Object> claims) {
    @Nullable Object at = claims;
    for (String step : rolesClaim) {
      at = at instanceof Map<?, ?> map ? map.get(step) : null;
    }
    List<String> words =
        at instanceof Collection<?> list
            ? list.stream().map(String::valueOf).toList()
            : at instanceof String text ? Arrays.asList(text.split("[ ,]+", -1)) : List.of();
    Set<Role> roles = EnumSet.noneOf(Role.class);
    words.forEach(word -> Role.of(word).ifPresent(roles::add));
    return roles;
  }

  private static NimbusJwtDecoder decoder(String keys) {
    if (keys.startsWith("http://") || keys.startsWith("https://")) {
      return NimbusJwtDecoder.withJwkSetUri(keys)
          .jwsAlgorithms(
              known ->
                  known.addAll(
                      List.of(
                          SignatureAlgorithm.RS256,
                          SignatureAlgorithm.PS256,
                          SignatureAlgorithm.ES256)))
          .build();
    }
    try (InputStream in = Files.newInputStream(Path.of(keys))) {
      @Nullable RSAPublicKey key = RsaKeyConverters.x509().convert(in);
      if (key == null) {
        throw new IllegalArgumentException("no key");
      }
      return NimbusJwtDecoder.withPublicKey(key).build();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read serve.oidc.keys " + keys, e);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "Invalid serve.oidc.keys: "
              + keys
              + " (must be a URL of a JSON Web Key set, or a PEM file"
              + " of an RSA public key)",
          e);
    }
  }
}
