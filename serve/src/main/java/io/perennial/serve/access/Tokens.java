// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.access;

import io.perennial.serve.Caller;
import io.perennial.serve.Role;
import io.perennial.serve.ServeConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  private final JwtDecoder decoder;
  private final List<String> rolesClaim;

  Tokens(ServeConfig.Oidc oidc) {
    NimbusJwtDecoder nimbus = decoder(oidc.keys());
    List<OAuth2TokenValidator<Jwt>> checks = new ArrayList<>();
    checks.add(new JwtTimestampValidator());
    // a token without an end would open for ever
    checks.add(new JwtClaimValidator<>("exp", end -> end != null));
    oidc.issuer().ifPresent(issuer -> checks.add(new JwtIssuerValidator(issuer)));
    oidc.audience()
        .ifPresent(
            audience ->
                checks.add(
                    new JwtClaimValidator<Collection<String>>(
                        "aud", named -> named != null && named.contains(audience))));
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
    String subject = Optional.ofNullable(jwt.getSubject()).orElse("unnamed");
    return new Caller(
        "token of " + subject,
        Optional.ofNullable(jwt.getClaimAsString("name")).orElse(subject),
        roles(jwt.getClaims()),
        Optional.ofNullable(jwt.getExpiresAt()));
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
