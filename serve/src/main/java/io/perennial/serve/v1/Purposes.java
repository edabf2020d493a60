// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.v1;

import io.perennial.domain.Purpose;
import io.perennial.governance.AuditTrail;
import io.perennial.governance.Permit;
import io.perennial.serve.Caller;
import io.perennial.serve.Refusal;
import io.perennial.serve.Role;
import io.perennial.serve.ServedWorkspace;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Leave to read personal data: of a role, for a purpose, kept in the audit trail. */
@Component
final class Purposes {

  private static final Duration HOLDS = Duration.ofMinutes(1);

  private final ServedWorkspace workspace;

  Purposes(ServedWorkspace workspace) {
    this.workspace = workspace;
  }

  /**
   * The permit that a caller asks for; empty when none is asked for.
   *
   * @throws Refusal when the roles do not allow it, or there is no such purpose
   */
  Optional<Permit> permit(Caller caller, Optional<String> purpose) {
    return purpose.map(
        word -> {
          Purpose wanted = purpose(word);
          if (!caller.has(Role.MARKETER, Role.PRIVACY_OFFICER)) {
            throw Refusal.forbidden(
                "Cannot read personal data: it takes the role marketer or privacy_officer");
          }
          return new Permit(caller.id(), wanted, now().plus(HOLDS));
        });
  }

  private Instant now() {
    return workspace.clock().instant();
  }

  /** Keeps what is done under a permit; before it is done, so that nothing is done unkept. */
  void keep(Permit permit, String act, String subject) {
    keep(permit.holder(), act, subject, word(permit.purpose()));
  }

  /** Keeps what is done with tables. */
  void keep(Caller caller, String act, String subject) {
    keep(caller.id(), act, subject, "");
  }

  private void keep(String actor, String act, String subject, String purpose) {
    workspace.audit().append(new AuditTrail.Entry(now(), actor, act, subject, purpose));
  }

  private static Purpose purpose(String word) {
    return Arrays.stream(Purpose.values())
        .filter(p -> word(p).equals(word.strip().toLowerCase(Locale.ROOT).replace('_', '-')))
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.invalid(
                    "purpose",
                    "Unknown purpose (must be one of "
                        + Arrays.stream(Purpose.values())
                            .map(Purposes::word)
                            .collect(Collectors.joining(", "))
                        + ")"));
  }

  private static String word(Purpose purpose) {
    return purpose.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
