// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.v1;

import io.perennial.governance.AuditTrail;
import io.perennial.serve.Allowed;
import io.perennial.serve.Paging;
import io.perennial.serve.Refusal;
import io.perennial.serve.Role;
import io.perennial.serve.ServedWorkspace;
import io.perennial.serve.Uncached;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who did what to personal data, and whether that record is whole. */
@RestController
final class AuditController {

  /**
   * One act.
   *
   * @param number 1 for the oldest
   * @param at when
   * @param actor a user, a key or a step
   * @param act a verb
   * @param subject what it was done to
   * @param purpose why
   */
  record Act(long number, Instant at, String actor, String act, String subject, String purpose) {}

  /**
   * A part of the trail.
   *
   * @param items the newest first
   * @param nextCursor what asks for older ones
   * @param total how many there are
   * @param brokenAt the number of the first that is not what was written, if there is one
   */
  record Acts(List<Act> items, Optional<String> nextCursor, long total, Optional<Long> brokenAt) {}

  private final AuditTrail trail;

  AuditController(ServedWorkspace workspace) {
    this.trail = workspace.audit();
  }

  @GetMapping("/api/v1/audit")
  @Allowed(Role.PRIVACY_OFFICER)
  @Uncached
  Acts audit(Paging paging) {
    long before = paging.cursor().map(AuditController::number).orElse(Long.MAX_VALUE);
    List<Act> items =
        trail.newest(before, paging.limit()).stream()
            .map(
                one ->
                    new Act(
                        one.number(),
                        one.entry().at(),
                        one.entry().actor(),
                        one.entry().act(),
                        one.entry().subject(),
                        one.entry().purpose()))
            .toList();
    AuditTrail.Chain chain = trail.check();
    boolean more = items.size() == paging.limit() && items.get(items.size() - 1).number() > 1;
    return new Acts(
        items,
        more ? Optional.of(String.valueOf(items.get(items.size() - 1).number())) : Optional.empty(),
        chain.entries(),
        chain.brokenAt());
  }

  private static long number(String cursor) {
    if (!cursor.matches("[0-9]{1,18}")) {
      throw Refusal.invalid("cursor", "Invalid cursor: give it back as it was given");
    }
    return Long.parseLong(cursor);
  }
}
