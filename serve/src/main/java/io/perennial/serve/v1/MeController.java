// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.v1;

import io.perennial.serve.Allowed;
import io.perennial.serve.Caller;
import io.perennial.serve.Role;
import io.perennial.serve.Uncached;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who asks. */
@RestController
final class MeController {

  /**
   * The caller.
   *
   * @param id of the key or the token
   * @param name for people
   * @param roles in words
   * @param expires when key or token end
   */
  record Me(String id, String name, List<String> roles, Optional<Instant> expires) {}

  @GetMapping("/api/v1/me")
  @Allowed({Role.VIEWER, Role.ANALYST, Role.MARKETER, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR})
  @Uncached
  Me me(Caller caller) {
    return new Me(
        caller.id(),
        caller.name(),
        caller.roles().stream().map(Role::word).sorted().toList(),
        caller.expires());
  }
}
