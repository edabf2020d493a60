// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.key;

import io.perennial.serve.Caller;
import io.perennial.serve.Role;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What may be said of a key.
 *
 * @param id public
 * @param name for people
 * @param roles what its holder may do
 * @param state whether it opens anything now
 * @param madeAt when
 * @param madeBy the id of a key, or the user of a command
 * @param expiresAt from when on it is refused; empty: never
 * @param revokedAt since when it is refused for good
 */
public record KeyCard(
    String id,
    String name,
    Set<Role> roles,
    State state,
    Instant madeAt,
    String madeBy,
    Optional<Instant> expiresAt,
    Optional<Instant> revokedAt) {

  public KeyCard {
    roles = Set.copyOf(roles);
  }

  /** Whether a key opens anything. */
  public enum State {
    /** It does. */
    GOOD,
    /** Its time is over. */
    EXPIRED,
    /** Somebody took it back. */
    REVOKED;

    /** In lower case. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Its holder. */
  public Caller caller() {
    return new Caller("key " + id, name, roles, expiresAt);
  }
}
