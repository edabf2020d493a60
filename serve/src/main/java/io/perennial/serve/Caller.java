// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve;

import java.time.Instant;
import java.util.EnumSet;
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

  /** Whether one of {@code some} is among the roles. */
  public boolean has(Role... some) {
    Set<Role> wanted = EnumSet.noneOf(Role.class);
    wanted.addAll(Set.of(some));
    return roles.stream().anyMatch(wanted::contains);
  }
}
