// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Who asks. A controller has one as a parameter.
 *
 * @param id of the key, or the subject of the token; what the audit trail says
 * @param name for people
 * @param roles not empty
 * @param expires when the key or the token ends; empty: never
 */
public record Caller(String id, String name, Set<Role> roles, Optional<Instant> expires) {

  public Caller {
    roles = Set.copyOf(roles);
  }

  /** Whether one of {@code some} is among the roles; an administrator has all. */
  public boolean has(Role... some) {
    return roles.contains(Role.ADMINISTRATOR) || Arrays.stream(some).anyMatch(roles::contains);
  }
}
