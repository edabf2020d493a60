// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.answer;

import java.time.Instant;
import java.util.Optional;

/**
 * As of when answers are told, and in which currency.
 *
 * @param snapshots a name for the tables that they are made of
 */
record Moment(Optional<Instant> asOf, String currency, String snapshots) {}
