// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.key;

import io.perennial.serve.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A key as it is kept: all but the key itself, of which there is a hash.
 *
 * @param id public; eight letters and digits
 * @param name for people
 * @param roles not empty
 * @param madeAt when
 * @param madeBy the id of a key, or the user of a command
 * @param expiresAt from when on it is refused; empty: never
 * @param revokedAt since when it is refused for good
 * @param hash of the secret part: SHA-256, in hexadecimal; 192 random bits need no slower one
 */
record ApiKey(
    String id,
    String name,
    Set<Role> roles,
    Instant madeAt,
    String madeBy,
    Optional<Instant> expiresAt,
    Optional<Instant> revokedAt,
    String hash) {

  ApiKey {
    roles = Set.copyOf(roles);
  }

  boolean expired(Instant now) {
    return expiresAt.isPresent() && !now.isBefore(expiresAt.get());
  }

  boolean holds(Instant now) {
    return revokedAt.isEmpty() && !expired(now);
  }

  ApiKey endingBy(Instant end) {
    Instant first = expiresAt.filter(end::isAfter).orElse(end);
    return new ApiKey(id, name, roles, madeAt, madeBy, Optional.of(first), revokedAt, hash);
  }

  ApiKey revoked(Instant at) {
    return new ApiKey(
        id, name, roles, madeAt, madeBy, expiresAt, Optional.of(revokedAt.orElse(at)), hash);
  }

  KeyCard card(Instant now) {
    KeyCard.State state =
        revokedAt.isPresent()
            ? KeyCard.State.REVOKED
            : expired(now) ? KeyCard.State.EXPIRED : KeyCard.State.GOOD;
    return new KeyCard(id, name, roles, state, madeAt, madeBy, expiresAt, revokedAt);
  }
}
