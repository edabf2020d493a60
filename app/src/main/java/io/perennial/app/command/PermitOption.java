// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.Surroundings;
import io.perennial.app.UsageException;
import io.perennial.domain.Purpose;
import io.perennial.governance.AuditTrail;
import io.perennial.governance.Permit;
import io.perennial.lake.workspace.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option with which a person says what they need personal data for. */
final class PermitOption {

  private static final Duration HOLDS = Duration.ofHours(1);

  @Option(
      names = "--permit",
      paramLabel = "PURPOSE",
      description = {
        "Show personal data, for this purpose: service, analytics, personalisation, marketing or",
        "data-subject-request. It is kept in the audit trail. Without it they are masked."
      })
  private @Nullable String purpose;

  /** The permit that the user asks for; empty when they ask for none. */
  Optional<Permit> permit(Surroundings surroundings) {
    return Optional.ofNullable(purpose).map(word -> permit(purpose(word), surroundings));
  }

  /** A permit for {@code purpose}, in the name of whoever runs this. */
  static Permit permit(Purpose purpose, Surroundings surroundings) {
    return new Permit(holder(surroundings), purpose, surroundings.clock().instant().plus(HOLDS));
  }

  /** Keeps in the audit trail what was done under a permit. */
  static void audit(Workspace workspace, Permit permit, Instant at, String act, String subject) {
    workspace
        .auditTrail()
        .append(new AuditTrail.Entry(at, permit.holder(), act, subject, word(permit.purpose())));
  }

  /** Who runs this. */
  static String holder(Surroundings surroundings) {
    String user = surroundings.environment().getOrDefault("USER", "");
    return user.isBlank() ? System.getProperty("user.name", "unknown") : user;
  }

  private static Purpose purpose(String word) {
    return Arrays.stream(Purpose.values())
        .filter(p -> word(p).equals(word.strip().toLowerCase(Locale.ROOT).replace('_', '-')))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "Unknown purpose: "
                        + word
                        + " (must be one of "
                        + Arrays.stream(Purpose.values())
                            .map(PermitOption::word)
                            .collect(Collectors.joining(", "))
                        + ")"));
  }

  private static String word(Purpose purpose) {
    return purpose.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
