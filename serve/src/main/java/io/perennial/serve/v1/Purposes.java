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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Leave to read personal data: of a role, for a purpose, kept in the audit trail. */
@Component
final class Purposes {

  private static final Duration HOLDS = Duration.ofMinutes(1);

  /**
   * What each role may read personal data for. Nobody does for analytics: figures of all customers
   * need none. An administrator who markets has both roles.
   */
  private static final Map<Role, Set<Purpose>> MAY =
      Map.of(
          Role.MARKETER, Set.of(Purpose.MARKETING, Purpose.PERSONALISATION, Purpose.SERVICE),
          Role.PRIVACY_OFFICER, Set.of(Purpose.DATA_SUBJECT_REQUEST, Purpose.SERVICE),
          Role.ADMINISTRATOR, Set.of(Purpose.DATA_SUBJECT_REQUEST, Purpose.SERVICE));

  private final ServedWorkspace workspace;

  Purposes(ServedWorkspace workspace) {
    this.workspace = workspace;
  }

  /**
   * The permit that a caller asks for; empty when none is asked for.
   *
   * @throws Refusal when the roles do not allow it for that, or there is no such purpose
   */
  Optional<Permit> permit(Caller caller, Optional<String> purpose) {
    return purpose.map(
        word -> {
          Purpose wanted = purpose(word);
          if (caller.roles().stream().noneMatch(role -> may(role, wanted))) {
            String takes =
                Arrays.stream(Role.values())
                    .filter(role -> may(role, wanted))
                    .map(Role::word)
                    .collect(Collectors.joining(" or "));
            throw Refusal.forbidden(
                "Cannot read personal data for "
                    + word(wanted)
                    + (takes.isEmpty() ? ": no role may" : ": it takes the role " + takes));
          }
          return new Permit(caller.id(), wanted, now().plus(HOLDS));
        });
  }

  private static boolean may(Role role, Purpose purpose) {
    return MAY.getOrDefault(role, Set.of()).contains(purpose);
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
